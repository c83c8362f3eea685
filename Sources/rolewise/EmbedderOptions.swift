import ArgumentParser
import Foundation
import ModelProviders
import Pipeline
import SimCore

/// The options that say what turns sentences into vectors.
struct EmbedderOptions: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    /// The sentence encoder of `--model`.
    case encoder
    /// Feature hashing: needs no model, sees words and no meaning.
    case hashing
    /// The model server's `--embedding-model`.
    case openai
  }

  /// The precisions of the encoder, as an option.
  enum PrecisionChoice: String, ExpressibleByArgument, CaseIterable {
    case f32, bf16, int8

    var precision: Precision {
      switch self {
      case .f32: .f32
      case .bf16: .bf16
      case .int8: .int8
      }
    }
  }

  @Option(help: "What makes the vectors: encoder, hashing (no model needed) or openai.")
  var embedder: Choice?

  @Option(help: "The model folder (default: $ROLEWISE_MODEL, then .cache/model).")
  var model: String?

  @Option(
    help: "The precision of the encoder's products: f32, bf16 or int8; vectors are kept apart.")
  var precision = PrecisionChoice.f32

  @Option(help: "Threads that encode (default: one a processor).")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be 1 to 1024")
    }
  }

  /// Whether anything says which vectors to make.
  var isGiven: Bool { embedder != nil || model != nil }

  /// The model folder that is meant where `model` is given.
  static func modelPath(_ model: String?) -> String {
    model ?? ProcessInfo.processInfo.environment["ROLEWISE_MODEL"] ?? ".cache/model"
  }

  /// The encoder where nothing else is asked for.
  ///
  /// - Parameter client: the model server, where it is asked for anything else already.
  func load(
    _ server: ServerOptions, client: OpenAICompatibleClient? = nil
  ) async throws -> any Embedder {
    switch embedder ?? .encoder {
    case .hashing: HashingEmbedder()
    case .openai: try await OpenAICompatibleEmbedder(probing: client ?? server.client())
    case .encoder:
      // Before a store is made that would keep its vectors.
      try EncoderEmbedder(
        checking: SentenceEncoder(
          folder: Self.modelPath(model), precision: precision.precision),
        workers: threads.map { WorkerPool(threadCount: $0) })
    }
  }
}
