import Foundation
package import Pipeline

/// A row of the output: what was decided of a row of the input, or why nothing was.
package struct RescoreRow: Codable, Hashable, Sendable {
  /// A role of the shortlist and its KRA score.
  package struct ShortlistRole: Codable, Hashable, Sendable {
    package var slug: String
    package var score: Double
  }

  /// Why a row of the input is no JD that could be read.
  package struct RowError: Codable, Hashable, Sendable {
    /// Its file, in a folder of files.
    package var file: String?
    /// 1-based.
    package var line: Int
    package var reason: String
  }

  @Nullable package var id: String?
  /// A fingerprint of the text, so that a row is known to be of the same input.
  package var input: String
  /// The chosen role; nil where none fits.
  @Nullable package var slug: String?
  /// Nil of a row that is no JD.
  @Nullable package var decisionCase: DecisionCase?
  @Nullable package var confidence: Double?
  /// The probability that the chosen role is right; nil without one.
  @Nullable package var calibratedConfidence: Double?
  /// How far the chosen role's probability lies above that of the best other role, negative where
  /// it lies under it; nil without a role.
  @Nullable package var margin: Double?
  package var shortlist: [ShortlistRole]
  /// The most probable roles, best first, and the chosen one.
  package var evidence: [RoleEvidence]
  /// The slug of the new role that case E proposes.
  package var newRoleSlug: String?
  /// Why the text is no job description.
  package var rejection: String?
  package var error: RowError?

  enum CodingKeys: String, CodingKey {
    case id, input, slug
    case decisionCase = "case"
    case confidence
    case calibratedConfidence = "calibrated_confidence"
    case margin, shortlist, evidence
    case newRoleSlug = "new_role_slug"
    case rejection, error
  }

  private init(_ row: InputRow) {
    id = row.id
    input = row.fingerprint
    slug = nil
    decisionCase = nil
    confidence = nil
    calibratedConfidence = nil
    margin = nil
    shortlist = []
    evidence = []
  }

  init(_ row: InputRow, bad reason: String) {
    self.init(row)
    error = RowError(file: row.file, line: row.line, reason: reason)
  }

  init(_ row: InputRow, _ frozen: FrozenDecision) {
    self.init(row)
    rejection = frozen.rejection
    guard let decision = frozen.decision else { return }
    slug = decision.chosenRole?.slug
    decisionCase = decision.decisionCase
    confidence = decision.confidence
    calibratedConfidence = frozen.calibratedConfidence
    shortlist = frozen.shortlist.map { ShortlistRole(slug: $0.slug, score: $0.score) }
    evidence = frozen.candidates.map { RoleEvidence($0) }
    newRoleSlug = decision.newRoleSlug
    if let slug, let own = probability(of: slug) {
      let others = evidence.filter { $0.slug != slug }.map(\.probability)
      margin = (own - (others.max() ?? 0)).fourDecimals
    }
  }

  /// The probability of a role; nil where it is not among the most probable ones.
  package func probability(of slug: String) -> Double? {
    evidence.first { $0.slug == slug }?.probability
  }

  /// The row as a line of JSON with its line feed; keys are in alphabetical order.
  var line: String { get throws { try RecordCoding.text(self) + "\n" } }
}

/// What speaks for a role, in numbers to four decimals; a kind of evidence that a JD lacks is left
/// out.
package struct RoleEvidence: Codable, Hashable, Sendable {
  package var slug: String
  /// Calibrated, among all roles and "none fits".
  package var probability: Double
  /// Whether the title is one of the role's.
  package var hasTitle: Bool
  package var title: Double?
  package var name: Double?
  package var kra: Double?
  package var words: Double
  package var skills: Double
  package var centroid: Double?
  package var decidedRuns: Double?

  enum CodingKeys: String, CodingKey {
    case slug, probability
    case hasTitle = "has_title"
    case title, name, kra, words, skills, centroid
    case decidedRuns = "decided_runs"
  }

  init(_ candidate: FrozenDecision.Candidate) {
    let evidence = candidate.evidence
    slug = evidence.slug
    probability = candidate.probability
    hasTitle = evidence.isAliasRole
    title = evidence.titleSimilarity?.fourDecimals
    name = evidence.nameSimilarity?.fourDecimals
    kra = evidence.kraCoverage?.fourDecimals
    words = evidence.wordSimilarity.fourDecimals
    skills = evidence.skillScore.fourDecimals
    centroid = evidence.centroidSimilarity?.fourDecimals
    decidedRuns = evidence.learnedScore?.fourDecimals
  }

  /// The kinds of evidence by the names that reports show, in their order.
  package var kinds: [(name: String, value: Double)] {
    [
      ("has title", hasTitle ? 1 : 0), ("title", title ?? 0), ("name", name ?? 0),
      ("KRA", kra ?? 0), ("words", words), ("skills", skills), ("centroid", centroid ?? 0),
      ("decided runs", decidedRuns ?? 0),
    ]
  }
}
