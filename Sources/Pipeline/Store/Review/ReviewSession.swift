import GRDB
import SimCore

/// One call of a reviewer within its transaction: items are decided one after the other, and each
/// leaves an entry in the audit log.
struct ReviewSession {
  let db: Database
  let actor: String
  let reason: String?
  private let now = timestamp()
  private(set) var entries: [AuditEntry] = []
  private var settled: Set<Int64> = []
  private var open: [ReviewQueue: [TextKey: [ReviewItem]]] = [:]
  private var kras = StoredKRAs()

  init(db: Database, actor: String, reason: String?) {
    self.db = db
    self.actor = actor
    self.reason = reason
  }

  mutating func decide(_ decision: ReviewDecision) throws {
    let queue = decision.queue
    let ids: [Int64]
    switch decision.selection {
    case .items(let given):
      // An id that is given twice is one item, also of those that are refused.
      var seen: Set<Int64> = []
      ids = given.filter { seen.insert($0).inserted }
    case .all(let filter):
      ids = try Store.reviewItems(queue, filter, db).filter(\.status.isOpen).map(\.id)
    }
    guard !ids.isEmpty else { throw ReviewError.noneSelected(queue) }
    var refused: [(id: Int64, reason: ReviewError)] = []
    for id in ids where !settled.contains(id) {
      let item = try Store.reviewItem(queue, id, db)
      guard item.status.isOpen else {
        throw ReviewError.alreadyDecided(queue, id, item.status)
      }
      do {
        try settle(item, decision.kind, try edits(by: decision.kind, of: item))
      } catch let reason as ReviewError {
        // The call ends here; the others are looked at to name all that stand in its way at once.
        refused.append((id, reason))
        continue
      }
      guard decision.kind.status != .sentBack else { continue }
      for sibling in try siblings(of: item) { try settle(sibling, decision.kind, []) }
    }
    if let first = refused.first {
      throw ReviewError.item(
        queue, first.id, first.reason, others: refused.dropFirst().map(\.id))
    }
  }

  /// Makes the edits that a decision on an item asks for, and returns those that changed the
  /// library.
  private mutating func edits(
    by kind: ReviewDecision.Kind, of item: ReviewItem
  ) throws -> [CatalogEdit] {
    let plan = try ReviewPlan(item, kind, db)
    var made: [CatalogEdit] = []
    for edit in plan.edits where try Store.apply(edit, &kras, db) { made.append(edit) }
    if made.isEmpty, plan.mustEdit { throw ReviewError.nothingToAdd }
    return made
  }

  mutating func exclude(_ text: String, from target: ReviewExclusion) throws {
    let edit = try ReviewPlan.exclusion(of: text, from: target, db)
    guard try Store.apply(edit, &kras, db) else {
      throw ReviewError.alreadyExcluded(text, target.name)
    }
    try log(
      "exclude", item: nil, subject: text, before: nil,
      after: AuditEntry.State(status: nil, edits: [edit]))
    guard target == .anySkill else { return }
    for item in try openItems(.skills, TextKey(text)) {
      try settle(item, .reject(never: false), [])
    }
  }

