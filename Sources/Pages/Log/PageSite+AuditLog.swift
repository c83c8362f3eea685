import Pipeline

/// Who decided what, the newest first.
extension PageSite {
  static let entriesPerPage = 60

  func auditLogPage(_ request: PageRequest) throws -> PageResponse {
    let before = request.place("before")
    let entries = try store.auditLog(before: before, limit: Self.entriesPerPage + 1)
    let undone = try store.undoneBatches(among: entries.map(\.batch))
    let shown = entries.prefix(Self.entriesPerPage)
    let fields: Fields = [
      "rows": shown.map { Self.row($0, isUndone: undone.contains($0.batch)) },
      "next": entries.count > shown.count
        ? shown.last.map { PageLinks.address(PageLinks.log, [("before", "\($0.id)")]) } : nil,
      "newest": before == nil ? nil : PageLinks.log,
    ]
    return page("Log", .log, "audit_log", fields, request)
  }

  private static func row(_ entry: AuditEntry, isUndone: Bool) -> Fields {
    Self.entry(entry).merging([
      "entry": "\(entry.id)", "batch": "\(entry.batch)", "at": PageFormat.time(entry.at),
      "actor": entry.actor, "action": entry.action, "queue": entry.queue?.title,
      "reason": entry.reason, "isUndone": isUndone && entry.undoes == nil,
      "undoes": entry.undoes.map { "\($0)" },
      "address": entry.queue.flatMap { queue in
        entry.itemID.flatMap { id in
          entry.runID.map { PageLinks.item(id, of: queue, run: $0) }
        }
      },
      "run": entry.runID.map(PageLinks.run),
    ])
  }
}
