import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// The index file beside the store is a cache: a bad one is made again, and nobody notices.
  @Suite struct IndexFileTests {
    static let name = "rolewise.db.kra-index"

    @Test(arguments: ["missing", "empty", "truncated", "wrong version", "other bytes", "zero rows"])
    func aBadIndexIsMadeAgain(kind: String) async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let good = try folder.bytes(of: Self.name)
      let expected = try await decision(in: folder)
      switch kind {
      case "missing": try FileManager.default.removeItem(atPath: folder.file(Self.name))
      case "empty": try folder.write("", to: Self.name)
      case "truncated": try folder.write(good.prefix(good.count / 2), to: Self.name)
      case "wrong version":
        // The header: eight bytes of magic, then the version.
        var bytes = good
        bytes[8] = 99
        try folder.write(bytes, to: Self.name)
      case "zero rows":
        // Header and roles stay: the place of the rows stands at byte 32.
        let start = good[32..<40].enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        #expect((512..<good.count).contains(start))
        try folder.write(
          good.prefix(start) + Data(repeating: 0, count: good.count - start), to: Self.name)
      default: try folder.write(Data(repeating: 0x2A, count: good.count), to: Self.name)
      }
      #expect(try await decision(in: folder) == expected)
      #expect(try folder.bytes(of: Self.name) == good)
    }

    @Test func anIndexOfAnotherModelIsMadeAgain() async throws {
      let folder = try WorkFolder()
      try await folder.addStore(of: .encoder)
      let good = try folder.bytes(of: Self.name)
      let expected = try await decision(in: folder, by: .encoder)
      // The same store, read by the other embedder.
      let other = try await decision(in: folder, by: .hashing)
      #expect(try folder.bytes(of: Self.name) != good)
      #expect(other != expected)
      #expect(try await decision(in: folder, by: .encoder) == expected)
      #expect(try folder.bytes(of: Self.name) == good)
    }

    @Test func aFolderForAnIndexIsLeftAlone() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let expected = try await decision(in: folder)
      try FileManager.default.removeItem(atPath: folder.file(Self.name))
      try folder.makeFolder(Self.name)
      #expect(try await decision(in: folder) == expected)
    }

    /// The signals of a job description and what was decided.
    private func decision(
      in folder: WorkFolder, by embedder: WorkFolder.Embedder = .hashing
    ) async throws -> [JSONValue?] {
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      let outcome = try await CommandLineTool.succeed(
        ["classify", "--json", "--embedder", embedder.rawValue, "jd.txt"], in: folder)
      #expect(outcome.errors.isEmpty, "\(outcome)")
      let payloads = try outcome.json()
      return [
        payloads.at("extract_from_jd.stage3_signals"),
        payloads.at("extract_from_jd.stage4_decision.chosen_role"),
      ]
    }
  }
}
