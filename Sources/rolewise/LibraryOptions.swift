import ArgumentParser
import Catalogs
import Pipeline

/// The options that say with which store, vectors, providers and policy JDs are classified.
struct LibraryOptions: ParsableArguments {
  @OptionGroup var store: StoreOptions
  @OptionGroup var embedding: EmbedderOptions

  @Option(help: "A policy file (JSON); what it does not name takes its default.")
  var policy: String?

  @OptionGroup var providers: ProviderOptions
  @OptionGroup(title: "Model server") var server: ServerOptions

  /// The pipeline over the store; the input has been found valid by now.
  func openPipeline() async throws -> JDPipeline {
    let client = try providers.needServer ? server.client() : nil
    let embedder = try await embedding.load(server, client: client)
    let policy = try policy.map { try Policy(file: $0) } ?? Policy()
    return JDPipeline(
      store: try store.open(), embedder: embedder, reader: providers.jdReader(client),
      arbiter: providers.jdArbiter(client), policy: policy, report: { Console.show($0) })
  }
}
