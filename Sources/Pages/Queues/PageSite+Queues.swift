import Pipeline

/// The queues of what people decide.
extension PageSite {
  static let itemsPerPage = 50
  /// Proposals that are grouped at once; older ones come first.
  static let groupedProposals = 200
  /// Skills up to which their slugs are suggested as one types.
  private static let suggestedSkills = 3000

  func queueOverviewPage(_ request: PageRequest) throws -> PageResponse {
    let counts = try store.reviewCounts()
    let cards = ReviewQueue.allCases.map { queue -> Fields in
      let own = counts[queue] ?? [:]
      let decided = ReviewItem.Status.allCases.filter { !$0.isOpen }.map {
        "\(own[$0] ?? 0) \($0.words)"
      }
      return [
        "title": queue.title, "address": PageLinks.queue(queue), "about": queue.about,
        "pending": "\(own[.pending] ?? 0)",
        "sentBack": own[.sentBack].map { "\($0) sent back" },
        "decided": decided.joined(separator: " · "),
      ]
    }
    return page("Queues", .queues, "queue_overview", ["cards": cards], request)
  }

  func queuePage(_ queue: ReviewQueue, _ request: PageRequest) async throws -> PageResponse {
    try await queuePage(QueueQuery(queue, address: request), request)
  }

  /// - Parameter failure: why an action was refused, shown above the rows.
  func queuePage(
    _ query: QueueQuery, _ request: PageRequest, failure: String? = nil, status: Int = 200
  ) async throws -> PageResponse {
    let groups =
      query.queue == .roles
      ? try await pipeline.proposalGroups(query.filter, limit: Self.groupedProposals) : []
    let found = try QueueRows(query, store, by: request.person, limit: Self.itemsPerPage)
    let catalog = try await pipeline.currentLibrary().catalog
    let view = QueueView(
      query, catalog, mayReview: request.permission >= .review,
      suggestedSkills: Self.suggestedSkills)
    var fields: Fields = [
      "title": query.queue.title, "about": query.queue.about, "tabs": view.tabs,
      "address": PageLinks.queue(query.queue), "clear": PageLinks.queue(query.queue),
      "isFiltered": query.isFiltered, "search": query.filter.search,
      "target": query.filter.target, "run": query.filter.runID,
      "statuses": view.statuses, "targets": view.targets, "toolbar": view.toolbar,
      "notice": view.notice(found, failure: failure, mayUndo: request.permission >= .review),
    ]
    if query.queue == .roles {
      let shown = Set(groups.flatMap { $0.proposals.map(\.item.id) })
      fields["groups"] = groups.map(view.group)
      if shown.count == Self.groupedProposals {
        fields["limit"] = "The oldest \(Self.groupedProposals) proposals that fit are shown."
      }
      fields["decided"] = found.decided.filter { !shown.contains($0.id) }.map(view.row)
    } else {
      fields["rows"] = found.rows.map(view.row)
      fields["next"] = found.next.map { query.address(after: $0) }
      fields["isEmpty"] = found.rows.isEmpty
      fields["first"] = query.after > 0 ? query.address(after: 0) : nil
    }
    return page(
      query.queue.title, .queues, query.queue == .roles ? "proposals" : "queue", fields, request,
      scripts: [PageAssets.queue], status: status, failure: failure)
  }
}

/// The rows of a page of a queue, and the batches that it tells of.
struct QueueRows: Sendable {
  /// Those that the filter shows, and those of the batches, by id.
  var rows: [ReviewItem]
  /// Those of the batches alone.
  var decided: [ReviewItem]
  /// The id after which there are more rows; nil on the last page.
  var next: Int64?
  /// The queue's entries of the batches that were just made or undone.
  var entries: [AuditEntry]
  var isUndone: Bool
  /// The last batch of the person that can be taken back.
  var undoable: Int64?

  init(_ query: QueueQuery, _ store: Store, by person: String, limit: Int) throws {
    let found = try store.reviewItems(
      query.queue, query.filter, after: query.after, limit: limit + 1)
    let page = found.prefix(limit)
    next = found.count > limit ? page.last?.id : nil
    entries = try query.batches.flatMap { try store.auditEntries(ofBatch: $0) }
      .filter { $0.queue == query.queue }
    isUndone = try !store.undoneBatches(among: entries.map(\.batch)).isEmpty
    decided = try store.reviewItems(query.queue, ids: Set(entries.compactMap(\.itemID)).sorted())
    let shown = Set(page.map(\.id))
    rows = (page + decided.filter { !shown.contains($0.id) }).sorted { $0.id < $1.id }
    undoable = try store.lastUndoableBatch(by: person)
  }
}

extension ReviewQueue {
  /// What the queue holds, in a sentence.
  var about: String {
    switch self {
    case .skills: "Skills that job descriptions ask for and the library does not know."
    case .kras: "Duties that no KRA of the chosen role is near to."
    case .roles: "Roles that the library lacks, as job descriptions suggest them."
    case .collisions: "Titles that several roles share, with the role that was chosen."
    case .aliases: "Skill texts that met a skill, as new names of it."
    case .flips: "Runs that another policy, model or library decides for another role."
    }
  }
}
