package import ArgumentParser
package import ModelProviders
package import Pipeline

/// The options that say what turns sentences into vectors.
package struct EmbedderOptions: ParsableArguments {
  package enum Choice: String, ExpressibleByArgument, CaseIterable {
    /// The sentence encoder of `--model`.
    case encoder
    /// Feature hashing: needs no model, sees words and no meaning.
    case hashing
    /// The model server's `--embedding-model`.
    case openai
  }

  @Option(help: "What makes the vectors: encoder, hashing (no model needed) or openai.")
  package var embedder: Choice?

  @OptionGroup package var encoder: EncoderOptions

  package init() {}

  /// Whether anything says which vectors to make.
  package var isGiven: Bool { embedder != nil || encoder.isGiven }

  package func validate() throws {
    if let embedder, embedder != .encoder, encoder.model != nil {
      throw ValidationError("--model is for --embedder encoder; leave one of them out")
    }
  }

  /// The encoder where nothing else is asked for.
  ///
  /// - Parameter client: the model server, where it is asked for anything else already.
  package func load(
    _ server: ServerOptions, client: OpenAICompatibleClient? = nil
  ) async throws -> any Embedder {
    switch embedder ?? .encoder {
    case .hashing: HashingEmbedder()
    case .openai: try await OpenAICompatibleEmbedder(probing: client ?? server.client())
    case .encoder:
      // Before a store is made that would keep its vectors.
      try EncoderEmbedder(checking: encoder.load(), workers: encoder.workers)
    }
  }
}
