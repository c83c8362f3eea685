import Foundation
import Pipeline
import Testing

@testable import Evaluation

@Suite struct ScoresTests {
  private static func prediction(
    _ id: Int, _ expected: String, _ chosen: String?, case decisionCase: DecisionCase? = .domain,
    confidence: Double = 0.5, ranking: [String] = []
  ) -> Prediction {
    Prediction(
      id: "\(id)", expected: expected, chosen: chosen, decisionCase: decisionCase,
      confidence: confidence, ranking: chosen.map { [$0] + ranking } ?? [])
  }

  /// Two rows of a (one right), three of b (one right, one none), worked out by hand.
  private static let predictions = [
    prediction(1, "a", "a", case: .a),
    prediction(2, "a", "b", ranking: ["c", "a"]),
    prediction(3, "b", "b"),
    prediction(4, "b", "x", ranking: ["c", "d", "b"]),
    prediction(5, "b", nil, case: .e),
  ]

  @Test func accuraciesAndF1AreThoseWorkedOutByHand() {
    let scores = Scores(Self.predictions)
    #expect(scores.top1 == 0.4 && scores.top3 == 0.6 && scores.top5 == 0.8)
    let roles = scores.roles
    #expect(roles.map(\.slug) == ["a", "b"])
    #expect(roles.map(\.precision) == [1, 0.5])
    #expect(roles.map(\.recall) == [0.5, 1.0 / 3])
    #expect(abs(roles[0].f1 - 2.0 / 3) < 1e-12 && abs(roles[1].f1 - 0.4) < 1e-12)
    #expect(abs(scores.macroF1 - (2.0 / 3 + 0.4) / 2) < 1e-12)
    #expect(scores.cases == ["A": 1, "DOMAIN": 3, "E": 1])
    #expect(scores.caseAccuracy == ["A": 1, "DOMAIN": 1.0 / 3, "E": 0])
    #expect(scores.confusion.expected == ["a", "b"])
    #expect(scores.confusion.chosen == ["a", "b", "other", "none"])
    #expect(scores.confusion.counts == [[1, 1, 0, 0], [0, 1, 1, 1]])
  }

  /// A row of a and b counts for the one that was chosen; where neither was, for the first label's.
  @Test func anyOfSeveralLabelsIsRight() throws {
    func row(_ id: Int, _ expected: [String], _ ranking: [String]) -> Prediction {
      Prediction(
        id: "\(id)", expected: expected[0], alternatives: Array(expected.dropFirst()),
        chosen: ranking.first, decisionCase: nil, confidence: 0, ranking: ranking)
    }
    let predictions = [
      row(1, ["a", "b"], ["b", "a"]), row(2, ["a"], ["a"]), row(3, ["a"], ["b"]),
      row(4, ["b", "c"], ["x", "y", "c"]), row(5, ["a", "c"], ["x", "y", "z", "v", "c"]),
    ]
    let scores = Scores(predictions, isDecided: false)
    #expect(scores.top1 == 0.4 && scores.top3 == 0.6 && scores.top5 == 0.8)
    #expect(scores.roles.map(\.slug) == ["a", "b"] && scores.roles.map(\.count) == [3, 2])
    #expect(scores.roles.map(\.precision) == [1, 0.5])
    #expect(scores.roles.map(\.recall) == [1.0 / 3, 0.5])
    #expect(scores.confusion.counts == [[1, 1, 1, 0], [0, 1, 1, 0]])
    #expect(try RecordCoding.text(predictions[0]).contains(#""expected":["a","b"]"#))
    #expect(try RecordCoding.text(predictions[1]).contains(#""expected":"a""#))
  }

  /// Wilson's interval of 8 of 10, as tables have it.
  @Test func anIntervalHoldsTheShare() {
    let interval = Interval(hits: 8, of: 10)
    #expect(abs(interval.low - 0.4902) < 1e-4 && abs(interval.high - 0.9433) < 1e-4)
    #expect(Interval(hits: 0, of: 0) == Interval(low: 0, high: 1))
    #expect(Interval(hits: 0, of: 5).low == 0 && Interval(hits: 5, of: 5).high == 1)
    let scores = Scores(Self.predictions)
    #expect(scores.macroF1Interval.low <= scores.macroF1)
    #expect(scores.macroF1 <= scores.macroF1Interval.high)
    #expect(scores.top5Interval == Interval(hits: 4, of: 5))
  }

