import ArgumentParser
import DriverOptions
import Foundation
import Pipeline
import Rescoring
import SimCore

/// `rolewise migrate-embeddings`: what was learned, moved to another model.
struct MigrateEmbeddingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate-embeddings",
    abstract: "Move what a store has learned to another embedding model; print what changes.",
    discussion: """
      Texts are encoded again; what has none is carried by a rotation fitted on the KRAs. The fit on \
      held-out KRAs and the changed decisions are printed before the store is switched, in one \
      transaction. --model names the model of now, --to the one to come: a folder, or hashing.
      """)

  @Option(help: "The folder of the new model, or hashing.") var to: String
  @Flag(help: "Print what would change and change nothing.") var dryRun = false
  @Flag(help: "Print JSON.") var json = false
  @Option(help: "A policy file (JSON); what it does not name takes its default.")
  var policy: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var embedding: EmbedderOptions
  @OptionGroup(title: "Model server") var server: ServerOptions

  func run() async throws {
    let policy = try policy.map { try Policy(file: $0) } ?? Policy()
    let old = try await embedding.load(server)
    var target = embedding
    target.embedder = to == EmbedderOptions.Choice.hashing.rawValue ? .hashing : .encoder
    target.encoder.model = to
    let new = try await target.load(server)
    // What a model server is asked is written into the store.
    let isLookedAt = dryRun && embedding.embedder != .openai
    let migration = try await ModelMigration(
      of: isLookedAt ? store.openToRead() : store.openExisting(), from: old, to: new,
      policy: policy,
      threadCount: embedding.encoder.threads ?? WorkerPool.availableProcessorCount,
      report: { Console.show($0) })
    print(json ? try RecordCoding.text(migration.report, indented: true) : migration.report.text)
    guard !dryRun else { return Console.say("nothing was changed: this was a dry run") }
    try migration.apply()
    Console.say("\(store.path) now holds what was learned under \(new.identifier)")
  }
}
