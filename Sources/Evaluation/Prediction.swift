import Foundation
public import Pipeline

/// What the library said of a row, beside its label.
public struct Prediction: Sendable, Equatable, Encodable {
  /// The row's id.
  public var id: String
  /// The label's role; of several labels the first one's.
  public var expected: String
  /// The roles of further labels: these are right, too.
  public var alternatives: [String]
  /// The chosen role; nil in case E and for a text that was taken for no JD.
  public var chosen: String?
  /// The case that decided; nil where there was no decision by cases.
  public var decisionCase: DecisionCase?
  /// The probability that the chosen role is right: 0 without one.
  public var confidence: Double
  /// The chosen role, then the others, most probable first; empty without a chosen role.
  public var ranking: [String]
  /// All roles, most probable first, whatever was chosen; empty where roles were ranked only, for
  /// `ranking` has them.
  public var posterior: [String]

  enum CodingKeys: String, CodingKey {
    case id, expected, chosen
    case decisionCase = "case"
    case confidence, ranking, posterior
  }

  /// A prediction as given.
  public init(
    id: String, expected: String, alternatives: [String] = [], chosen: String?,
    decisionCase: DecisionCase?, confidence: Double, ranking: [String], posterior: [String] = []
  ) {
    self.id = id
    self.expected = expected
    self.alternatives = alternatives
    self.chosen = chosen
    self.decisionCase = decisionCase
    self.confidence = confidence
    self.ranking = ranking
    self.posterior = posterior
  }

  /// - Parameter assessment: what `JDPipeline.assess` gave for the row.
  init(_ row: EvaluationRow, _ assessment: Assessment) {
    let chosen = assessment.decision?.chosenRole?.slug
    self.init(
      id: row.id, expected: row.slug, chosen: chosen,
      decisionCase: assessment.decision?.decisionCase,
      confidence: assessment.calibratedConfidence ?? 0,
      ranking: chosen.map { chosen in
        [chosen] + assessment.candidates.map(\.slug).filter { $0 != chosen }
      } ?? [],
      posterior: assessment.candidates.map(\.slug))
  }

  /// `expected` is the list of all labels' roles where there are several.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    if alternatives.isEmpty {
      try container.encode(expected, forKey: .expected)
    } else {
      try container.encode([expected] + alternatives, forKey: .expected)
    }
    try container.encodeIfPresent(chosen, forKey: .chosen)
    try container.encodeIfPresent(decisionCase, forKey: .decisionCase)
    try container.encode(confidence, forKey: .confidence)
    try container.encode(ranking, forKey: .ranking)
    try container.encode(posterior, forKey: .posterior)
  }

  /// Whether the chosen role is one of the labels'.
  var isRight: Bool { chosen.map(isExpected) ?? false }

  /// Whether a label's role is among the first `count` of the ranking.
  func isAmong(first count: Int) -> Bool { ranking.prefix(count).contains(where: isExpected) }

  /// The role that the prediction counts for beside others: the chosen one where it is right, else
  /// the first label's.
  var countedRole: String { isRight ? chosen ?? expected : expected }

  private func isExpected(_ slug: String) -> Bool {
    slug == expected || alternatives.contains(slug)
  }

  /// Writes predictions to a file as JSON Lines, whole or not at all.
  ///
  /// - Throws: `EvaluationError.unwritable`.
  public static func write(_ predictions: [Prediction], to path: String) throws {
    var lines = Data()
    for prediction in predictions {
      lines.append(contentsOf: try RecordCoding.text(prediction).utf8)
      lines.append(0x0A)
    }
    do {
      try OutputFile.write(lines, to: path)
    } catch {
      throw EvaluationError.unwritable(path: path)
    }
  }
}