  /// Draws of calibrated confidences have an error by chance, which the percentiles take for theirs.
  @Test func theIntervalOfACalibrationErrorHoldsTheError() {
    let calibrated = (0..<200).map { (index: Int) -> Prediction in
      let confidence = (Double(index) + 0.5) / 200
      // Spread evenly, by the golden ratio: as many are right as the confidences promise.
      let point = (Double(index) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
      return Self.prediction(
        index, "a", point < confidence ? "a" : "b", confidence: confidence)
    }
    let error = CalibrationError.expected(calibrated)
    #expect(abs(error - 0.01) < 1e-9)
    #expect(Interval(of: calibrated, CalibrationError.expected).low > 0.03)
    let interval = Interval(ofError: CalibrationError.expected, of: calibrated)
    #expect(interval.low == 0 && interval.high == error)
    #expect(Scores(calibrated).eceInterval == interval)
    // Always wrong and sure of it: an error that no draw changes.
    let wrong = (0..<20).map { Self.prediction($0, "a", "b", confidence: 0.75) }
    #expect(
      Interval(ofError: CalibrationError.expected, of: wrong) == Interval(low: 0.75, high: 0.75))
  }

  @Test func confidencesThatKeepTheirPromiseHaveNoError() {
    // Ten bins of ten: in bin b, b of ten are right and the confidence is b / 10.
    let honest = (0..<100).map { (index: Int) -> Prediction in
      let bin = index / 10
      let chosen = index % 10 < bin ? "a" : "b"
      return Self.prediction(1000 + index, "a", chosen, confidence: Double(bin) / 10)
    }
    #expect(CalibrationError.expected(honest) < 1e-12)
    #expect(CalibrationError.bins(honest).map(\.count) == Array(repeating: 10, count: 10))
    let boastful = honest.map { row -> Prediction in
      var row = row
      row.confidence = 1
      return row
    }
    // Equal confidences go by id: right are 45 of 100.
    #expect(abs(CalibrationError.expected(boastful) - 0.55) < 1e-12)
    #expect(CalibrationError.bins([honest[0]]).map(\.count) == [1])
  }

  @Test func aReportHasTheNamesThatReadersRelyOn() throws {
    let report = EvaluationReport(
      state: .warm, kind: .jd, isMasked: true, trainCount: 3, scores: Scores(Self.predictions),
      cold: Scores(Self.predictions))
    let text = try RecordCoding.text(report)
    let keys = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for key in ["top1", "top3", "macro_f1", "ece", "cases", "roles", "confusion", "state"] {
      #expect(keys[key] != nil, "\(key)")
    }
    #expect((keys["cold"] as? [String: Any])?["top1"] as? Double == 0.4)
    #expect(report.text.contains("after learning 3 rows · labels masked"))
  }

  @Test func aReportSaysWhichRowsTeachNothingAndWhichAreNoTest() throws {
    let report = EvaluationReport(
      state: .warm, kind: .jd, isMasked: false, trainCount: 1, trainRejectedCount: 2,
      trainSharedCount: 1, scores: Scores(Self.predictions))
    #expect(
      report.text.hasPrefix(
        """
        5 rows · after learning 1 row
        2 rows of --train: no job description, not learned from
        1 row of --input in --train, too: no test of these

        """))
    let keys = try #require(
      try JSONSerialization.jsonObject(with: Data(try RecordCoding.text(report).utf8))
        as? [String: Any])
    #expect(keys["train_count"] as? Int == 1)
    #expect(keys["train_rejected_count"] as? Int == 2)
    #expect(keys["train_shared_count"] as? Int == 1)
  }

  @Test func theLinesOfAReportAreShortWithLongNames() {
    let long = String(repeating: "maker-", count: 14)
    let report = EvaluationReport(
      state: .cold, kind: .jd, isMasked: false, trainCount: 0,
      scores: Scores([
        Self.prediction(1, long + "a", long + "b"), Self.prediction(2, long + "b", "c"),
      ]))
    let lines = report.text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.contains { $0.hasSuffix("→ \(long)b") })
    #expect(lines.contains { $0 == "\(long)a" })
  }

  @Test func theFigureShowsEveryCount() {
    let svg = ConfusionFigure(Scores(Self.predictions), title: "a < b & c").svg
    #expect(svg.contains("a &lt; b &amp; c"))
    #expect(svg.components(separatedBy: "class=\"cell\"").count - 1 == 8)
  }
}
