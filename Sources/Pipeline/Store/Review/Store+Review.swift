import GRDB
import SimCore

/// Decisions on the review queues: each call is one transaction.
extension Store {
  /// Carries out a decision, or shows what it would do.
  ///
  /// Open items of the same subject (the same skill text, role slug, title of the same roles) are
  /// settled with the one that is decided. A change of the library raises its version once; other
  /// processes use the new one from their next run.
  ///
  /// - Parameters:
  ///   - actor: who decides, for the audit log.
  ///   - isPreview: carries everything out and takes it back; the store stays as it was.
  /// - Throws: `ReviewError` where any item cannot be decided so; then none is.
  public func review(
    _ decision: ReviewDecision, by actor: String, isPreview: Bool = false
  ) throws -> ReviewOutcome {
    try Self.check(actor, decision.reason)
    if case .sendBack = decision.kind, TextKey(decision.reason ?? "").isEmpty {
      throw ReviewError.needsReason
    }
    if case .approve(let approval) = decision.kind {
      if let change = approval.changes(impossibleIn: decision.queue).first {
        throw ReviewError.notPossible("approving with \(change)", decision.queue)
      }
      try Self.check(approval)
    }
    return try reviewing(isPreview: isPreview) { db in
      var session = ReviewSession(db: db, actor: actor, reason: decision.reason)
      try session.decide(decision)
      return session.entries
    }
  }

  /// Says that a text never means a role or a skill, or is no skill at all.
  ///
  /// - Parameters:
  ///   - text: a title or a skill text.
  ///   - target: what it never means.
  /// - Throws: `ReviewError.unknownTarget`, `.alreadyExcluded`, `.emptyText`, `.zeroCharacter`,
  ///   `.needsActor`.
  public func exclude(
    _ text: String, from target: ReviewExclusion, by actor: String, reason: String?,
    isPreview: Bool = false
  ) throws -> ReviewOutcome {
    try Self.check(actor, reason)
    try Self.check(length: text, "the text")
    return try reviewing(isPreview: isPreview) { db in
      var session = ReviewSession(db: db, actor: actor, reason: reason)
      try session.exclude(text, from: target)
      return session.entries
    }
  }

  /// Takes a call back: the items are open again, and the library is without its edits. Edits that
  /// were made for a run which is forgotten by now are forgotten as well.
  ///
  /// - Parameter batch: the batch of the call, as the audit log shows it.
  /// - Throws: `ReviewError` where there is no such batch, it was undone, or what it added is used.
  public func undoReview(
    batch: Int64, by actor: String, reason: String? = nil, isPreview: Bool = false
  ) throws -> ReviewOutcome {
    try Self.check(actor, reason)
    let outcome = try reviewing(isPreview: isPreview) { db in
      var session = ReviewSession(db: db, actor: actor, reason: reason)
      try session.undo(batch: batch)
      return session.entries
    }
    let isOfForgotten = try outcome.entries.contains { entry in
      guard let run = entry.runID, entry.before?.edits.isEmpty == false else { return false }
      return try forgettingTime(ofRun: run) != nil
    }
    if isOfForgotten, !isPreview {
      removeLibraryCaches()
      try overwriteDeleted()
    }
    return outcome
  }

  private static func check(_ actor: String, _ reason: String?) throws {
    guard !TextKey(actor).isEmpty else { throw ReviewError.needsActor }
    guard !actor.utf8.contains(0) else { throw ReviewError.zeroCharacter(what: "who decides") }
    guard reason?.utf8.contains(0) != true else {
      throw ReviewError.zeroCharacter(what: "the reason")
    }
    try check(length: reason, "the reason")
  }

  /// Refuses what no library needs, and what would hold the store's lock for minutes.
  private static func check(_ approval: ReviewApproval) throws {
    for (texts, what) in [(approval.kras, "KRAs"), (approval.dimensions, "dimensions")]
    where texts.count > ReviewApproval.largestCount {
      throw ReviewError.tooMany(what: what, limit: ReviewApproval.largestCount)
    }
    try check(length: approval.name, "the name")
    try check(length: approval.domain, "the domain")
    try check(length: approval.archetype, "the archetype")
    for kra in approval.kras { try check(length: kra, "a KRA") }
  }

  private static func check(length text: String?, _ what: String) throws {
    guard text?.utf8.count ?? 0 <= ReviewApproval.longestText else {
      throw ReviewError.tooLong(what: what, limit: ReviewApproval.longestText)
    }
  }

  private func reviewing(
    isPreview: Bool, _ body: @Sendable (Database) throws -> [AuditEntry]
  ) throws -> ReviewOutcome {
    let work: @Sendable (Database) throws -> ReviewOutcome = { db in
      let entries = try body(db)
      let touchesLibrary = entries.contains {
        !($0.before?.edits.isEmpty ?? true) || !($0.after?.edits.isEmpty ?? true)
      }
      if touchesLibrary { try Self.raiseCatalogVersion(db) }
      return ReviewOutcome(
        entries: entries, catalogVersion: try Self.catalogVersion(db), isPreview: isPreview)
    }
    return isPreview ? try preview(work) : try write(work)
  }
}
