import Foundation
import Testing

@testable import Pipeline

/// Sentences of files: lines and JSON arrays, and what is refused.
@Suite struct SentenceReaderTests {
  private let folder = TemporaryFile()

  private func sentences(_ bytes: some Sequence<UInt8>) throws -> [String] {
    var reader = try SentenceReader(path: folder.write(bytes))
    var sentences: [String] = []
    while let sentence = try reader.next() { sentences.append(sentence) }
    #expect(try reader.next() == nil)
    return sentences
  }

  private func sentences(_ text: String) throws -> [String] { try sentences(text.utf8) }

  @Test(
    "lines",
    arguments: [
      ("one", ["one"]), ("one\n", ["one"]), ("one\r\ntwo\r\n", ["one", "two"]),
      ("\n  one \n\n\t\ntwo\n \n", ["  one ", "two"]), ("\u{FEFF}one\ntwo", ["one", "two"]),
      ("[Senior] Engineer\nx", ["[Senior] Engineer", "x"]), ("[\n", ["["]),
      ("Zürich 東京\u{2028}x\n", ["Zürich 東京\u{2028}x"]),
    ])
  func lines(text: String, expected: [String]) throws {
    #expect(try sentences(text) == expected)
  }

  @Test(
    "JSON arrays",
    arguments: [
      (#"["one"]"#, ["one"]), (" [ \"one\" ,\n\"two\"]\n ", ["one", "two"]),
      (#"["", " ", "a\nb"]"#, ["", " ", "a\nb"]),
      (#"["\"\\\"", "\u00fc\ud83d\ude00", "ü]", "[,"]"#, [#""\""#, "ü😀", "ü]", "[,"]),
      ("\u{FEFF}[\"one\"]", ["one"]),
    ])
  func arrays(text: String, expected: [String]) throws {
    #expect(try sentences(text) == expected)
  }

  @Test("inputs larger than a part, of lines and of elements that parts cut anywhere")
  func parts() throws {
    let seed: UInt64 = .random(in: 0 ... .max)
    var state = seed
    let expected = (0..<3000).map { number in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return "\(number) " + String(repeating: "aü\u{1F600}", count: Int(state >> 58))
    }
    #expect(try sentences(expected.joined(separator: "\n")) == expected, "seed \(seed)")
    #expect(try sentences(RecordCoding.text(expected)) == expected, "seed \(seed)")
  }

  @Test(
    "what is no sentence is refused in a line that says where",
    arguments: [
      ("", "is empty"), (" \n\r\n\t", "is empty"), ("[]", "is empty"),
      (#"["one" "two"]"#, "(at byte 7)"), (#"["one","#, "element 2: it is no string"),
      (#"["one""#, "no JSON array"), (#"["one"] x"#, "(at byte 8)"), (#"["one"#, "no JSON array"),
      (#"["one", 2]"#, "element 2: it is no string"),
      (#"["a\q"]"#, "element 1: it is no JSON string"), ("a\n\0\n", "line 2: it is no text"),
    ])
  func refused(text: String, words: String) {
    let error = #expect(throws: SentenceError.self) { try sentences(text) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    #expect(error?.fault == .badData)
  }

  @Test func bytesThatAreNoText() throws {
    let error = #expect(throws: SentenceError.self) {
      try sentences(Array("one\n\ntwo Z".utf8) + [0xFC, 0x0A])
    }
    #expect(error?.description.contains("line 3: it is no valid UTF-8 (at byte 5)") == true)
    #expect(throws: InputError.utf16) { try sentences([0xFF, 0xFE, 0x41, 0x00]) }
    #expect(throws: InputError.missing(path: "nowhere.txt")) {
      try SentenceReader(path: "nowhere.txt")
    }
  }

  @Test("a line and a string without an end are refused at the limit, not read to their end")
  func endless() throws {
    let long = String(repeating: "a", count: 3 * SentenceReader.largestByteCount)
    for (text, words) in [("x\n" + long, "line 2: it is longer"), ("[\"" + long, "element 1: it")] {
      var reader = try SentenceReader(path: folder.write(text.utf8))
      let error = #expect(throws: SentenceError.self) {
        while try reader.next() != nil {}
      }
      #expect(error?.description.contains(words) == true)
      #expect(reader.progress.done < SentenceReader.largestByteCount + (1 << 17))
      #expect(reader.progress.total == text.utf8.count)
    }
    let longest = String(long.prefix(SentenceReader.largestByteCount))
    #expect(try sentences(longest + "\n") == [longest])
  }
}

/// A file that goes away with the test.
final class TemporaryFile {
  let path = NSTemporaryDirectory() + "rolewise-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}
