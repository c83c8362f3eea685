import Synchronization

/// A second level of a `SentenceCache`: vectors kept outside the process's memory, such as in a
/// file.
///
/// A cache like the first: it may forget anything at any time, and none of its calls fails.
public protocol SentenceVectorSource: Sendable {
  /// The vectors of texts under an encoder's identifier, bit for bit as they were kept, in the
  /// order of the texts; nil where there is none of `dimension` components.
  func vectors(of texts: [String], encoder: String, dimension: Int) -> [[Float]?]
  /// Takes vectors to be kept, now or later.
  func keep(_ vectors: [(text: String, vector: [Float])], encoder: String)
  /// Keeps now what waits to be kept.
  func flush()
}

/// Vectors of sentences that were encoded before: job ads repeat sentences.
///
/// Bounded and in memory, with a second level where one is given; the entry that was not asked for
/// the longest goes first. The memory of all vectors is taken by the first call, so that a process
/// which began its work does not grow with it. An entry is keyed by the encoder's identifier
/// (model, pooling, length, precision) and the text's bytes, so encoders of one dimension may share
/// a cache. Any number of threads may use it at once. A vector has the same bits whether it comes
/// from the cache or not.
public final class SentenceCache: Sendable {
  /// Entries that are kept at most.
  public let capacity: Int

  /// How often the cache was asked, and how often it knew.
  public struct Counters: Sendable, Equatable {
    /// Texts asked for; a text that occurs twice in one call counts twice.
    public internal(set) var lookups = 0
    /// Those that need not be encoded.
    public internal(set) var hits = 0
    /// Hits that the second level alone knew.
    public internal(set) var secondLevelHits = 0
    /// Entries that made room for others.
    public internal(set) var evictions = 0
  }

  private struct Key: Hashable {
    let encoder: String
    let text: ExactText
  }

  /// The state behind the lock.
  private struct State {
    /// The rows of the entries in `vectors`.
    var rows = RecencyList<Key, Int>()
    /// Made by the first call, which says the dimension.
    var vectors: FloatMatrix?
    var counters = Counters()

    func vector(_ row: Int) -> [Float]? {
      vectors?.withRow(row) { span in span.indices.map { span[$0] } }
    }

    /// Keeps a vector, and lets the oldest go where there is no room.
    mutating func keep(_ vector: [Float], of key: Key, capacity: Int) {
      let vectors = self.vectors ?? Self.memory(capacity: capacity, dimension: vector.count)
      self.vectors = vectors
      precondition(vectors.columnCount == vector.count, "a cache holds vectors of one dimension")
      var row = rows.value(of: key) ?? rows.count
      if row == capacity, let freed = rows.removeOldest() {
        row = freed
        counters.evictions += 1
      }
      vectors.setRow(row, to: vector)
      rows.set(row, of: key)
    }

    /// Written to, because a page that was never written takes no memory yet.
    private static func memory(capacity: Int, dimension: Int) -> FloatMatrix {
      let matrix = FloatMatrix(rowCount: capacity, columnCount: dimension, isZeroed: false)
      let zero = [Float](repeating: 0, count: dimension)
      for row in 0..<capacity { matrix.setRow(row, to: zero) }
      return matrix
    }
  }

  private let state = Mutex(State())
  private let secondLevel: (any SentenceVectorSource)?

  /// An empty cache for `capacity` sentences, at least 1; a vector of 384 components takes 1.5 KiB.
  ///
  /// - Parameter secondLevel: asked for what is not in memory, and given what was encoded.
  public init(capacity: Int, secondLevel: (any SentenceVectorSource)? = nil) {
    precondition(capacity >= 1, "a cache needs room for a sentence")
    self.capacity = capacity
    self.secondLevel = secondLevel
  }

  /// Has the second level keep what waits to be kept.
  public func flush() { secondLevel?.flush() }

  /// What was asked so far.
  public var counters: Counters { state.withLock(\.counters) }

  /// Entries now.
  public var count: Int { state.withLock(\.rows.count) }

  /// Whether the vector of each text is in memory now.
  public func contains(_ texts: [String], of encoder: SentenceEncoder) -> [Bool] {
    state.withLock { state in
      texts.map {
        state.rows.contains(Key(encoder: encoder.identifier, text: ExactText($0)))
      }
    }
  }

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
        let row = state.rows.value(of: Key(encoder: encoder.identifier, text: exact))
        let vector = row.flatMap { state.vector($0) }
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
    let vectors = missing.isEmpty ? [] : known(missing, by: encoder, workers: workers)
    state.withLock { state in
      for (vector, text) in zip(vectors, missing) {
        state.keep(
          vector, of: Key(encoder: encoder.identifier, text: ExactText(text)), capacity: capacity)
      }
    }
    var result = EmbeddingMatrix(dimension: encoder.dimension)
    for (text, vector) in zip(texts, found) {
      if let vector {
        result.append(vector)
      } else if let row = rowOfMissing[ExactText(text)] {
        result.append(vectors[row])
      }
    }
    return result
  }

  /// The vectors of texts that are not in memory: those of the second level, the others encoded and
  /// given to it.
  private func known(
    _ texts: [String], by encoder: SentenceEncoder, workers: WorkerPool?
  ) -> [[Float]] {
    var vectors =
      secondLevel?.vectors(
        of: texts, encoder: encoder.identifier, dimension: encoder.dimension)
      ?? texts.map { _ in nil }
    let missing = texts.indices.filter { vectors[$0] == nil }
    state.withLock { state in
      state.counters.hits += texts.count - missing.count
      state.counters.secondLevelHits += texts.count - missing.count
    }
    guard !missing.isEmpty else { return vectors.compactMap(\.self) }
    let encoded = encoder.encode(missing.map { texts[$0] }, workers: workers)
    for (row, index) in missing.enumerated() { vectors[index] = encoded[row] }
    secondLevel?.keep(
      missing.enumerated().map { (texts[$1], encoded[$0]) }, encoder: encoder.identifier)
    return vectors.compactMap(\.self)
  }
}
