import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

@Suite struct VerificationTests {
  private func store(_ count: Int) async throws -> (TemporaryStore, Store) {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<count, in: store)
    return (folder, store)
  }

  private func centroidRows(_ store: Store) throws -> [String] {
    try store.read { db in
      try Row.fetchAll(
        db, sql: "SELECT role_id, model, count, hex(sum) AS sum FROM centroids ORDER BY 1, 2"
      ).map { "\($0)" }
    }
  }

  @Test func aStoreIsWhatItsRunsGive() async throws {
    let (folder, store) = try await store(7)
    defer { withExtendedLifetime(folder) {} }
    #expect(try store.verify().isEmpty)
    #expect(try store.repair().isEmpty)
  }

  @Test(arguments: [
    "UPDATE centroids SET count = count + 1 WHERE role_id = 1",
    "UPDATE centroids SET sum = zeroblob(length(sum)) WHERE role_id = 2",
    "UPDATE centroids SET sum = x'00' WHERE role_id = 2",
    "DELETE FROM centroids WHERE role_id = 3",
    "INSERT INTO centroids SELECT 9, model, count, sum FROM centroids WHERE role_id = 1",
  ])
  func whatDiffersIsReportedAndSetRight(sql: String) async throws {
    let (folder, store) = try await store(7)
    defer { withExtendedLifetime(folder) {} }
    let good = try centroidRows(store)
    try store.write { try $0.execute(sql: sql) }
    let found = try store.verify()
    #expect(found.count == 1)
    #expect(found.first?.description.contains("the centroid of role") == true)
    #expect(try store.repair() == found)
    #expect(try centroidRows(store) == good)
    #expect(try store.verify().isEmpty)
  }

  @Test(arguments: [
    ("UPDATE centroid_contributions SET role_id = 2 WHERE role_id = 1", "another role"),
    ("DELETE FROM centroid_contributions WHERE role_id = 1", "its contribution is missing"),
    (
      "UPDATE centroid_contributions SET vector = x'0000' WHERE role_id = 1",
      "is no vector of its model"
    ),
    ("UPDATE runs SET record = '{}' WHERE role_id = 1", "cannot be read"),
  ])
  func whatNothingElseTellsIsReportedAlone(sql: String, words: String) async throws {
    let (folder, store) = try await store(4)
    defer { withExtendedLifetime(folder) {} }
    try store.write { try $0.execute(sql: sql) }
    _ = try store.repair()
    let found = try store.verify()
    #expect(found.contains { $0.description.contains(words) })
  }

  @Test func aDamagedPageIsFound() async throws {
    let folder = try TemporaryStore()
    do {
      let store = try folder.open(LearningLibrary.catalog)
      try await LearningLibrary.classify(0..<30, in: store)
      // A free page holds nothing that damage could change.
      try store.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
    }
    let url = URL(fileURLWithPath: folder.path)
    let good = try Data(contentsOf: url)
    var silent: [Int] = []
    for page in stride(from: 1, to: good.count / 4096, by: 3) {
      var bytes = good
      for offset in page * 4096..<page * 4096 + 64 { bytes[offset] ^= 0x5A }
      try bytes.write(to: url)
      do {
        if try Store(path: folder.path).verify().isEmpty { silent.append(page) }
      } catch let error as StoreError {
        guard case .damaged = error else {
          Issue.record("page \(page): \(error)")
          continue
        }
      }
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: folder.path + suffix)
      }
    }
    #expect(silent.isEmpty)
  }
}
