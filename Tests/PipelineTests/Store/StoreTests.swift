import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

@Suite struct StoreTests {
  private static let catalog = TestLibrary.catalog(
    roles: [
      TestLibrary.role(
        2, "b", aliases: ["B", "Bee"], kras: ["Second.", "First."], dimensions: [2, 1]),
      TestLibrary.role(1, "a", aliases: ["A"], kras: ["Only."], dimensions: []),
    ],
    skills: [TestLibrary.skill(5, "Swift", dimensions: [2, 1], aliases: ["Swift language"])],
    dimensions: [1, 2])

  @Test func synchronousIsFull() throws {
    let folder = try TemporaryStore()
    for _ in 0..<2 {
      let level = try folder.open().writeWithoutTransaction {
        try Int.fetchOne($0, sql: "PRAGMA synchronous")
      }
      #expect(level == 2)
    }
  }

  @Test func catalogRoundTrip() throws {
    let folder = try TemporaryStore()
    let store = try folder.open(Self.catalog)
    let (loaded, version) = try store.loadCatalog()
    #expect(loaded == Self.catalog)
    #expect(version == 1)
    #expect(try store.catalogFingerprint() == Self.catalog.fingerprint)
    #expect(try store.importCatalog(Self.catalog) == 2)
    #expect(try Store(path: folder.path).loadCatalog().catalog == Self.catalog)
  }

  @Test func aStoreWithoutACatalogSaysSo() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    #expect(try store.catalogVersion() == 0)
    #expect(throws: StoreError.emptyCatalog(path: folder.path)) { try store.loadCatalog() }
  }

  @Test func badPathsAreNamed() throws {
    let folder = try TemporaryStore()
    #expect(throws: StoreError.missing(path: folder.path)) {
      try Store(path: folder.path, mayCreate: false)
    }
    let nowhere = folder.folder + "/none/x.db"
    #expect(throws: StoreError.missingFolder(path: nowhere)) { try Store(path: nowhere) }
    try Data("This is no database at all, but a text.".utf8).write(
      to: URL(fileURLWithPath: folder.path))
    #expect(throws: StoreError.notAStore(path: folder.path)) { try Store(path: folder.path) }
  }

  @Test func databasesOfOthersAndNewerOnesAreLeftAlone() throws {
    let folder = try TemporaryStore()
    let foreign = folder.folder + "/foreign.db"
    try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: foreign))
    #expect(throws: StoreError.notAStore(path: foreign)) { try Store(path: foreign) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: foreign)) == before)

    _ = try folder.open(Self.catalog)
    try DatabaseQueue(path: folder.path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-future')")
    }
    #expect(throws: StoreError.newerSchema(path: folder.path)) { try Store(path: folder.path) }
  }

  @Test func catalogVectorsAreKeptByExactText() throws {
    let store = try Store.inMemory()
    let composed = "Caf\u{E9}"
    let decomposed = "Cafe\u{301}"
    try store.keepCatalogVectors([(composed, [1, 2]), (decomposed, [3, 4])], model: "m")
    try store.keepCatalogVectors([(composed, [9, 9])], model: "m")
    let vectors = try store.catalogVectors(of: [composed, decomposed, "x"], model: "m")
    #expect(vectors[ExactText(composed)] == [1, 2])
    #expect(vectors[ExactText(decomposed)] == [3, 4])
    #expect(vectors.count == 2)
    #expect(try store.catalogVectors(of: [composed], model: "other").isEmpty)
  }

  @Test func vectorBlobsRoundTripBitForBit() {
    let floats: [Float] = [0, -0.0, 1.5, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    #expect(
      VectorBlob.floats(VectorBlob.data(floats)).map(\.bitPattern) == floats.map(\.bitPattern))
    let doubles: [Double] = [0, -0.0, 0x1p-30, .pi]
    #expect(
      VectorBlob.doubles(VectorBlob.data(doubles)).map(\.bitPattern) == doubles.map(\.bitPattern))
  }
}
