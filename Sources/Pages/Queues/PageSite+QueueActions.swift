import Pipeline

/// What the buttons of the queues do.
extension PageSite {
  func decide(_ queue: ReviewQueue, _ request: PageRequest) async throws -> PageResponse {
    guard request.permission >= .review else {
      throw PageError.forbidden("Your key may read the queues, and not decide on them.")
    }
    let query = QueueQuery(queue, form: request)
    do {
      let action = try QueueAction(request)
      let outcomes = try carryOut(action, query, by: request.person)
      if let outcome = outcomes.first, outcome.isPreview {
        return previewPage(outcome, action, query, request)
      }
      let made = outcomes.compactMap(\.entries.first?.batch)
      let shown = action.kind == .undo ? [action.batch].compactMap { $0 } : made
      return PageResponse(status: 303, location: query.address(showing: shown))
    } catch let error as ReviewError {
      return try await queuePage(
        query, request, failure: Self.words(for: error),
        status: error.fault == .usage ? 400 : 409)
    } catch let error as PageError {
      return try await queuePage(query, request, failure: error.detail, status: error.status)
    }
  }

  /// - Returns: the outcome of each batch that was made, in order.
  private func carryOut(
    _ action: QueueAction, _ query: QueueQuery, by person: String
  ) throws -> [ReviewOutcome] {
    guard let decision = try action.decision(query) else {
      guard let batch = action.batch else { throw ReviewError.unknownBatch(0) }
      return [try store.undoReview(batch: batch, by: person, reason: action.note)]
    }
    let outcome = try store.review(decision, by: person, isPreview: action.isPreview)
    guard !action.isPreview, !action.otherIDs.isEmpty else { return [outcome] }
    return [outcome] + (try merge(action, outcome, query, by: person))
  }

  /// Makes the other titles of a group aliases of the role that was just made.
  private func merge(
    _ action: QueueAction, _ outcome: ReviewOutcome, _ query: QueueQuery, by person: String
  ) throws -> [ReviewOutcome] {
    let slugs = outcome.entries.flatMap { $0.after?.edits ?? [] }.compactMap { edit in
      if case .addRole(let role, _) = edit { role.slug } else { nil }
    }
    let open = try store.reviewItems(query.queue, ids: action.otherIDs).filter(\.status.isOpen)
    guard let slug = slugs.first, !open.isEmpty else { return [] }
    let decision = ReviewDecision(
      .merge(into: slug), queue: query.queue, selection: .items(open.map(\.id)),
      reason: action.note)
    return [try store.review(decision, by: person)]
  }

  private func previewPage(
    _ outcome: ReviewOutcome, _ action: QueueAction, _ query: QueueQuery, _ request: PageRequest
  ) -> PageResponse {
    let edits = outcome.entries.flatMap { $0.after?.edits ?? [] }
    let again = action.hidden(deciding: outcome.entries.compactMap(\.itemID))
    let fields: Fields = [
      "queue": query.queue.title, "address": PageLinks.queue(query.queue),
      "back": query.address(), "action": Self.words(for: action.kind),
      "count": PageFormat.count(outcome.entries.count, "row"),
      "edits": edits.map(\.text), "rows": outcome.entries.map(Self.entry),
      "hidden": again + query.hidden, "catalog": "\(outcome.catalogVersion)",
    ]
    return page("Preview", .queues, "preview", fields, request, scripts: [PageAssets.queue])
  }

  /// An entry of the audit log as a line of a preview.
  static func entry(_ entry: AuditEntry) -> Fields {
    [
      "subject": PageFormat.preview(entry.subject ?? "(forgotten)", 160),
      "id": entry.itemID.map { "\($0)" },
      "before": entry.before?.status?.words, "after": entry.after?.status?.words,
      "edits": (entry.after?.edits ?? []).map(\.text),
    ]
  }

  static func words(for kind: QueueAction.Kind) -> String {
    switch kind {
    case .approve, .edit: "Approve"
    case .reject: "Reject"
    case .never: "Reject for ever"
    case .merge: "Merge"
    case .sendBack: "Send back"
    case .undo: "Undo"
    }
  }

  /// Why a decision was refused, in the words of the pages.
  private static func words(for error: ReviewError) -> String {
    switch error {
    case .needsReason: "Sending back needs a note that says what for."
    case .item(_, let id, .needsDomain, _):
      "Row \(id) has no domain. Open “Create with changes” and say which."
    case .noneSelected: "No open row fits."
    default: error.description.prefix(1).uppercased() + error.description.dropFirst() + "."
    }
  }
}
