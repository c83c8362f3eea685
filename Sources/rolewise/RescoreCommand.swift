import ArgumentParser
import Catalogs
import DriverOptions
import Foundation
import Pipeline
import Rescoring
import SimCore

/// The options that say by what JDs are rescored: a store that stays as it is, or a catalog alone.
struct FrozenOptions: ParsableArguments {
  @Option(help: "The store whose library and learned state decide (default: $ROLEWISE_DB).")
  var db: String?

  @Option(
    help: """
      A catalog folder in the place of the store's library; nothing learned is used (default where \
      no store is named: $ROLEWISE_CATALOG, then data/catalog).
      """)
  var catalog: String?

  @Option(help: "A policy file (JSON); what it does not name takes its default.")
  var policy: String?

  @Option(help: "Sentences whose vectors are kept.")
  var cache = Rescorer.cacheCapacity

  @OptionGroup var embedding: EmbedderOptions
  @OptionGroup(title: "Model server") var server: ServerOptions

  func validate() throws {
    if !(1...Rescorer.largestCacheCapacity).contains(cache) {
      throw ValidationError("--cache must be 1 to \(Rescorer.largestCacheCapacity)")
    }
  }

  /// The store that is named; nil where none is.
  var storePath: String? {
    db ?? (catalog == nil ? Environment.value("ROLEWISE_DB") : nil)
  }

  /// The store that is named, to be looked at; nil where none is.
  ///
  /// - Parameter isWritten: whether anything will be put into it. What a model server is asked is
  ///   written down there as well.
  func openStore(isWritten: Bool = false) throws -> Store? {
    guard let storePath else { return nil }
    return isWritten || embedding.embedder == .openai
      ? try Store(path: storePath, mayCreate: false) : try Store.openToRead(path: storePath)
  }

  /// - Parameter store: the store where one is named.
  func openRescorer(_ store: Store?, threadCount: Int) async throws -> Rescorer {
    let policy = try policy.map { try Policy(file: $0) } ?? Policy()
    let library = try StoreSetup.frozen(
      store, catalogFolder: StoreOptions.catalogPath(catalog))
    return try await Rescorer(
      store: library, embedder: embedding.load(server), policy: policy, threadCount: threadCount,
      cacheCapacity: cache, report: { Console.show($0) })
  }
}

/// `rolewise rescore`: many JDs by a library that stays as it is.
struct RescoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescore",
    abstract: "Decide many job descriptions again and learn nothing; compare with an earlier run.",
    discussion: """
      The input is JSON Lines with "id" and "text", - for standard input, or a folder whose .jsonl \
      files hold rows and whose other files hold one job description each. The output has a row a \
      job description, in the input's order; a bad row becomes an error row with its line and \
      reason. A run that was killed goes on with --resume.
      """)

  @Option(help: "JSON Lines, - or a folder.") var input: String?
  @Flag(help: "Rescore the texts of the store's runs.") var fromStore = false
  @Option(help: "The file of rows to write.") var output: String
  @Flag(help: "Go on after the rows that the output holds already.") var resume = false
  @Option(help: "Write id, role and vector of each row to this file.") var vectors: String?
  @Option(help: "Write the centroids that the vectors give to this file.") var centroids: String?
  @Option(help: "An earlier output of the same input: print what changed.") var diff: String?
  @Option(help: "Write each change of role to this file, as JSON Lines (with --diff).")
  var flips: String?
  @Option(help: "Write the changes by pair of roles as a picture (SVG) to this file (with --diff).")
  var figure: String?
  @Flag(help: "Put each change of role into the store's review queue (with --from-store --diff).")
  var queueFlips = false
  @Flag(help: "Print the changes as JSON (with --diff).") var json = false
  @OptionGroup var frozen: FrozenOptions

  func validate() throws {
    if (input == nil) != fromStore { throw ValidationError("give --input or --from-store") }
    if diff == nil, flips != nil || figure != nil || json || queueFlips {
      throw ValidationError("--flips, --queue-flips, --figure and --json need --diff")
    }
    if queueFlips, !fromStore { throw ValidationError("--queue-flips needs --from-store") }
    if queueFlips, frozen.catalog != nil {
      throw ValidationError("--queue-flips is about the store's own library: leave --catalog out")
    }
    if centroids != nil, vectors == nil { throw ValidationError("--centroids needs --vectors") }
    if fromStore, frozen.storePath == nil { throw ValidationError("--from-store needs --db") }
    if !fromStore, frozen.db != nil, frozen.catalog != nil {
      throw ValidationError(
        "give --db or --catalog; for another catalog with what was learned, import it into a copy")
    }
  }

  func run() async throws {
    try OutputPaths.check(
      [output, vectors, centroids, flips, figure], inputs: [input, diff, frozen.policy],
      store: frozen.storePath)
    let store = try frozen.openStore(isWritten: queueFlips)
    let source =
      try input.map { try RescoreInput(checking: $0) } ?? store.map { RescoreInput.runs(of: $0) }
    guard let source else { throw InputError.empty }
    let rescorer = try await frozen.openRescorer(
      frozen.catalog == nil ? store : nil,
      threadCount: frozen.embedding.encoder.threads ?? WorkerPool.availableProcessorCount)
    let summary = try await rescorer.rescore(
      source, to: output, vectors: vectors, resumes: resume, report: { Console.show(rowCount: $0) })
    Console.say(summary.text)
    if let vectors, let centroids {
      var rebuild = CentroidRebuild()
      try rebuild.add(file: vectors)
      try rebuild.write(to: centroids)
    }
    if let diff {
      var roleFlips: [RoleFlip] = []
      let difference = try RescoreDiff(old: diff, new: output, flips: flips) {
        if queueFlips { roleFlips.append($0) }
      }
      if queueFlips, let store {
        let count = try store.queueFlips(roleFlips, cause: rescorer.cause)
        Console.say("\(count) changes wait for review: rolewise review list flips")
      }
      if let figure {
        try FlipFigure(difference, title: "Roles that change").write(to: figure)
      }
      print(json ? try RecordCoding.text(difference, indented: true) : difference.text)
    }
  }
}

/// `rolewise worker`: rows over a pipe.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Decide rows from standard input, a line each, as rescore does; for other systems.",
    discussion: """
      The first line written says versions and limits. Each line read, a row with "id" and "text" or \
      one wrapped as "row" with its "line", is answered by the line that rescore would write. A bad \
      row is answered by an error row; the exit code is 0 unless something else fails.
      """)

  @Flag(help: "Follow each row by a line with its vector.") var vectors = false
  @OptionGroup var frozen: FrozenOptions

  func validate() throws {
    if frozen.db != nil, frozen.catalog != nil { throw ValidationError("give --db or --catalog") }
  }

  func run() async throws {
    let rescorer = try await frozen.openRescorer(
      frozen.openStore(), threadCount: frozen.embedding.encoder.threads ?? 1)
    try await RescoreWorker(rescorer, writesVectors: vectors).serve()
  }
}
