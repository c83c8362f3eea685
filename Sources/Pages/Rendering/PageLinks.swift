import Pipeline

/// The addresses of pages.
enum PageLinks {
  static let history = "/ui/history"
  static let queues = "/ui/queues"
  static let roles = "/ui/roles"
  static let map = "/ui/map"
  static let new = "/ui/new"
  static let log = "/ui/log"

  static func run(_ id: String) -> String { "/ui/runs/\(encoded(id))" }
  static func role(_ slug: String) -> String { "/ui/roles/\(encoded(slug))" }
  static func queue(_ queue: ReviewQueue) -> String { "/ui/queues/\(queue.rawValue)" }
  static func asset(_ asset: PageAssets.Asset) -> String { "/ui/assets/\(asset.name)" }

  /// The row of a queue, in a list of what its run found.
  static func item(_ id: Int64, of queue: ReviewQueue, run: String) -> String {
    address(Self.queue(queue), [("status", "all"), ("run", run)]) + "#item-\(id)"
  }

  /// An address with its query; parameters without a value are left out.
  static func address(
    _ path: String, _ query: [(name: String, value: String?)]
  ) -> String {
    let given = query.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : "\(encoded(name))=\(encoded($0))" }
    }
    return given.isEmpty ? path : path + "?" + given.joined(separator: "&")
  }

  /// A text with all but RFC 3986's unreserved characters as percent escapes.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
