public import ArgumentParser
import DriverOptions
import Foundation
public import Pipeline

extension ReviewQueue: ExpressibleByArgument {}
extension ReviewItem.Status: ExpressibleByArgument {}

/// The options that choose items.
struct ReviewFilterOptions: ParsableArguments {
  @Option(help: "Text that the item's subject holds.") var search: String?
  @Option(help: "The slug of the role or skill that the item is about.") var target: String?
  @Option(help: "The run that found the item.") var run: String?

  var isEmpty: Bool { search == nil && target == nil && run == nil }

  func filter(_ status: ReviewItem.Status?) -> ReviewFilter {
    ReviewFilter(status: status, search: search, target: target, runID: run)
  }
}

/// The items of a decision: by id, or all open ones that a filter shows.
struct ReviewItemOptions: ParsableArguments {
  @Argument(help: "skills, kras, roles, collisions, aliases or flips.") var queue: ReviewQueue
  @Argument(help: "The items' ids, as review list shows them.") var ids: [Int64] = []
  @Flag(help: "All open items that the filter below shows, in place of ids.") var all = false
  @OptionGroup var filter: ReviewFilterOptions

  func validate() throws {
    if all != ids.isEmpty { throw ValidationError("give the items' ids, or --all") }
    if !all, !filter.isEmpty {
      throw ValidationError("--search, --target and --run choose among --all; leave them out")
    }
  }

  func decide(
    _ kind: ReviewDecision.Kind, _ act: ReviewActOptions, _ store: StoreOptions
  ) throws {
    let selection: ReviewDecision.Selection = all ? .all(filter.filter(nil)) : .items(ids)
    try act.show(
      try act.open(store).review(
        ReviewDecision(kind, queue: queue, selection: selection, reason: act.reason),
        by: act.actor, isPreview: act.preview))
  }
}

/// Who decides and why.
struct ReviewActOptions: ParsableArguments {
  @Option(help: "Who decides, for the audit log (default: the user's name).") var by: String?
  @Option(help: "Why, for the audit log.") var reason: String?
  @Flag(help: "Show what would be done, and change nothing.") var preview = false

  var actor: String { by ?? NSUserName() }

  /// The store, for a preview to be looked at only.
  func open(_ store: StoreOptions) throws -> Store {
    preview ? try store.openToRead() : try store.openExisting()
  }

  func show(_ outcome: ReviewOutcome) throws {
    for entry in outcome.entries { print(ReviewText.line(entry, isPreview: outcome.isPreview)) }
    print(
      outcome.isPreview
        ? "nothing was changed: this was a preview"
        : "batch \(outcome.entries.first?.batch ?? 0), catalog version \(outcome.catalogVersion)")
  }
}

/// Items and entries as lines.
enum ReviewText {
  private static let subjectLength = 100

  static func line(_ item: ReviewItem) -> String {
    let target = item.target.map { " → \($0)" } ?? ""
    return "\(item.id)  \(short(item.subject))\(target)  (\(item.detail); run \(item.runID))"
  }

  static func line(_ entry: AuditEntry, isPreview: Bool = false) -> String {
    let item = entry.queue.map { " \($0.rawValue) \(entry.itemID ?? 0)" } ?? ""
    let subject = entry.subject.map { " \"\(short($0))\"" } ?? ""
    let changed =
      (entry.after?.edits ?? []).map { "+ \($0.text)" }
      + (entry.before?.edits ?? []).map { "- \($0.text)" }
    let head = isPreview ? "would " : "\(entry.batch)/\(entry.id)  \(entry.at)  \(entry.actor)  "
    let reason = entry.reason.map { "  (\($0))" } ?? ""
    return ([head + entry.action + item + subject + reason] + changed.map { "    " + short($0) })
      .joined(separator: "\n")
  }

  private static func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= subjectLength ? line : line.prefix(subjectLength - 1) + "…"
  }
}
