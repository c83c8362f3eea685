import ArgumentParser
import DriverOptions
import ModelProviders
import Pipeline

/// `rolewise forget`: runs, with everything that was made of their texts.
struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove job descriptions from the store, and from what was learned.",
    discussion: """
      Texts, payloads, vectors, queue rows and answers of the runs are deleted and overwritten; the \
      roles' centroids and what decided runs say become what they would be without them. The ids \
      stay, so that they are not used again. Backups and exports made before still hold the texts.
      """)

  @Argument(help: "The ids of the runs.") var runs: [String]
  @Option(help: "The folder that keeps a model server's answers; those of the runs are removed.")
  var answerCache: String?
  @Flag(help: "The runs' answers of a model server were kept in no folder.")
  var noAnswerCache = false
  @OptionGroup var options: StoreOptions

  func run() async throws {
    let runs = runs.map(RunIdentifier.stored)
    let store = try options.openExisting()
    if let answerCache {
      let answers = AnswerCache(folder: answerCache) { Console.complain($0) }
      try answers.removeAnswers(toRuns: runs, in: store)
    } else if !noAnswerCache,
      try runs.contains(where: { try !store.promptHashes(ofRun: $0).isEmpty })
    {
      throw ValidationError(
        "a model server was asked for these runs; name the folder of its answers with "
          + "--answer-cache, or say --no-answer-cache")
    }
    try store.forget(runs)
    for run in runs { print("run \(run) is forgotten") }
  }
}
