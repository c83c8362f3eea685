import Pipeline

/// The list of all runs.
extension PageSite {
  static let runsPerPage = 40

  func historyPage(_ request: PageRequest) async throws -> PageResponse {
    let given = HistoryQuery(request)
    let history = try store.history(
      given.filter, before: given.before, limit: Self.runsPerPage)
    let counts = try store.runCounts()
    let roles = try await pipeline.currentLibrary().catalog.roles
    let fields: Fields = [
      "rows": history.runs.map(Self.row),
      "total": PageFormat.count(counts.values.reduce(0, +), "run"),
      "hasRuns": !counts.isEmpty, "isFiltered": given.isFiltered, "search": given.filter.search,
      "statuses": Self.options(
        [StoredRun.Status.completed, .detailed, .extracted, .rejected].map {
          ($0.rawValue, $0.rawValue)
        }, chosen: given.filter.status?.rawValue),
      "cases": Self.options(
        DecisionCase.allCases.map {
          ($0.rawValue, "\($0.rawValue) · \(PageFormat.words(for: $0))")
        },
        chosen: given.filter.decisionCase?.rawValue),
      "roles": Self.options(
        roles.sorted { $0.displayName < $1.displayName }.map { ($0.slug, $0.displayName) },
        chosen: given.filter.roleSlug),
      "first": given.filter.firstDay, "last": given.filter.lastDay,
      "next": history.next.map { given.address(before: $0) },
      "newest": given.before == nil ? nil : given.address(before: nil),
    ]
    return page("History", .history, "history", fields, request)
  }

  private static func row(_ run: RunSummary) -> Fields {
    [
      "address": PageLinks.run(run.runID), "title": run.title ?? "Untitled", "company": run.company,
      "role": run.roleName, "roleAddress": run.roleSlug.map(PageLinks.role),
      "isProposed": run.roleName != nil && run.roleSlug == nil, "case": run.decisionCase,
      "confidence": PageFormat.share(run.calibratedConfidence ?? run.confidence),
      "percent": PageFormat.percent(run.calibratedConfidence ?? run.confidence ?? 0),
      "status": run.status, "rejection": run.rejectionReason, "id": run.runID,
      "created": PageFormat.time(run.createdAt),
    ]
  }

  /// The options of a list to choose from.
  static func options(
    _ entries: [(value: String, text: String)], chosen: String?
  ) -> [Fields] {
    entries.map { ["value": $0.value, "text": $0.text, "isChosen": $0.value == chosen] }
  }
}

/// What the address of the history asks for; what makes no sense there is left out.
struct HistoryQuery {
  var filter: RunFilter
  /// The sequence that the page's runs come before.
  var before: Int64?

  init(_ request: PageRequest) {
    func day(_ name: String) -> String? {
      request.value(name).flatMap { RunFilter.isDay($0) ? $0 : nil }
    }
    filter = RunFilter(
      status: request.value("status").flatMap(StoredRun.Status.init),
      decisionCase: request.value("case").flatMap(DecisionCase.init),
      roleSlug: request.value("role"), firstDay: day("from"), lastDay: day("to"),
      search: request.value("search"))
    before = request.place("before")
  }

  var isFiltered: Bool { filter != RunFilter() }

  /// The same list from another run on.
  func address(before: Int64?) -> String {
    PageLinks.address(
      PageLinks.history,
      [
        ("search", filter.search), ("status", filter.status?.rawValue),
        ("case", filter.decisionCase?.rawValue), ("role", filter.roleSlug),
        ("from", filter.firstDay), ("to", filter.lastDay), ("before", before.map { "\($0)" }),
      ])
  }
}
