import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

/// The sentence cache in the store: keys, bound, batches, and that it never gets in the way.
@Suite struct StoredSentenceVectorsTests {
  private func source(_ store: Store, _ capacity: Int = 100) -> StoredSentenceVectors {
    StoredSentenceVectors(store: store, capacity: capacity)
  }

  private func vector(_ number: Int) -> [Float] { [Float(number), 1 / 3, -0.0] }

  private func keep(_ numbers: some Sequence<Int>, in source: StoredSentenceVectors) {
    source.keep(numbers.map { ("text \($0)", vector($0)) }, encoder: "m")
    source.flush()
  }

  private func known(_ numbers: some Sequence<Int>, in source: StoredSentenceVectors) -> [Int] {
    numbers.filter {
      source.vectors(of: ["text \($0)"], encoder: "m", dimension: 3)[0] != nil
    }
  }

  @Test("bit for bit, by exact text and by encoder, also in another process's store")
  func keys() throws {
    let folder = try TemporaryStore()
    let (composed, decomposed) = ("Caf\u{E9}", "Cafe\u{301}")
    let first = source(try folder.open())
    first.keep([(composed, vector(1)), (decomposed, vector(2))], encoder: "m")
    first.keep([(composed, vector(3))], encoder: "m/int8")
    first.keep([(composed, vector(9))], encoder: "m")
    first.flush()
    let second = source(try Store(path: folder.path))
    let texts = [decomposed, "x", composed, composed]
    let found = second.vectors(of: texts, encoder: "m", dimension: 3)
    #expect(found == [vector(2), nil, vector(1), vector(1)])
    #expect(found[0]?.map(\.bitPattern) == vector(2).map(\.bitPattern))
    #expect(second.vectors(of: [composed], encoder: "m/int8", dimension: 3) == [vector(3)])
    #expect(second.vectors(of: [composed], encoder: "other", dimension: 3) == [nil])
    #expect(second.vectors(of: [composed], encoder: "m", dimension: 4) == [nil])
  }

  @Test("texts of equal hash are told apart")
  func equalHashes() throws {
    let store = try Store.inMemory()
    let source = source(store)
    keep([1, 2], in: source)
    try store.write { db in
      try db.execute(
        sql: "UPDATE sentence_cache SET hash = ?",
        arguments: [Int64(bitPattern: StableHash.fnv1a("text 2".utf8))])
    }
    #expect(source.vectors(of: ["text 2"], encoder: "m", dimension: 3) == [vector(2)])
  }

  @Test("a bounded number of rows: what was not asked for the longest goes first")
  func bound() throws {
    let store = try Store.inMemory()
    let source = source(store, 4)
    keep(1...4, in: source)
    #expect(known([1, 2], in: source) == [1, 2])
    keep([5, 6], in: source)
    #expect(try store.sentenceCacheCount() == 4)
    #expect(known(1...6, in: source) == [1, 2, 5, 6])
    keep(10..<30, in: source)
    #expect(try store.sentenceCacheCount() == 4)
  }

  @Test("rows are written a batch at a time")
  func batches() throws {
    let store = try Store.inMemory()
    let source = source(store, 1000)
    for number in 1..<StoredSentenceVectors.batchSize {
      source.keep([("text \(number)", vector(number))], encoder: "m")
    }
    #expect(try store.sentenceCacheCount() == 0)
    source.keep([("text 0", vector(0))], encoder: "m")
    #expect(try store.sentenceCacheCount() == StoredSentenceVectors.batchSize)
  }

  @Test(
    "a store that another process writes to, that is damaged or read-only costs nothing but rows")
  func failures() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    let source = source(store)
    keep([1], in: source)
    let other = try DatabaseQueue(path: folder.path)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      keep([2], in: source)
      try db.execute(sql: "COMMIT")
    }
    #expect(known([1, 2], in: source) == [1])
    keep([3], in: source)
    #expect(known([1, 2, 3], in: source) == [1, 3])
    // Ordinary writes wait again.
    try store.keepCatalogVectors([("a", [1])], model: "m")
    try other.write { try $0.execute(sql: "UPDATE sentence_cache SET vector = x'0001'") }
    #expect(known([1, 3], in: source) == [])
    try other.write { try $0.execute(sql: "DROP TABLE sentence_cache") }
    keep([4], in: source)
    #expect(known([4], in: source) == [])
  }

  @Test("forgotten texts are gone, of every model")
  func forgotten() throws {
    let store = try Store.inMemory()
    let source = source(store)
    keep(1...3, in: source)
    source.keep([("text 1", vector(1))], encoder: "m/int8")
    source.flush()
    try store.write { try Store.removeSentences(["text 1", "unknown"], $0) }
    #expect(known(1...3, in: source) == [2, 3])
    #expect(source.vectors(of: ["text 1"], encoder: "m/int8", dimension: 3) == [nil])
    let texts = try store.read {
      try String.fetchAll($0, sql: "SELECT text FROM sentence_cache ORDER BY text")
    }
    #expect(texts == ["text 2", "text 3"])
  }

  @Test("what waits while another process forgets a run is not written")
  func forgottenByAnother() throws {
    let folder = try TemporaryStore()
    let source = source(try folder.open())
    source.keep([("text 1", vector(1))], encoder: "m")
    let other = try Store(path: folder.path)
    for (run, next) in [("a", 2), ("b", 3)] {
      _ = try other.begin(
        ModelCallIntent(
          runID: run, step: .extractFromJD, purpose: .parse, provider: "t", model: "m",
          promptHash: "h"))
      try other.forget([run])
      // It goes with the next writing, or with the next sentence.
      if run == "a" { source.flush() }
      keep([next], in: source)
      #expect(known(1...3, in: source) == Array(2...next))
      source.keep([("text 1", vector(1))], encoder: "m")
    }
  }
}
