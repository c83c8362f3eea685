import HTTPTypes
import Pipeline

/// What a reviewer decides, as JSON.
struct DecisionRequest: Decodable, Sendable {
  enum Action: String, CaseIterable {
    case approve, reject, merge
    case sendBack = "send-back"

    /// The keys that say something of other actions alone.
    var keysOfOthers: [CodingKeys] {
      let approval: [CodingKeys] = [.kras, .name, .domain, .archetype, .dimensions]
      return switch self {
      case .approve: [.into, .never]
      case .reject: [.into] + approval
      case .merge: [.never] + approval
      case .sendBack: [.into, .never] + approval
      }
    }
  }

  /// Which open items, in the place of their ids.
  struct Filter: Decodable {
    var status: ReviewItem.Status?
    var search: String?
    var target: String?
    var runID: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case status, search, target
      case runID = "run_id"
    }

    init(from decoder: any Decoder) throws {
      try decoder.refuseKeys(notIn: CodingKeys.self)
      let values = try decoder.container(keyedBy: CodingKeys.self)
      status = try values.choice(ReviewItem.Status.self, forKey: .status)
      search = try values.decodeIfPresent(String.self, forKey: .search)
      target = try values.decodeIfPresent(String.self, forKey: .target)
      runID = try values.decodeIfPresent(String.self, forKey: .runID)
    }
  }

  var decision: @Sendable (ReviewQueue) -> ReviewDecision
  /// Whether to show what it would do, and do nothing.
  var isPreview: Bool

  enum CodingKeys: String, CodingKey, CaseIterable {
    case action, items, filter, reason, into, never, kras, name, domain, archetype, dimensions
    case preview
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(notIn: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    guard let action = try values.choice(Action.self, forKey: .action) else {
      throw Problem.badRequest("say what to do: action")
    }
    let items = try values.decodeIfPresent([Int64].self, forKey: .items)
    let filter = try values.decodeIfPresent(Filter.self, forKey: .filter)
    let selection: ReviewDecision.Selection
    switch (items, filter) {
    case (let items?, nil) where !items.isEmpty: selection = .items(items)
    case (nil, let filter?):
      selection = .all(
        ReviewFilter(
          status: filter.status ?? .pending, search: filter.search, target: filter.target,
          runID: filter.runID))
    default: throw Problem.badRequest("give either items, at least one id, or a filter")
    }
    for key in action.keysOfOthers where values.contains(key) {
      if try values.decodeNil(forKey: key) { continue }
      throw Problem(
        .unprocessableContent, "decision-not-possible",
        "\(key.rawValue) does not go with \(action.rawValue)")
    }
    let into = try values.decodeIfPresent(String.self, forKey: .into)
    let never = try values.decodeIfPresent(Bool.self, forKey: .never) ?? false
    let approval = ReviewApproval(
      kras: try values.decodeIfPresent([String].self, forKey: .kras) ?? [],
      name: try values.decodeIfPresent(String.self, forKey: .name),
      domain: try values.decodeIfPresent(String.self, forKey: .domain),
      archetype: try values.decodeIfPresent(String.self, forKey: .archetype),
      dimensions: try values.decodeIfPresent([String].self, forKey: .dimensions) ?? [])
    let kind: ReviewDecision.Kind
    switch action {
    case .approve: kind = .approve(approval)
    case .reject: kind = .reject(never: never)
    case .sendBack: kind = .sendBack
    case .merge:
      guard let into else {
        throw Problem(
          .unprocessableContent, "decision-not-possible",
          "merge needs into, a slug of the library")
      }
      kind = .merge(into: into)
    }
    let reason = try values.decodeIfPresent(String.self, forKey: .reason)
    decision = { ReviewDecision(kind, queue: $0, selection: selection, reason: reason) }
    isPreview = try values.decodeIfPresent(Bool.self, forKey: .preview) ?? false
  }
}

/// What a call of a reviewer did, or would do.
struct DecisionDocument: Encodable {
  /// What an undo names; null of a preview.
  @Nullable var batch: Int64?
  var preview: Bool
  var catalogVersion: Int
  var entries: [AuditEntry]

  enum CodingKeys: String, CodingKey {
    case batch, preview
    case catalogVersion = "catalog_version"
    case entries
  }

  init(_ outcome: ReviewOutcome) {
    batch = outcome.isPreview ? nil : outcome.entries.first?.batch
    preview = outcome.isPreview
    catalogVersion = outcome.catalogVersion
    entries = outcome.entries
  }

  init(batch: Int64, catalogVersion: Int, entries: [AuditEntry]) {
    self.batch = batch
    preview = false
    self.catalogVersion = catalogVersion
    self.entries = entries
  }
}

/// The body of an undo; it may be empty.
struct UndoRequest: Decodable {
  var reason: String?
  var isPreview: Bool

  enum CodingKeys: String, CodingKey, CaseIterable {
    case reason, preview
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(notIn: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    reason = try values.decodeIfPresent(String.self, forKey: .reason)
    isPreview = try values.decodeIfPresent(Bool.self, forKey: .preview) ?? false
  }
}
