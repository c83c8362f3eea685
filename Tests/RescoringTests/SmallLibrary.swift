import Foundation
import Pipeline
import SimCore
import TestSupport

@testable import Rescoring

/// A library of two roles, ads for them, and a folder that goes away with the test.
final class SmallLibrary {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "rolewise-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path(name)))
  }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  /// A store with the library; ads that are learned as decided runs of their roles.
  func store(_ name: String = "library.db", learning numbers: Range<Int>? = nil) async throws
    -> Store
  {
    let store = try Store(path: path(name))
    try store.importCatalog(SmallCatalog.twoTrades)
    if let numbers {
      let pipeline = JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64))
      for number in numbers {
        _ = try await pipeline.learn(
          Self.ad(number), roleSlug: number.isMultiple(of: 2) ? "baker" : "welder",
          runID: RunIdentifier.named("learned \(number)"))
      }
    }
    return store
  }

  /// Rescores into `output` and returns its bytes.
  @discardableResult
  func rescore(
    _ store: Store, _ input: RescoreInput, to output: String, vectors: String? = nil,
    resumes: Bool = false, policy: Policy = Policy(), threads: Int = 2
  ) async throws -> Data {
    let rescorer = try await Rescorer(
      store: store, embedder: HashingEmbedder(dimension: 64), policy: policy,
      threadCount: threads)
    _ = try await rescorer.rescore(
      input, to: path(output), vectors: vectors.map { path($0) }, resumes: resumes)
    return try bytes(output)
  }

  /// An ad whose words and skills tell its role; every third one has the role's title.
  static func ad(_ number: Int) -> String {
    let isBaker = number.isMultiple(of: 2)
    let word =
      isBaker ? ["bread", "dough"][number / 2 % 2] : ["frames", "drawings"][number / 2 % 2]
    let title = number.isMultiple(of: 3) ? (isBaker ? "Baker" : "Welder") : "Shift Person"
    return """
      \(title)

      Responsibilities:
      • Prepare every \(word) of the morning shift number \(number).
      • Check each \(word) before it leaves the hall.
      • Clean the hall after each shift.

      Requirements:
      • Experience with \(isBaker ? "Kneading" : "Welding")
      """
  }

  /// Ads as rows, with bad rows among them where asked.
  static func rows(_ numbers: Range<Int>, withBadRows: Bool = false) throws -> Data {
    struct Row: Encodable {
      var id: String
      var text: String
    }
    var data = Data()
    for number in numbers {
      data += Data(try RecordCoding.text(Row(id: "ad \(number)", text: ad(number))).utf8) + [0x0A]
      if withBadRows, number % 5 == 1 { data += Data("no JSON\n".utf8) }
      if withBadRows, number % 5 == 2 {
        data += Data("{\"id\": \"empty\", \"text\": \" \"}\n\n".utf8)
      }
      if withBadRows, number % 5 == 3 {
        data += Data("{\"id\": \"x\", \"text\": \"".utf8) + [0xFF, 0xFE] + Data("\"}\n".utf8)
      }
    }
    return data
  }
}
