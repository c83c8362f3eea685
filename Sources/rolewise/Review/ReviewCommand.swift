import ArgumentParser
import DriverOptions
import Pipeline

/// `rolewise review`: what runs found, and what people decide about it.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "List what waits for people, and decide it.",
    discussion: """
      Queues: skills, kras, roles, collisions, aliases, flips. Every decision is one transaction \
      and one batch of the audit log, which undo takes back as a whole; --preview shows what it \
      would do and changes nothing.
      """,
    subcommands: [
      ReviewList.self, ReviewApprove.self, ReviewReject.self, ReviewMerge.self,
      ReviewSendBack.self, ReviewNever.self, ReviewUndo.self, ReviewLog.self,
    ], defaultSubcommand: ReviewList.self)
}

struct ReviewList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the items of a queue; of all of them where none is named.")

  @Argument(help: "skills, kras, roles, collisions, aliases or flips.") var queue: ReviewQueue?
  @Option(help: "pending, approved, rejected, merged, sent_back.")
  var status: ReviewItem.Status = .pending
  @OptionGroup var filter: ReviewFilterOptions
  @Option(help: "How many of each queue, at most.") var limit = 50
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var store: StoreOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be 1 or more") }
  }

  func run() async throws {
    let store = try store.openToRead()
    let queues = queue.map { [$0] } ?? ReviewQueue.allCases
    let items = try queues.flatMap {
      try store.reviewItems($0, filter.filter(status), limit: limit)
    }
    if json { return print(try RecordCoding.text(items, indented: true)) }
    let counts = try store.reviewCounts()
    for queue in queues {
      print("\(queue.rawValue): \(counts[queue]?[status] ?? 0) \(status.rawValue)")
      for item in items where item.queue == queue { print("  \(ReviewText.line(item))") }
    }
  }
}

struct ReviewApprove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Take items into the library.",
    discussion: """
      A skill, role or alias is added as it was found, or as the options say. Of a KRA item its \
      duties are added to its role, each as a KRA. A collision is confirmed: the title goes on to \
      mean all its roles. Of a flip the new role is right; the library stays as it is.
      """)

  @OptionGroup var items: ReviewItemOptions
  @Option(help: "A KRA to add, in place of those found; may be repeated.") var kra: [String] = []
  @Option(help: "The name of the new role or skill.") var name: String?
  @Option(help: "The domain of a new role.") var domain: String?
  @Option(help: "What a person in a new role does.") var archetype: String?
  @Option(help: "A dimension (slug) of a new role or skill; may be repeated.")
  var dimension: [String] = []
  @OptionGroup var act: ReviewActOptions
  @OptionGroup var store: StoreOptions

  func run() async throws {
    try items.decide(
      .approve(
        ReviewApproval(
          kras: kra, name: name, domain: domain, archetype: archetype, dimensions: dimension)),
      act, store)
  }
}

struct ReviewReject: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Leave items out of the library.")

  @OptionGroup var items: ReviewItemOptions
  @Flag(
    help: """
      Also keep later runs from matching it again (aliases, collisions and flips) or finding it \
      (skills).
      """)
  var never = false
  @OptionGroup var act: ReviewActOptions
  @OptionGroup var store: StoreOptions

  func run() async throws { try items.decide(.reject(never: never), act, store) }
}

struct ReviewMerge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Say that items are something that the library has.",
    discussion: """
      A skill, alias or role becomes an alias of the one named; a KRA item's duties go to the role \
      named; the title of a collision means the role named, and no other; of a flip neither role \
      is right but the one named, and the library stays as it is.
      """)

  @OptionGroup var items: ReviewItemOptions
  @Option(help: "The slug of the role or skill.") var into: String
  @OptionGroup var act: ReviewActOptions
  @OptionGroup var store: StoreOptions

  func run() async throws { try items.decide(.merge(into: into), act, store) }
}

struct ReviewSendBack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send-back", abstract: "Give items back with a note; they stay open.")

  @OptionGroup var items: ReviewItemOptions
  @OptionGroup var act: ReviewActOptions
  @OptionGroup var store: StoreOptions

  func run() async throws { try items.decide(.sendBack, act, store) }
}

struct ReviewNever: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "never",
    abstract: "Say that a title never means a role, or a text never a skill.")

  @Argument(help: "The title or skill text.") var text: String
  @Option(help: "The slug of the role that the title never means.") var role: String?
  @Option(help: "The slug of the skill that the text never means.") var skill: String?
  @Flag(help: "The text is no skill at all.") var anySkill = false
  @OptionGroup var act: ReviewActOptions
  @OptionGroup var store: StoreOptions

  func validate() throws {
    if targets.count != 1 { throw ValidationError("give one of --role, --skill and --any-skill") }
  }

  func run() async throws {
    try act.show(
      try act.open(store).exclude(
        text, from: targets[0], by: act.actor, reason: act.reason, isPreview: act.preview))
  }

  private var targets: [ReviewExclusion] {
    [role.map { .role($0) }, skill.map { .skill($0) }, anySkill ? .anySkill : nil].compactMap { $0 }
  }
}

struct ReviewUndo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take a decision back, with all that it changed.")

  @Argument(help: "The batch, as review log shows it.") var batch: Int64
  @OptionGroup var act: ReviewActOptions
  @OptionGroup var store: StoreOptions

  func run() async throws {
    try act.show(
      try act.open(store).undoReview(
        batch: batch, by: act.actor, reason: act.reason, isPreview: act.preview))
  }
}

struct ReviewLog: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show the audit log, the newest first.")

  @Option(help: "How many entries, at most.") var limit = 50
  @Option(help: "Only entries before this one: the last of the page before.") var before: Int64?
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var store: StoreOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be 1 or more") }
  }

  func run() async throws {
    let entries = try store.openToRead().auditLog(before: before, limit: limit)
    if json { return print(try RecordCoding.text(entries, indented: true)) }
    for entry in entries { print(ReviewText.line(entry)) }
  }
}
