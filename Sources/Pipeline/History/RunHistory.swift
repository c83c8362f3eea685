/// Which runs a list of the history shows.
public struct RunFilter: Hashable, Sendable {
  /// How far the runs have come; nil shows all. This and the members below must all hold.
  public var status: StoredRun.Status?
  /// The case that decided them; nil shows all.
  public var decisionCase: DecisionCase?
  /// The slug of the chosen role.
  public var roleSlug: String?
  /// The first day on which the runs were made, as `2026-11-21` in UTC (`isDay`); it counts.
  public var firstDay: String?
  /// The last day, likewise.
  public var lastDay: String?
  /// Words that the title, the chosen role's name or the text holds as they stand, or a whole id;
  /// letters of the basic Latin alphabet compare without case.
  public var search: String?

  /// A filter as given; without arguments every run is shown. Days are not checked.
  public init(
    status: StoredRun.Status? = nil, decisionCase: DecisionCase? = nil, roleSlug: String? = nil,
    firstDay: String? = nil, lastDay: String? = nil, search: String? = nil
  ) {
    self.status = status
    self.decisionCase = decisionCase
    self.roleSlug = roleSlug
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.search = search
  }

  /// Whether a text is a day of the calendar as filters write it: four, two and two digits.
  public static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else { return false }
    let numbers = parts.compactMap { $0.utf8.allSatisfy { 48...57 ~= $0 } ? Int($0) : nil }
    guard numbers.count == 3, 1...12 ~= numbers[1] else { return false }
    return 1...dayCount(ofMonth: numbers[1], year: numbers[0]) ~= numbers[2]
  }

  private static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A run as a list of the history shows it.
public struct RunSummary: Codable, Hashable, Sendable {
  /// The run's id.
  public var runID: String
  /// The place of the run in the order in which step 1 was stored.
  public var sequence: Int64
  /// When step 1 was stored, ISO 8601 in UTC.
  public var createdAt: String
  /// When the last step was stored, ISO 8601 in UTC.
  public var updatedAt: String
  /// `rejected`, `extracted`, `detailed` or `completed`.
  public var status: String
  /// The JD's own title; nil where it states none.
  @Nullable public var title: String?
  /// The employer's name; nil where the text does not tell.
  @Nullable public var company: String?
  /// The chosen role, or the proposed one of case E; nil of a rejected text.
  @Nullable public var roleName: String?
  /// Nil for a proposed role.
  @Nullable public var roleSlug: String?
  /// A raw value of `DecisionCase`; nil of a rejected text, as the next.
  @Nullable public var decisionCase: String?
  /// The case's own confidence.
  @Nullable public var confidence: Double?
  /// The probability that the chosen role is right; nil without one.
  @Nullable public var calibratedConfidence: Double?
  /// Why the text is no job description; nil where it is one.
  @Nullable public var rejectionReason: String?

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case sequence
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case status, title, company
    case roleName = "role_name"
    case roleSlug = "role_slug"
    case decisionCase = "case"
    case confidence
    case calibratedConfidence = "calibrated_confidence"
    case rejectionReason = "rejection_reason"
  }
}

/// A page of the history, the newest run first.
public struct RunHistory: Codable, Hashable, Sendable {
  /// The runs, the newest first.
  public var runs: [RunSummary]
  /// What to give as `before` for the next page; nil on the last one.
  @Nullable public var next: Int64?
}