  mutating func undo(batch: Int64) throws {
    let undone = try Store.auditEntries(ofBatch: batch, db)
    guard !undone.isEmpty, !undone.contains(where: { $0.undoes != nil }) else {
      throw ReviewError.unknownBatch(batch)
    }
    for entry in undone.reversed() {
      let isUndone = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM audit_log WHERE undoes = ?)",
        arguments: [entry.id])
      if isUndone == true { throw ReviewError.alreadyUndone(batch) }
      if let queue = entry.queue, let item = entry.itemID,
        let later = try laterBatch(decidingTheItemOf: entry)
      {
        throw ReviewError.decidedSince(queue, item, batch: later)
      }
      let edits = try takeBack(entry.id)
      if let queue = entry.queue, let item = entry.itemID, let status = entry.before?.status {
        try set(status, queue, item)
      }
      try log(
        "undo", item: nil, entry: entry, subject: entry.subject,
        before: AuditEntry.State(status: entry.after?.status, edits: edits),
        after: entry.before, undoes: entry.id)
    }
    for run in Set(undone.compactMap(\.runID))
    where try Store.forgettingTime(of: run, db) != nil {
      _ = try Store.removeUndoneEdits(ofRun: run, db)
    }
  }

  /// The newest batch that decided an entry's item after it, and holds; nil for none.
  ///
  /// An item that was sent back is decided again. Were the first decision taken back from under the
  /// second, the item would be open, and what the second added in the library.
  private func laterBatch(decidingTheItemOf entry: AuditEntry) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: Self.laterBatch,
      arguments: [entry.runID, entry.queue?.rawValue, entry.itemID, entry.id])
  }

  /// The plus keeps SQLite from the index of `undoes`, by which it would look through all entries
  /// of a batch for each of them.
  static let laterBatch = """
    SELECT batch FROM audit_log a
    WHERE run_id = ? AND queue = ? AND item_id = ? AND id > ? AND +undoes IS NULL
      AND NOT EXISTS (SELECT 1 FROM audit_log u WHERE u.undoes = a.id)
    ORDER BY id DESC LIMIT 1
    """

  /// Takes the edits of an entry back, the last first, and returns them in their order.
  private func takeBack(_ entry: Int64) throws -> [CatalogEdit] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, body, is_effective FROM catalog_edits WHERE audit_id = ? AND is_active
        ORDER BY id DESC
        """,
      arguments: [entry])
    var edits: [CatalogEdit] = []
    for row in rows {
      let edit = try RecordCoding.record(CatalogEdit.self, from: row[1])
      // What the library has without the edit stays.
      if row[2] as Bool {
        if let user = try Store.user(of: edit, db) {
          throw ReviewError.inUse(edit.text, by: user)
        }
        try Store.revert(edit, db)
      }
      try db.execute(
        sql: "UPDATE catalog_edits SET is_active = 0 WHERE id = ?", arguments: [row[0] as Int64])
      edits.insert(edit, at: 0)
    }
    return edits
  }

  /// Open items that mean the same as one that was just decided.
  private mutating func siblings(of item: ReviewItem) throws -> [ReviewItem] {
    guard item.queue != .kras, item.queue != .flips else { return [] }
    let isUntitled = item.queue == .roles && item.subject == NewRoleName.untitled
    guard !isUntitled else { return [] }
    return try openItems(item.queue, TextKey(item.subject)).filter {
      $0.id != item.id && !settled.contains($0.id)
        && (item.queue == .skills || item.queue == .roles
          || $0.target == item.target && $0.detail == item.detail)
    }
  }

  /// The open items of a queue whose subject has a key, as they stood when the call first asked.
  private mutating func openItems(_ queue: ReviewQueue, _ key: TextKey) throws -> [ReviewItem] {
    if let known = open[queue] { return known[key] ?? [] }
    let items = try Store.reviewItems(queue, ReviewFilter(status: nil), db).filter(\.status.isOpen)
    let byKey = Dictionary(grouping: items) { TextKey($0.subject) }
    open[queue] = byKey
    return byKey[key] ?? []
  }

  private mutating func settle(
    _ item: ReviewItem, _ kind: ReviewDecision.Kind, _ edits: [CatalogEdit]
  ) throws {
    try set(kind.status, item.queue, item.id)
    settled.insert(item.id)
    try log(
      kind.name, item: item, subject: item.subject,
      before: AuditEntry.State(status: item.status),
      after: AuditEntry.State(status: kind.status, edits: edits))
  }

  private func set(_ status: ReviewItem.Status, _ queue: ReviewQueue, _ id: Int64) throws {
    try db.execute(
      sql: "UPDATE \(queue.table) SET status = ? WHERE id = ?", arguments: [status.rawValue, id])
  }

  private mutating func log(
    _ action: String, item: ReviewItem?, entry: AuditEntry? = nil, subject: String?,
    before: AuditEntry.State?, after: AuditEntry.State?, undoes: Int64? = nil
  ) throws {
    entries.append(
      try Store.log(
        AuditEntry(
          id: 0, batch: 0, at: now, actor: actor, action: action,
          queue: item?.queue ?? entry?.queue, itemID: item?.id ?? entry?.itemID,
          runID: item?.runID ?? entry?.runID, subject: subject, reason: reason, before: before,
          after: after, undoes: undoes),
        batch: entries.first?.batch, db))
  }
}
