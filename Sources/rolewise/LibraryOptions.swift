import ArgumentParser
import Catalogs
import Foundation
import Pipeline
import SimCore

/// The options that say which store, catalog, model and policy to work with.
struct LibraryOptions: ParsableArguments {
  /// What turns sentences into vectors.
  enum EmbedderChoice: String, ExpressibleByArgument, CaseIterable {
    /// The sentence encoder of `--model`.
    case encoder
    /// Feature hashing: needs no model, sees words and no meaning.
    case hashing
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

  @Option(help: "The store (default: $ROLEWISE_DB, then rolewise.db); created where missing.")
  var db: String?

  @Option(
    help: "The catalog folder of a new store (default: $ROLEWISE_CATALOG, then data/catalog).")
  var catalog: String?

  @Option(help: "The model folder (default: $ROLEWISE_MODEL, then .cache/model).")
  var model: String?

  @Option(help: "What makes the vectors: encoder or hashing (no model needed).")
  var embedder = EmbedderChoice.encoder

  @Option(
    help: "The precision of the encoder's products: f32, bf16 or int8; vectors are kept apart.")
  var precision = PrecisionChoice.f32

  @Option(help: "A policy file (JSON); what it does not name takes its default.")
  var policy: String?

  @Option(help: "Threads that encode (default: one a processor).")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be 1 to 1024")
    }
  }

  private static func setting(_ given: String?, _ variable: String, _ fallback: String) -> String {
    given ?? ProcessInfo.processInfo.environment[variable] ?? fallback
  }

  var storePath: String { Self.setting(db, "ROLEWISE_DB", "rolewise.db") }
  var catalogPath: String { Self.setting(catalog, "ROLEWISE_CATALOG", "data/catalog") }
  var modelPath: String { Self.setting(model, "ROLEWISE_MODEL", ".cache/model") }

  func loadEmbedder() throws -> any Embedder {
    switch embedder {
    case .hashing: return HashingEmbedder()
    case .encoder:
      let workers = threads.map { WorkerPool(threadCount: $0) }
      let encoder = try SentenceEncoder(folder: modelPath, precision: precision.precision)
      // Before a store is made that would keep its vectors.
      guard encoder.encode(["A sentence to try the model with."]).isFinite else {
        throw ModelError.malformedWeights(
          file: modelPath + "/model.safetensors", reason: "its vectors are no numbers")
      }
      return EncoderEmbedder(encoder, workers: workers)
    }
  }

  func loadPolicy() throws -> Policy {
    guard let policy else { return Policy() }
    return try Policy(file: policy)
  }

  /// The pipeline over the store; the input has been found valid by now.
  func openPipeline() throws -> JDPipeline {
    let embedder = try loadEmbedder()
    let policy = try loadPolicy()
    let store = try StoreSetup.open(
      path: storePath, catalogFolder: catalogPath, isFolderExplicit: catalog != nil)
    return JDPipeline(
      store: store, embedder: embedder, policy: policy, report: { Console.show($0) })
  }
}
