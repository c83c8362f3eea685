public import Pipeline
public import SimCore

/// Vectors of a model server.
///
/// There is no default to fall back to: vectors of two models cannot be compared, so a failure is
/// an error: `ProviderError`, or what the ledger of the running step throws.
public struct OpenAICompatibleEmbedder: Embedder {
  private let client: OpenAICompatibleClient
  /// Components of the model's vectors.
  public let dimension: Int

  /// - Parameter dimension: components of the model's vectors.
  public init(_ client: OpenAICompatibleClient, dimension: Int) {
    precondition(dimension > 0, "an embedding needs at least one component")
    self.client = client
    self.dimension = dimension
  }

  /// Asks the server for one vector, to learn their dimension.
  ///
  /// - Throws: `ProviderError`, and what the ledger of the running step throws.
  public init(probing client: OpenAICompatibleClient) async throws {
    let vectors = try await client.vectors(of: ["A sentence to try the model with."])
    self.init(client, dimension: vectors[0].count)
  }

  public var identifier: String {
    "\(OpenAICompatibleClient.provider)/\(client.configuration.embeddingModel)/\(dimension)"
  }

  public func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    var matrix = EmbeddingMatrix(dimension: dimension)
    let size = max(1, client.configuration.embeddingBatchSize)
    for start in stride(from: 0, to: texts.count, by: size) {
      let batch = Array(texts[start..<min(start + size, texts.count)])
      for vector in try await client.vectors(of: batch) {
        guard vector.count == dimension else {
          throw ProviderError.badVectors(
            "one has \(vector.count) components, others of the model \(dimension)")
        }
        // In f64, when they come in: what is stored and compared is of unit length or zero.
        matrix.append(Similarity.unitVector(vector))
      }
    }
    return matrix
  }
}
