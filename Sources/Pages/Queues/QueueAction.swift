import Pipeline

/// What a form of a queue asks for.
///
/// Every button is named `act`. Its value is a word, for the rows that are ticked; or a word, ids
/// and at times a slug, for given rows: `approve`, `reject 12`, `merge 12,13 data-engineer`.
struct QueueAction {
  enum Kind: String {
    case approve, reject, never, merge, undo
    case sendBack = "send-back"
    /// Approved with the changes that the form holds.
    case edit
  }

  var kind: Kind
  var ids: [Int64]
  /// Whether the decision is about all open rows that the filter shows.
  var isForAll: Bool
  var target: String?
  var note: String?
  /// Whether the person sees first what would be done; of all open rows, always.
  var isPreview: Bool
  var batch: Int64?
  var approval: ReviewApproval
  /// Further rows, which become aliases of the role that is made of the first.
  var otherIDs: [Int64]

  /// - Throws: `PageError` for a form that no page of ours sends.
  init(_ request: PageRequest) throws {
    let words = (request.field("act") ?? "").split(separator: " ").map(String.init)
    guard let kind = words.first.flatMap(Kind.init), words.count <= 3 else {
      throw PageError.badForm("It does not say what to do. Go back and press one of its buttons.")
    }
    self.kind = kind
    let isGiven = words.count > 1
    let listed =
      isGiven
      ? words[1].split(separator: ",").map(String.init)
      : request.fields("items").flatMap { $0.split(separator: ",").map(String.init) }
    ids = try Self.ids(listed)
    otherIDs = try Self.ids(
      request.fields("others").flatMap { $0.split(separator: ",").map(String.init) })
    isForAll = !isGiven && request.field("all") == "yes"
    target = words.count == 3 ? words[2] : request.field("into")
    note = request.field("note")
    let isConfirmed = request.field("confirm") == "yes"
    isPreview = isForAll || !isConfirmed && !isGiven && request.field("preview") == "yes"
    batch = request.field("batch").flatMap { Int64($0) }
    approval = ReviewApproval(
      kras: (request.field("kras") ?? "").split(whereSeparator: \.isNewline).map(String.init)
        .filter { !$0.allSatisfy(\.isWhitespace) },
      name: request.field("name"), domain: request.field("domain"),
      archetype: request.field("archetype"),
      dimensions: (request.field("dimensions") ?? "").split { ", ".contains($0) }.map(String.init))
  }

  private static func ids(_ texts: [String]) throws -> [Int64] {
    try texts.map { text in
      guard let id = Int64(text) else { throw PageError.badForm("\(text) is no row.") }
      return id
    }
  }

  /// What the review carries out; nil for undo.
  func decision(_ query: QueueQuery) throws -> ReviewDecision? {
    guard kind != .undo else { return nil }
    guard isForAll || !ids.isEmpty else {
      throw PageError.badForm("No row was chosen. Tick one, or press a row’s own button.")
    }
    return ReviewDecision(
      try reviewKind(), queue: query.queue,
      selection: isForAll ? .all(query.filter) : .items(ids), reason: note)
  }

  private func reviewKind() throws -> ReviewDecision.Kind {
    switch kind {
    case .approve: return .approve(ReviewApproval())
    case .edit: return .approve(approval)
    case .reject: return .reject(never: false)
    case .never: return .reject(never: true)
    case .sendBack: return .sendBack
    case .merge:
      guard let target else { throw PageError.badForm("Say into what to merge.") }
      return .merge(into: target)
    case .undo: throw PageError.badForm("An undo decides nothing.")
    }
  }

  /// The fields that carry the action out on the rows of its preview, and on no row that came
  /// since.
  func hidden(deciding previewed: [Int64]) -> [Fields] {
    let fields: [(String, String?)] = [
      ("act", kind.rawValue), ("into", target), ("note", note), ("confirm", "yes"),
      ("items", previewed.map { "\($0)" }.joined(separator: ",")),
    ]
    return fields.compactMap { name, value in value.map { ["name": name, "value": $0] } }
  }
}
