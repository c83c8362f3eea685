public import SimCore

/// Turns texts into vectors.
public protocol Embedder: Sendable {
  /// Vectors of equal identifiers are comparable.
  var identifier: String { get }
  /// Components of a vector.
  var dimension: Int { get }
  /// The vectors of `texts`, one a row, in their order; unit length or zero.
  ///
  /// - Returns: as many rows as texts, of `dimension` components; none for no text.
  /// - Throws: what keeps it from answering for all texts. A component that is not finite is
  ///   refused by the caller (`EmbeddingError.notFinite`).
  func embed(_ texts: [String]) async throws -> EmbeddingMatrix
  /// Keeps what it wants to keep of its work, before the process ends; never fails.
  func flush() async
}

extension Embedder {
  public func flush() async {}
}

/// Why an embedder's vectors cannot be used.
public enum EmbeddingError: FaultError, Equatable {
  /// A component is NaN or infinite: the model's weights are damaged.
  case notFinite(model: String)

  public var fault: Fault { .badData }

  public var description: String {
    switch self {
    case .notFinite(let model):
      "the model \(model) gives vectors that are no numbers; download it again"
    }
  }
}

/// The default: a sentence encoder on this machine's CPU.
public struct EncoderEmbedder: Embedder {
  /// The encoder that makes the vectors.
  public let encoder: SentenceEncoder
  /// Sentences that were encoded before: ads repeat them, and texts repeat their R&R.
  public let cache: SentenceCache
  private let workers: WorkerPool

  /// Sentences that a cache of its own keeps: 12 MiB of vectors of 384 components.
  public static let cacheCapacity = 8192

  /// - Parameters:
  ///   - workers: the threads that encode; one a processor where nil.
  ///   - cache: one to share; one of its own where nil.
  public init(
    _ encoder: SentenceEncoder, workers: WorkerPool? = nil, cache: SentenceCache? = nil
  ) {
    self.encoder = encoder
    self.cache = cache ?? SentenceCache(capacity: Self.cacheCapacity)
    self.workers =
      workers ?? WorkerPool(threadCount: WorkerPool.availableProcessorCount)
  }

  /// An encoder that has been tried: damaged weights are found before their vectors are kept.
  ///
  /// - Throws: `EmbeddingError.notFinite`.
  public init(checking encoder: SentenceEncoder, workers: WorkerPool? = nil) throws {
    guard encoder.encode(["A sentence to try the model with."]).isFinite else {
      throw EmbeddingError.notFinite(model: encoder.identifier)
    }
    self.init(encoder, workers: workers)
  }

  /// The same embedder with a second level of its cache in a store, of at most `capacity` rows.
  public func keepingSentences(in store: Store, capacity: Int) -> EncoderEmbedder {
    let source = StoredSentenceVectors(store: store, capacity: capacity)
    return EncoderEmbedder(
      encoder, workers: workers,
      cache: SentenceCache(capacity: cache.capacity, secondLevel: source))
  }

  public var identifier: String { encoder.identifier }
  public var dimension: Int { encoder.dimension }

  public func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    cache.encode(texts, by: encoder, workers: workers)
  }

  public func flush() async { cache.flush() }
}

/// Feature hashing of words and word pairs (Weinberger et al. 2009): no model, no download.
///
/// For quick tests and for machines without the model: it sees shared words and no meaning.
public struct HashingEmbedder: Embedder {
  /// Components of a vector.
  public let dimension: Int
  public var identifier: String { "hashing/\(dimension)" }

  /// An embedder of vectors of `dimension` components, at least 1.
  public init(dimension: Int = 384) {
    precondition(dimension > 0, "an embedding needs at least one component")
    self.dimension = dimension
  }

  public func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    var matrix = EmbeddingMatrix(dimension: dimension)
    for text in texts { matrix.append(vector(of: text)) }
    return matrix
  }

  private func vector(of text: String) -> [Float] {
    let words = TextKey(text).text.split { !($0.isLetter || $0.isNumber || "+#".contains($0)) }
    var vector = [Float](repeating: 0, count: dimension)
    func add(_ feature: some Sequence<UInt8>, weight: Float) {
      // The top bit gives the sign, the rest the component.
      let hash = StableHash.fnv1a(feature)
      vector[Int(hash % UInt64(dimension))] += hash >> 63 == 0 ? weight : -weight
    }
    for word in words { add(word.utf8, weight: 1) }
    for (first, second) in zip(words, words.dropFirst()) {
      add("\(first) \(second)".utf8, weight: 0.5)
    }
    return Similarity.unitVector(vector)
  }
}
