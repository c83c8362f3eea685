import ArgumentParser
import Catalogs
import DriverOptions
import Evaluation
import Pipeline

/// `rolewise evaluate`: how good the decisions are on labelled texts.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure the decisions on labelled job descriptions: accuracy, F1, calibration.",
    discussion: """
      Rows are JSON Lines with "id", "text" and "label"; --labels maps a label to a role's slug. \
      Without --train and --folds the catalog alone decides (with --db: what that store has \
      learned). With --train its rows are learned first, each as a decided run of its label's role, \
      in a store of this run alone, or in --db (which has no default here), where they stay. With \
      --folds each row is decided by what the other folds teach.

      With --kind title or sentence, "label" may be a list: any of them is right. In the table of \
      roles such a row counts once, for the chosen role where that is right, else for the first \
      label's. Macro-F1 is the mean over the roles that rows expect; a role that was only chosen \
      has no part in it.
      """)

  @Option(help: "The label file: {\"roles\": {label: slug}}.")
  var labels: String

  @Option(help: "The rows to decide.")
  var input: String

  @Option(help: "Rows to learn from first.")
  var train: String?

  @Option(help: "Cross-validate the rows of --input over this many folds, at most one a row.")
  var folds: Int?

  @Option(
    help: "What the rows hold: jd, or a bare title or sentence that roles are ranked for.",
    transform: { text in
      guard let kind = RowKind(rawValue: text) else {
        throw ValidationError("it must be jd, title or sentence")
      }
      return kind
    })
  var kind = RowKind.jd

  @Flag(help: "Take every label string out of all texts before they are read.")
  var maskTitles = false

  @Flag(help: "Only the roles of the labels can be chosen; the others stay as context.")
  var rolesInLabelsOnly = false

  @Flag(help: "Add a table of what each signal adds (needs --folds).")
  var ablation = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "Write the confusion matrix as a picture (SVG) to this file.")
  var figure: String?

  @Option(help: "Write what was decided for each row to this file, as JSON Lines.")
  var predictions: String?

  @Option(help: "Write the evidence of every role for each row to this file, as JSON Lines.")
  var evidence: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var embedding: EmbedderOptions
  @OptionGroup(title: "Model server") var server: ServerOptions

  @Option(help: "A policy file (JSON); what it does not name takes its default.")
  var policy: String?

  func validate() throws {
    if let folds, !(2...100).contains(folds) {
      throw ValidationError("--folds must be 2 to 100")
    }
    if folds != nil, train != nil {
      throw ValidationError("give --folds or --train, not both: folds learn from --input itself")
    }
    if kind != .jd, train != nil || folds != nil {
      throw ValidationError("--kind \(kind.rawValue) learns nothing: leave --train and --folds out")
    }
    if ablation, folds == nil { throw ValidationError("--ablation needs --folds") }
    if kind != .jd, evidence != nil {
      throw ValidationError("--kind \(kind.rawValue) has no evidence: leave --evidence out")
    }
  }

  func run() async throws {
    try OutputPaths.check(
      [figure, predictions, evidence], inputs: [labels, input, train, policy], store: store.db)
    // All input is read before a store is opened.
    let labels = try EvaluationLabels(file: labels)
    let mask = maskTitles ? TitleMask(labels: labels.labels) : nil
    let rows = try EvaluationRow.rows(of: input, labels: labels, kind: kind, mask: mask)
    let trainRows = try train.map { try EvaluationRow.rows(of: $0, labels: labels, mask: mask) }
    let policy = try policy.map { try Policy(file: $0) } ?? Policy()
    for path in [figure, predictions, evidence].compactMap({ $0 })
    where !OutputFile.mayWrite(path) {
      throw EvaluationError.unwritable(path: path)
    }
    let embedder = try await embedding.load(server)
    let pipeline = JDPipeline(
      store: try openStore(labels), embedder: embedder, policy: policy,
      report: { Console.show($0) })
    let evaluator = Evaluator(
      pipeline: pipeline, evidencePath: evidence, report: { Console.show($0) })
    let result = try await result(evaluator, rows, trainRows)
    let scores = Scores(result.predictions, isDecided: kind == .jd)
    if let predictions { try Prediction.write(result.predictions, to: predictions) }
    if let figure {
      try ConfusionFigure(scores, title: "Expected and chosen roles").write(to: figure)
    }
    let report = EvaluationReport(
      state: result.state, kind: kind, isMasked: maskTitles, trainCount: result.learnedCount,
      trainRejectedCount: (trainRows?.count ?? 0) - result.learnedCount,
      trainSharedCount: EvaluationRow.sharedCount(rows, with: trainRows ?? []),
      scores: scores, cold: result.cold.map { Scores($0) },
      ablation: ablation ? try await result.validation?.ablation() : nil)
    print(json ? try RecordCoding.text(report, indented: true) : report.text)
  }

  private func openStore(_ labels: EvaluationLabels) throws -> Store {
    do {
      return try StoreSetup.openForEvaluation(
        path: store.db, catalogFolder: store.catalogPath, isFolderExplicit: store.catalog != nil,
        lockTimeout: store.lockTimeout
      ) { rolesInLabelsOnly ? try labels.restrict($0) : try labels.checked($0) }
    } catch StoreError.otherCatalog(let path) where rolesInLabelsOnly && store.catalog == nil {
      throw EvaluationError.otherRoles(path: path)
    }
  }

  private func result(
    _ evaluator: Evaluator, _ rows: [EvaluationRow], _ trainRows: [EvaluationRow]?
  ) async throws -> (
    state: EvaluationReport.State, learnedCount: Int, predictions: [Prediction],
    cold: [Prediction]?, validation: CrossValidation?
  ) {
    guard kind == .jd else {
      return (.cold, 0, try await evaluator.rankings(for: rows, kind: kind), nil, nil)
    }
    if let folds {
      let validation = try await evaluator.crossValidation(of: rows, foldCount: folds)
      return (.crossValidated, 0, validation.warm, validation.cold, validation)
    }
    var learnedCount = 0
    if let trainRows { learnedCount = try await evaluator.learn(trainRows) }
    let (cold, warm) = try await evaluator.predictions(for: rows)
    return trainRows != nil || store.db != nil
      ? (.warm, learnedCount, warm, cold, nil) : (.cold, learnedCount, cold, nil, nil)
  }
}
