import Pipeline

/// Which rows of a queue a page shows: what its address says, and what its forms send along.
struct QueueQuery {
  var queue: ReviewQueue
  var filter: ReviewFilter
  /// The rows come after this id.
  var after: Int64
  /// Batches whose rows are shown where they stood, decided as they are by now.
  var batches: [Int64] = []

  /// Batches that an address may name; our own name two at most.
  private static let shownBatches = 10

  /// The value of a status filter that shows all.
  static let anyStatus = "all"

  /// What a page's address asks for.
  init(_ queue: ReviewQueue, address request: PageRequest) {
    self.init(queue) { request.value($0) }
    var seen: Set<Int64> = []
    let given = (request.value("done") ?? "").split(separator: ",").compactMap { Int64($0) }
    batches = Array(given.filter { seen.insert($0).inserted }.prefix(Self.shownBatches))
  }

  /// What a form sends along: the page that it stands on.
  init(_ queue: ReviewQueue, form request: PageRequest) {
    self.init(queue) { request.field("filter_" + $0) }
  }

  private init(_ queue: ReviewQueue, _ value: (String) -> String?) {
    self.queue = queue
    let status = value("status")
    filter = ReviewFilter(
      status: status == Self.anyStatus ? nil : status.flatMap(ReviewItem.Status.init) ?? .pending,
      search: value("search"), target: value("target"), runID: value("run"))
    after = value("after").flatMap { Int64($0) } ?? 0
  }

  private var parameters: [(name: String, value: String?)] {
    [
      ("status", filter.status == .pending ? nil : filter.status?.rawValue ?? Self.anyStatus),
      ("search", filter.search), ("target", filter.target), ("run", filter.runID),
      ("after", after > 0 ? "\(after)" : nil),
    ]
  }

  var isFiltered: Bool { parameters.contains { $0.value != nil && $0.name != "after" } }

  /// The page's address; with batches, so that their rows stay.
  func address(showing batches: [Int64] = []) -> String {
    PageLinks.address(
      PageLinks.queue(queue),
      parameters + [("done", batches.map { "\($0)" }.joined(separator: ","))])
  }

  /// The same filter from another row on.
  func address(after id: Int64) -> String {
    var other = self
    other.after = id
    return other.address()
  }

  /// The hidden fields of the page's forms.
  var hidden: [Fields] {
    parameters.compactMap { name, value in
      value.map { ["name": "filter_" + name, "value": $0] }
    }
  }
}
