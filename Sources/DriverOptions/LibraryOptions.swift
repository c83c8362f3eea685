package import ArgumentParser
import Catalogs
package import Pipeline

/// The options that say with which store, vectors, providers and policy JDs are classified.
package struct LibraryOptions: ParsableArguments {
  @OptionGroup package var store: StoreOptions
  @OptionGroup package var embedding: EmbedderOptions

  @Option(
    help: """
      Sentences whose vectors the store keeps for later runs, about 1.8 KiB each (default: none).
      """)
  package var sentenceCache: Int?

  @Option(help: "A policy file (JSON); what it does not name takes its default.")
  package var policy: String?

  @OptionGroup package var providers: ProviderOptions
  @OptionGroup(title: "Model server") package var server: ServerOptions

  package init() {}

  package func validate() throws {
    guard let sentenceCache else { return }
    guard (1...100_000_000).contains(sentenceCache) else {
      throw ValidationError("--sentence-cache must be 1 to 100000000")
    }
    guard embedding.embedder ?? .encoder == .encoder else {
      throw ValidationError("--sentence-cache needs --embedder encoder")
    }
  }

  /// The pipeline over the store; the input has been found valid by now.
  ///
  /// - Parameter executor: where a service's blocking work runs; nil of a command, which makes
  ///   every run wait for what it needs, so that equal runs decide alike.
  package func openPipeline(executor: BlockingExecutor? = nil) async throws -> JDPipeline {
    let client = try providers.needServer ? server.client() : nil
    var embedder = try await embedding.load(server, client: client)
    let policy = try policy.map { try Policy(file: $0) } ?? Policy()
    let store = try store.open()
    if let sentenceCache, let encoder = embedder as? EncoderEmbedder {
      embedder = encoder.keepingSentences(in: store, capacity: sentenceCache)
    }
    return JDPipeline(
      store: store, embedder: embedder, reader: providers.jdReader(client),
      arbiter: providers.jdArbiter(client), enricher: providers.runEnricher(client),
      policy: policy, executor: executor,
      fitSchedule: executor == nil
        ? .whenNeeded : .inBackground { Console.complain("learning failed: \($0)") },
      report: { Console.show($0) })
  }
}
