/// A row of the audit log: who did what, when, why, and what was before and after.
///
/// The log is only ever added to. One call of a reviewer is one batch, which is undone as a whole.
public struct AuditEntry: Codable, Hashable, Sendable {
  /// What an entry changed: the item's status, and the edits of the library.
  public struct State: Codable, Hashable, Sendable {
    /// The item's status; nil where the call was about no item.
    @Nullable public var status: ReviewItem.Status?
    /// The edits of the library that are in force; none of a decision that changes nothing.
    public var edits: [CatalogEdit]

    /// A state as given.
    public init(status: ReviewItem.Status?, edits: [CatalogEdit] = []) {
      self.status = status
      self.edits = edits
    }
  }

  /// The entry's id; ids rise in the order of time.
  public var id: Int64
  /// The id of the first entry of the same call.
  public var batch: Int64
  /// When, ISO 8601 in UTC.
  public var at: String
  /// Who.
  public var actor: String
  /// `approve`, `reject`, `merge`, `send-back`, `exclude`, `undo`.
  public var action: String
  /// The item's queue; nil where the call was about no item, as the next two.
  @Nullable public var queue: ReviewQueue?
  /// The item's id in its queue.
  @Nullable public var itemID: Int64?
  /// The run that found the item.
  @Nullable public var runID: String?
  /// What it was about; nil once its run was forgotten, as the next three.
  @Nullable public var subject: String?
  /// Why, in the reviewer's words; nil where none were given, too.
  @Nullable public var reason: String?
  /// How it was; nil where the call was about no item, too.
  @Nullable public var before: State?
  /// How it is.
  @Nullable public var after: State?
  /// The entry that this one undoes.
  @Nullable public var undoes: Int64?

  enum CodingKeys: String, CodingKey {
    case id, batch, at, actor, action, queue
    case itemID = "item_id"
    case runID = "run_id"
    case subject, reason, before, after, undoes
  }
}

/// What a call of a reviewer did, or in a preview would do.
public struct ReviewOutcome: Sendable {
  /// An entry an item, in the order in which they were decided.
  public let entries: [AuditEntry]
  /// The catalog version afterwards.
  public let catalogVersion: Int
  /// Whether the store was left as it was.
  public let isPreview: Bool
}
