/// A row of a review queue, as lists show it.
public struct ReviewItem: Codable, Hashable, Sendable {
  /// What became of an item.
  public enum Status: String, Codable, CaseIterable, Sendable {
    /// `pending`: nobody has decided; else what was decided.
    case pending, approved, rejected, merged
    /// Given back with a note: no decision yet, and none of the pending either.
    case sentBack = "sent_back"

    /// Whether a person can decide the item.
    public var isOpen: Bool { self == .pending || self == .sentBack }
  }

  /// The queue that it is in.
  public var queue: ReviewQueue
  /// Its id, of its own in the queue; ids rise in the order of time.
  public var id: Int64
  /// The run that found it.
  public var runID: String
  /// What became of it.
  public var status: Status
  /// When it was queued, ISO 8601 in UTC.
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

  /// A filter as given; without arguments the pending items.
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
