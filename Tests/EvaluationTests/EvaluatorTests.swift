import Foundation
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import Evaluation

/// The evaluation over a small library with the hashing embedder: that it learns and decides as the
/// running system does.
@Suite struct EvaluatorTests {
  /// Rows whose words and not whose titles tell their role: "brioche" is a baker's here.
  private static func rows(_ numbers: Range<Int>) -> [EvaluationRow] {
    numbers.map { number in
      let isBaker = number.isMultiple(of: 2)
      let words = isBaker ? ["brioche", "sourdough"] : ["girder", "truss"]
      let word = words[number / 2 % 2]
      return EvaluationRow(
        id: "row \(number)",
        text: """
          Shift Person

          Responsibilities:
          • Prepare every \(word) of the morning shift number \(number).
          • Check each \(word) before it leaves the hall.

          Requirements:
          • Experience with \(isBaker ? "Kneading" : "Welding")
          """, slug: isBaker ? "baker" : "welder")
    }
  }

  private static func pipeline(_ path: String) throws -> JDPipeline {
    let store = try Store(path: path)
    if try store.catalogVersion() == 0 { try store.importCatalog(SmallCatalog.twoTrades) }
    return JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64))
  }

  private static func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "rolewise-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func whatIsMeasuredIsWhatTheStoreThenDoes() async throws {
    let path = try Self.folder() + "/learned.db"
    let evaluator = Evaluator(pipeline: try Self.pipeline(path))
    // More than a fit waits for: the last rows count as well.
    try await evaluator.learn(Self.rows(0..<70))
    let asked = Self.rows(80..<86)
    let (cold, warm) = try await evaluator.predictions(for: asked)
    #expect(warm.allSatisfy { $0.posterior.first == $0.expected })
    #expect(warm.contains { $0.isRight })
    #expect(warm.map(\.confidence) != cold.map(\.confidence))
    // Each in a process of its own: a new store on the same file.
    for (row, prediction) in zip(asked, warm) {
      let copy = try Self.folder() + "/copy.db"
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      for end in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + end) {
        try FileManager.default.copyItem(atPath: path + end, toPath: copy + end)
      }
      let run = try await Self.pipeline(copy).classify(row.text)
      #expect(run.extractFromJD.stage4Decision?.chosenRole?.slug == prediction.chosen)
      #expect(run.record.calibratedConfidence ?? 0 == prediction.confidence)
      #expect(run.record.learned?.runCount == 70)
    }
  }

  @Test func theOrderOfLearningDoesNotMatterAndNothingIsLearnedTwice() async throws {
    let asked = Self.rows(50..<54)
    let train = Self.rows(0..<12)
    let forwards = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/a.db"))
    try await forwards.learn(train)
    let backwards = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/b.db"))
    try await backwards.learn(train.reversed())
    try await backwards.learn(Array(train.prefix(5)))
    let first = try await forwards.predictions(for: asked).warm
    let second = try await backwards.predictions(for: asked).warm
    #expect(first == second)
  }

  @Test func aRowIsNotLearnedTwiceInTwoForms() async throws {
    let evaluator = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/d.db"))
    let rows = Self.rows(0..<4)
    try await evaluator.learn(rows)
    try await evaluator.learn(rows)
    var masked = rows
    masked[2].text = masked[2].text.replacingOccurrences(of: "Shift", with: " ")
    await #expect(throws: EvaluationError.learnedOtherwise(id: "row 2")) {
      try await evaluator.learn(masked)
    }
    var relabelled = rows
    relabelled[1].slug = "baker"
    await #expect(throws: EvaluationError.learnedOtherwise(id: "row 1")) {
      try await evaluator.learn(relabelled)
    }
  }

  @Test func aRowIsNotDecidedByItself() async throws {
    let path = try Self.folder() + "/c.db"
    let evaluator = Evaluator(pipeline: try Self.pipeline(path))
    // Four of eight rows have the wrong label: what is held out cannot be known.
    let rows = Self.rows(0..<24).enumerated().map { index, row in
      var row = row
      if index / 4 % 2 == 1 { row.slug = row.slug == "baker" ? "welder" : "baker" }
      return row
    }
    let warm = try await evaluator.crossValidation(of: rows, foldCount: 4).warm
    let byRow = Dictionary(uniqueKeysWithValues: warm.map { ($0.id, $0) })
    #expect(warm.map(\.id) == rows.map(\.id) && byRow.count == 24)
    #expect(Scores(warm).top1 < 1)
    // Nothing was learned into the store.
    let (cold, after) = try await evaluator.predictions(for: rows)
    #expect(cold == after)
  }

  @Test func aFoldIsDecidedAsByAStoreThatLearnedTheOthers() async throws {
    let rows = Self.rows(0..<14)
    let folds = Folds(rows, count: 2)
    let evaluator = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/e.db"))
    let pooled = try await evaluator.crossValidation(of: rows, foldCount: 2).warm
    for fold in 0..<2 {
      let heldOut = zip(rows, folds.ofRow).filter { $1 == fold }.map { $0.0 }
      let others = zip(rows, folds.ofRow).filter { $1 != fold }.map { $0.0 }
      let store = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/f.db"))
      try await store.learn(others)
      let asked = try await store.predictions(for: heldOut).warm
      let ofFold = zip(pooled, folds.ofRow).filter { $1 == fold }.map { $0.0 }
      #expect(asked == ofFold)
    }
  }

  @Test func rowsThatAreNoJobDescriptionTeachNothing() async throws {
    let evaluator = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/g.db"))
    let other = EvaluationRow(id: "other", text: "the cat sat on the mat", slug: "baker")
    let learned = try await evaluator.learn(Self.rows(0..<4) + [other])
    #expect(learned == 4)
    let again = try await evaluator.learn(Self.rows(0..<5))
    #expect(again == 5)
  }

  @Test func theRankingOfABareTitleIsKeptOnce() async throws {
    let evaluator = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/h.db"))
    let row = EvaluationRow(id: "1", text: "Senior Baker", slug: "baker")
    let ranked = try #require(try await evaluator.rankings(for: [row], kind: .title).first)
    #expect(ranked.chosen == "baker" && Set(ranked.ranking) == ["baker", "welder"])
    #expect(ranked.posterior.isEmpty)
  }

  @Test func theAblationNamesEverySignalOnce() async throws {
    let readings = Mutex(0)
    let evaluator = Evaluator(pipeline: try Self.pipeline(Self.folder() + "/d.db")) { progress in
      if progress.what == "reading", progress.done == 0 { readings.withLock { $0 += 1 } }
    }
    let validation = try await evaluator.crossValidation(of: Self.rows(0..<12), foldCount: 3)
    let ablation = try await validation.ablation()
    let readingCount = readings.withLock { $0 }
    #expect(readingCount == 1, "the rows are read once for both")
    // Everything left in gives the validation's own figures.
    #expect(ablation.warm.first?.top1 == Scores(validation.warm).top1)
    #expect(Set(ablation.cold.map(\.without)).count == ablation.cold.count)
    #expect(ablation.warm.count == ablation.cold.count + 4)
    #expect(ablation.cold.first?.without == "")
  }
}
