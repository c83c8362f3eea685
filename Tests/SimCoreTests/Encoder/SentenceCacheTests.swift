@testable import SimCore
import Synchronization
import Testing

/// The cache against the encoder it stands before, and its bound.
@Suite struct SentenceCacheTests {
  private func encoder(_ precision: Precision = .f32) throws -> SentenceEncoder {
    let folder = try TemporaryFolder()
    try TinyModel(seed: 1).write(to: folder)
    return try SentenceEncoder(folder: folder.path, precision: precision)
  }

  @Test("the same bits as the encoder, and each text encoded once")
  func sameVectors() throws {
    let encoder = try encoder()
    let cache = SentenceCache(capacity: 10)
    let texts = ["a b", "c", "a b", "", "e"]
    #expect(cache.encode(texts, by: encoder) == encoder.encode(texts))
    #expect(cache.counters == .init(lookups: 5, hits: 1))
    #expect(cache.encode(texts.reversed(), by: encoder) == encoder.encode(texts.reversed()))
    #expect(cache.counters == .init(lookups: 10, hits: 6))
    #expect(cache.encode([], by: encoder).count == 0)
    #expect(cache.count == 4)
  }

  @Test("what was not asked for the longest goes first")
  func bound() throws {
    let encoder = try encoder()
    let cache = SentenceCache(capacity: 2)
    _ = cache.encode(["a", "b"], by: encoder)
    _ = cache.encode(["a"], by: encoder)
    _ = cache.encode(["c"], by: encoder)
    #expect(cache.count == 2 && cache.counters.evictions == 1)
    _ = cache.encode(["a", "c"], by: encoder)
    #expect(cache.counters.hits == 3)
    _ = cache.encode(["b"], by: encoder)
    #expect(cache.counters.hits == 3)
    let many = (0..<7).map { String(repeating: "a ", count: $0) }
    #expect(cache.encode(many, by: encoder) == encoder.encode(many))
    #expect(cache.count == 2)
    #expect(cache.contains(many, of: encoder) == many.indices.map { $0 >= 5 })
    #expect(cache.encode(many.reversed(), by: encoder) == encoder.encode(many.reversed()))
  }

  @Test("precisions do not share vectors")
  func precisions() throws {
    let (f32, int8) = (try encoder(), try encoder(.int8))
    let cache = SentenceCache(capacity: 8)
    #expect(cache.encode(["a b c"], by: f32) == f32.encode(["a b c"]))
    #expect(cache.encode(["a b c"], by: int8) == int8.encode(["a b c"]))
    #expect(cache.counters.hits == 0 && cache.count == 2)
  }

  /// A second level in memory that counts what it is asked and given.
  private final class Source: SentenceVectorSource {
    private struct Held {
      var vectors: [String: [Float]] = [:]
      var asked = 0
    }

    private let held = Mutex(Held())
    var asked: Int { held.withLock(\.asked) }
    var texts: [String] { held.withLock { $0.vectors.keys.sorted() } }

    func vectors(of texts: [String], encoder: String, dimension: Int) -> [[Float]?] {
      held.withLock { held in
        held.asked += texts.count
        return texts.map { held.vectors[$0] }
      }
    }

    func keep(_ vectors: [(text: String, vector: [Float])], encoder: String) {
      held.withLock { held in
        for (text, vector) in vectors { held.vectors[text] = vector }
      }
    }

    func flush() {}
  }

  @Test("a second level is asked for what is not in memory, and given what was encoded")
  func secondLevel() throws {
    let encoder = try encoder()
    let source = Source()
    let texts = ["a b", "c", "a b", "d"]
    let expected = encoder.encode(texts)
    let first = SentenceCache(capacity: 10, secondLevel: source)
    #expect(first.encode(texts, by: encoder) == expected)
    #expect(source.asked == 3 && source.texts == ["a b", "c", "d"])
    #expect(first.encode(texts, by: encoder) == expected)
    #expect(source.asked == 3, "memory comes first")
    let second = SentenceCache(capacity: 10, secondLevel: source)
    #expect(second.encode(texts + ["e"], by: encoder) == encoder.encode(texts + ["e"]))
    #expect(second.counters == .init(lookups: 5, hits: 4, secondLevelHits: 3))
    #expect(source.texts == ["a b", "c", "d", "e"])
    // What the second level says counts.
    source.keep([("f", [Float](repeating: 0.5, count: encoder.dimension))], encoder: "")
    #expect(second.encode(["f"], by: encoder)[0].allSatisfy { $0 == 0.5 })
  }

  @Test("any number of callers at once")
  func concurrentCallers() async throws {
    let encoder = try encoder()
    let cache = SentenceCache(capacity: 3)
    let texts = ["a", "b", "c", "d", "e", "a b"]
    let expected = encoder.encode(texts)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<50).allSatisfy { _ in cache.encode(texts, by: encoder) == expected }
        }
      }
      for await isEqual in group { #expect(isEqual) }
    }
    #expect(cache.count == 3)
    #expect(cache.counters.lookups == 8 * 50 * texts.count)
  }
}
