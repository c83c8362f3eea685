import Foundation
import HTTPTypes

/// What a JSON decoder lets pass: names that an object has twice, and commas before an end.
///
/// A document that is no JSON at all is left to the decoder.
struct JSONScan {
  private let bytes: [UInt8]
  private var index = 0

  /// Refuses a document in which readers would find different things.
  ///
  /// O(bytes).
  ///
  /// - Throws: a `Problem` of status 400.
  static func check(_ bytes: [UInt8]) throws {
    var scan = JSONScan(bytes: bytes)
    try scan.run()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() throws {
    /// The names of each open object; nil for a list.
    var open: [Set<String>?] = []
    var isAfterComma = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "{"): open.append([])
      case UInt8(ascii: "["): open.append(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard !isAfterComma else { throw Self.malformed("a comma stands before the end of a list") }
        _ = open.popLast()
      case UInt8(ascii: "\""):
        let text = string()
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":"), let depth = open.indices.last
        else { break }
        guard open[depth]?.insert(text).inserted ?? true else {
          throw Self.malformed("\"\(text.prefix(80))\" is given twice")
        }
      case 0x20, 0x09, 0x0A, 0x0D: continue
      default: break
      }
      isAfterComma = byte == UInt8(ascii: ",")
    }
  }

  /// The text of the string that has just begun; escapes are read.
  private mutating func string() -> String {
    let start = index
    var hasEscape = false
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") {
        hasEscape = true
        index += 1
      }
      index += 1
    }
    let end = min(index, bytes.count)
    index += 1
    let text = bytes[start..<end]
    guard hasEscape else { return String(decoding: text, as: UTF8.self) }
    let quoted = Data([UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")])
    return (try? JSONDecoder().decode(String.self, from: quoted))
      ?? String(decoding: text, as: UTF8.self)
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private static func malformed(_ detail: String) -> Problem {
    Problem(.badRequest, "malformed-json", detail)
  }
}
