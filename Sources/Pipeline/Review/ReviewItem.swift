/// A row of a review queue, as lists show it.
public struct ReviewItem: Codable, Hashable, Sendable {
  public enum Status: String, Codable, CaseIterable, Sendable {
    case pending, approved, rejected, merged
    /// Given back with a note: no decision yet, and none of the pending either.
    case sentBack = "sent_back"

    /// Whether a person can decide the item.
    public var isOpen: Bool { self == .pending || self == .sentBack }
  }

  public var queue: ReviewQueue
  public var id: Int64
  /// The run that found it.
  public var runID: String
  public var status: Status
  public var createdAt: String
  /// The skill, the R&R text, the title or the alias.
  public var subject: String
  /// The slug of the role or skill that it is about; nil where that is none of the library.
  @Nullable public var target: String?
  /// One thing more that a list shows, for people.
  public var detail: String

  enum CodingKeys: String, CodingKey {
    case queue, id
    case runID = "run_id"
    case status
    case createdAt = "created_at"
    case subject, target, detail
  }
}

/// Which items a list shows, or a decision in bulk is about.
public struct ReviewFilter: Sendable {
  /// Nil shows every status.
  public var status: ReviewItem.Status?
  /// Text that the subject holds; compared without case.
  public var search: String?
  /// The slug that the item is about.
  public var target: String?
  /// The run that found the item.
  public var runID: String?

  public init(
    status: ReviewItem.Status? = .pending, search: String? = nil, target: String? = nil,
    runID: String? = nil
  ) {
    self.status = status
    self.search = search
    self.target = target
    self.runID = runID
  }
}
