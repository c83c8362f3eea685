/// A row of the audit log: who did what, when, why, and what was before and after.
///
/// The log is only ever added to. One call of a reviewer is one batch, which is undone as a whole.
public struct AuditEntry: Codable, Hashable, Sendable {
  /// What an entry changed: the item's status, and the edits of the library.
  public struct State: Codable, Hashable, Sendable {
    @Nullable public var status: ReviewItem.Status?
    public var edits: [CatalogEdit]

    public init(status: ReviewItem.Status?, edits: [CatalogEdit] = []) {
      self.status = status
      self.edits = edits
    }
  }

  public var id: Int64
  /// The id of the first entry of the same call.
  public var batch: Int64
  public var at: String
  public var actor: String
  /// `approve`, `reject`, `merge`, `send-back`, `exclude`, `undo`.
  public var action: String
  @Nullable public var queue: ReviewQueue?
  @Nullable public var itemID: Int64?
  @Nullable public var runID: String?
  /// What it was about; nil once its run was forgotten, as the next three.
  @Nullable public var subject: String?
  @Nullable public var reason: String?
  @Nullable public var before: State?
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
  public let entries: [AuditEntry]
  /// The catalog version afterwards.
  public let catalogVersion: Int
  /// Whether the store was left as it was.
  public let isPreview: Bool
}
