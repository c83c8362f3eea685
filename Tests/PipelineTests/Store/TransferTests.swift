import Foundation
import GRDB
import Testing

@testable import Pipeline

/// Export and import of a whole store.
@Suite struct TransferTests {
  private func exported(_ folder: TemporaryStore) async throws -> (path: String, lines: [String]) {
    let store = try folder.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<5, in: store)
    try store.write { db in
      try db.execute(
        sql: """
          INSERT INTO catalog_vectors VALUES ('m', char(0x1F600, 10, 34, 92, 1, 0x2028), x'00FF');
          UPDATE kra_queue SET best_similarity = 1e-7 WHERE id = 1;
          UPDATE kra_queue SET best_similarity = 9e999 WHERE id = 2;
          UPDATE kra_queue SET best_similarity = 3 WHERE id = 3;
          """)
    }
    let path = folder.folder + "/store.jsonl"
    try store.export(to: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return (path, text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  @Test func theRoundTripIsEqualByteForByte() async throws {
    let folder = try TemporaryStore()
    let (path, lines) = try await exported(folder)
    #expect(lines.last?.isEmpty == true)
    let copy = folder.folder + "/copy.db"
    try Store.importing(path, to: copy)
    let again = folder.folder + "/again.jsonl"
    try Store(path: copy).export(to: again)
    let first = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == first)
    #expect(try Store(path: copy).verify().isEmpty)
    // It goes on where the exported one was: ids that were given are not given again.
    let both = [try Store(path: folder.path), try Store(path: copy)]
    for store in both { try await LearningLibrary.classify(5..<6, in: store) }
    let queueIDs = try both.map { store in
      try store.read { try Int.fetchOne($0, sql: "SELECT max(id) FROM kra_queue") }
    }
    #expect(queueIDs[0] == queueIDs[1] && queueIDs[0] != nil)
  }

  @Test func anImportReplacesNothing() async throws {
    let folder = try TemporaryStore()
    let (path, _) = try await exported(folder)
    let refusal = StoreError.importExists(path: folder.path)
    #expect(throws: refusal) { try Store.importing(path, to: folder.path) }
    // It has no --force.
    #expect(!refusal.description.contains("--force"))
  }

  @Test func aLogThatACrashLeftIsNotReplayedOnAnImport() async throws {
    let folder = try TemporaryStore()
    let (path, _) = try await exported(folder)
    let target = folder.folder + "/target.db"
    // The log of a store that is gone.
    let store = try Store(path: folder.path)
    try await LearningLibrary.classify(5..<8, in: store)
    try withExtendedLifetime(store) {
      try FileManager.default.copyItem(atPath: folder.path + "-wal", toPath: target + "-wal")
    }
    try Store.importing(path, to: target)
    #expect(!FileManager.default.fileExists(atPath: target + "-wal"))
    let again = folder.folder + "/again.jsonl"
    try Store(path: target).export(to: again)
    let first = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == first)
  }

  @Test func everyCutIsRefusedAndNothingIsMade() async throws {
    let folder = try TemporaryStore()
    let (_, lines) = try await exported(folder)
    for count in [0, 1, 2, lines.count / 2, lines.count - 2] {
      try refuse(
        lines.prefix(count).joined(separator: "\n"), in: folder,
        line: max(1, count + (count > 0 ? 1 : 0)))
    }
    // Within a line.
    try refuse(
      lines.prefix(9).joined(separator: "\n") + "\n" + lines[9].prefix(20), in: folder, line: 10)
    // Lines after the last, and a last line for another file.
    try refuse(
      (lines.dropLast() + [lines[2]]).joined(separator: "\n"), in: folder, line: lines.count)
    try refuse(
      (lines.prefix(3) + lines.dropFirst(4)).joined(separator: "\n"), in: folder,
      line: lines.count - 2)
  }

  @Test func changedLinesAreRefused() async throws {
    let folder = try TemporaryStore()
    let (_, lines) = try await exported(folder)
    let role = try #require(lines.firstIndex { $0.hasPrefix("{\"table\":\"roles\"") })
    for (text, replacement, words) in [
      ("\"table\":\"roles\"", "\"table\":\"recipes\"", "no table recipes"),
      ("\"slug\"", "\"snail\"", "lacks slug"),
      ("\"row\":{", "\"row\":{\"more\":1,", "columns"),
      ("\"id\":1", "\"id\":\"1\"", "does not hold INTEGER"),
      ("\"id\":1", "\"id\":null", ""),
      ("\"domain\":\"Software\"", "\"domain\":null", "NOT NULL"),
      ("\"domain\":\"Software\"", "\"domain\":{\"base64\":\"AA==\"}", "does not hold TEXT"),
      ("\"domain\":\"Software\"", "\"domain\":{\"base64\":\"?\"}", "base64"),
      ("}}", "}", "no row"),
    ] {
      var changed = lines
      #expect(changed[role].contains(text))
      changed[role] = changed[role].replacingOccurrences(of: text, with: replacement)
      // A row id that is null is a new one: the checksum tells.
      try refuse(
        changed.joined(separator: "\n"), in: folder,
        line: words.isEmpty ? lines.count - 1 : role + 1, saying: words)
    }
    // A letter of a text.
    let spoiled = lines.joined(separator: "\n").replacingOccurrences(
      of: "Builds services", with: "Builds servicet")
    try refuse(spoiled, in: folder, line: lines.count - 1, saying: "checksum")
    // A reference to a row that is not there.
    let kra = try #require(lines.firstIndex { $0.hasPrefix("{\"table\":\"kras\"") })
    var orphan = lines
    orphan[kra] = orphan[kra].replacingOccurrences(of: "\"role_id\":1", with: "\"role_id\":77")
    try refuse(orphan.joined(separator: "\n"), in: folder, line: lines.count - 1)
  }

  @Test func otherSchemasAreRefused() async throws {
    let folder = try TemporaryStore()
    let (_, lines) = try await exported(folder)
    let newer = lines[0].replacingOccurrences(of: "\"1-catalog\"", with: "\"99-future\"")
    let source = try write([newer] + lines.dropFirst(), in: folder)
    #expect(throws: StoreError.newerSchema(path: source)) {
      try Store.importing(source, to: folder.folder + "/target.db")
    }
    for header in ["{}", "", "[1]", "{\"format\":\"rolewise-store/2\",\"schema\":[]}"] {
      try refuse(([header] + lines.dropFirst()).joined(separator: "\n"), in: folder, line: 1)
    }
  }

  private func write(_ lines: [String], in folder: TemporaryStore) throws -> String {
    let path = folder.folder + "/changed.jsonl"
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func refuse(
    _ text: String, in folder: TemporaryStore, line: Int, saying words: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let source = try write([text], in: folder)
    let target = folder.folder + "/target.db"
    #expect(sourceLocation: sourceLocation) {
      try Store.importing(source, to: target)
    } throws: { error in
      guard let error = error as? StoreImportError else { return false }
      return error.line == line && (words.isEmpty || error.reason.contains(words))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(!names.contains { $0.hasPrefix("target") }, sourceLocation: sourceLocation)
  }
}
