import ArgumentParser
import DriverOptions
import Pipeline

/// `rolewise show`: a stored run.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a stored run with its evidence and what clients get of it.",
    discussion: """
      What clients get (client_output) is shown as it is stored; where no client has read the run \
      yet, as the rules build it now, and the store stays as it is. With --json its payloads, its \
      record, the client output and the calls of models are printed.
      """)

  @Argument(help: "The run's id.")
  var id: String

  @Flag(help: "Print the run as JSON.")
  var json = false

  @OptionGroup var options: StoreOptions

  func run() async throws {
    let id = RunIdentifier.stored(id)
    let store = try options.openToRead()
    let output = try await RunEnrichment(store: store).clientOutput(ofRun: id)
    guard let run = try store.run(id) else { throw StoreError.unknownRun(id) }
    if json {
      let document = RunDocument(
        run, clientOutput: output, modelCalls: try store.modelCalls(ofRun: id))
      print(try RecordCoding.text(document, indented: true))
    } else {
      print(RunView(run, clientOutput: output, store: options.path).text)
    }
  }
}
