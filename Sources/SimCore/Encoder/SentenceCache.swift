import Synchronization

/// Vectors of sentences that were encoded before: job ads repeat sentences.
///
/// Bounded and in memory; the entry that was not asked for the longest goes first. An entry is keyed
/// by the encoder's identifier (model, pooling, length, precision) and the text's bytes, so encoders
/// may share a cache. Any number of threads may use it at once. A vector has the same bits whether it
/// comes from the cache or not.
public final class SentenceCache: Sendable {
  /// Entries that are kept at most.
  public let capacity: Int

  /// How often the cache was asked, and how often it knew.
  public struct Counters: Sendable, Equatable {
    /// Texts asked for; a text that occurs twice in one call counts twice.
    public internal(set) var lookups = 0
    /// Those that need not be encoded.
    public internal(set) var hits = 0
    /// Entries that made room for others.
    public internal(set) var evictions = 0
  }

  private struct Key: Hashable {
    let encoder: String
    let text: ExactText
  }

  /// The state behind the lock.
  private struct State {
    var vectors = RecencyList<Key, [Float]>()
    var counters = Counters()
  }

  private let state = Mutex(State())

  /// An empty cache for `capacity` sentences, at least 1; a vector of 384 components takes 1.5 KiB.
  public init(capacity: Int) {
    precondition(capacity >= 1, "a cache needs room for a sentence")
    self.capacity = capacity
  }

  /// What was asked so far.
  public var counters: Counters { state.withLock(\.counters) }

  /// Entries now.
  public var count: Int { state.withLock(\.vectors.count) }

  /// The vectors of `texts`, one a row, in their order: those that are not in the cache are
  /// encoded, each once, and put into it.
  ///
  /// - Complexity: O(1) expected per text that is in the cache; else as `SentenceEncoder.encode`.
  public func encode(
    _ texts: [String], by encoder: SentenceEncoder, workers: WorkerPool? = nil
  ) -> EmbeddingMatrix {
    var found: [[Float]?] = []
    var missing: [String] = []
    var rowOfMissing: [ExactText: Int] = [:]
    state.withLock { state in
      for text in texts {
        let exact = ExactText(text)
        let vector = state.vectors.value(of: Key(encoder: encoder.identifier, text: exact))
        found.append(vector)
        state.counters.lookups += 1
        if vector != nil || rowOfMissing[exact] != nil {
          state.counters.hits += 1
        } else {
          rowOfMissing[exact] = missing.count
          missing.append(text)
        }
      }
    }
    let encoded = encoder.encode(missing, workers: workers)
    state.withLock { state in
      for (row, text) in missing.enumerated() {
        state.vectors.set(encoded[row], of: Key(encoder: encoder.identifier, text: ExactText(text)))
        if state.vectors.count > capacity {
          state.vectors.removeOldest()
          state.counters.evictions += 1
        }
      }
    }
    var result = EmbeddingMatrix(dimension: encoder.dimension)
    for (text, vector) in zip(texts, found) {
      if let vector {
        result.append(vector)
      } else if let row = rowOfMissing[ExactText(text)] {
        encoded.withRow(row) { components in
          result.append((0..<components.count).map { components[$0] })
        }
      }
    }
    return result
  }
}
