import ArgumentParser
import DriverOptions
import Pipeline

/// `rolewise export-run`: a stored run as a bundle for `replay`.
struct ExportRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-run",
    abstract: "Write a stored run as a bundle (run-bundle/1) that replay computes again.",
    discussion: """
      The bundle holds the JD, the catalog and the centroids as they were before the run, the \
      vectors, and the answers it was decided by. It is replayed once before it is written: what \
      this build computes otherwise is told on standard error.
      """)

  @Argument(help: "The run's id.")
  var id: String

  @Option(name: .shortAndLong, help: "The file to write (default: standard output).")
  var output: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var embedding: EmbedderOptions
  @OptionGroup(title: "Model server") var server: ServerOptions

  func run() async throws {
    let id = RunIdentifier.stored(id)
    try OutputPaths.check([output], store: store.path)
    let store = try store.openToRead()
    let embedder = try await embedding.load(server)
    let bundle = try await RunExport(store: store, embedder: embedder).bundle(ofRun: id)
    let differences = try await Replay.differences(in: bundle)
    for difference in differences {
      Console.complain("replayed by this build: \(difference)")
    }
    if let output {
      try bundle.write(to: output)
      print("\(output): run \(id), \(differences.isEmpty ? "replays the same" : "differs")")
    } else {
      print(try RecordCoding.text(bundle, indented: true))
    }
  }
}
