import Testing

@testable import Pipeline

/// The history as services read it: filters, order and paging.
@Suite struct RunHistoryTests {
  private func store() async throws -> Store {
    let store = try LearningLibrary.memoryStore()
    try await LearningLibrary.classify(0..<7, in: store)
    return store
  }

  @Test func summariesSayWhatWasDecided() async throws {
    let store = try await store()
    let history = try store.history(limit: 10)
    #expect(history.runs.map(\.runID) == (0..<7).reversed().map(LearningLibrary.runID))
    #expect(history.next == nil)
    let last = try #require(history.runs.last)
    let run = try #require(try store.run(last.runID))
    #expect(last.title == "Backend Engineer" && last.roleSlug == "backend-engineer")
    #expect(last.roleName == "backend engineer" && last.decisionCase == "A")
    #expect(last.status == "completed" && last.rejectionReason == nil)
    #expect(last.calibratedConfidence == run.record.calibratedConfidence)
    #expect(last.confidence == run.extractFromJD.stage4Decision?.confidence)
    #expect(try store.runCounts() == [.completed: 7])
  }

  @Test func pagesHoldEveryRunOnceWhileOthersArrive() async throws {
    let store = try await store()
    for limit in [1, 2, 3, 7, 8] {
      let newest = try #require(try store.history(limit: 1).runs.first).sequence
      var seen: [String] = []
      var before: Int64? = newest + 1
      while let cursor = before {
        let page = try store.history(before: cursor, limit: limit)
        seen += page.runs.map(\.runID)
        before = page.next
        try await LearningLibrary.classify([100 + limit], in: store)
      }
      #expect(Set(seen).count == seen.count && seen.count == Int(newest), "limit \(limit)")
    }
  }

  @Test func aPageWithoutLimitHoldsAllRuns() async throws {
    let history = try await store().history(limit: .max)
    #expect(history.runs.count == 7 && history.next == nil)
  }

  @Test func filtersMeetInOneQuery() async throws {
    let store = try await store()
    let filter = RunFilter(
      status: .completed, decisionCase: .a, roleSlug: "mobile-engineer", search: "QUOKKA4")
    #expect(try store.history(filter, limit: 9).runs.map(\.runID) == [LearningLibrary.runID(4)])
    #expect(try store.history(RunFilter(search: "%"), limit: 9).runs.isEmpty)
    #expect(try store.history(RunFilter(roleSlug: "nobody"), limit: 9).runs.isEmpty)
    #expect(try store.history(RunFilter(search: "mobile engineer"), limit: 9).runs.count == 2)
    let id = LearningLibrary.runID(3)
    #expect(
      try store.history(RunFilter(search: id.uppercased()), limit: 9).runs.map(\.runID) == [id])
  }

  @Test func aRoleThatLeftTheLibraryKeepsItsName() async throws {
    let store = try await store()
    var catalog = LearningLibrary.catalog
    catalog.roles.removeAll { $0.slug == "backend-engineer" }
    try store.importCatalog(catalog)
    let last = try #require(try store.history(limit: 10).runs.last)
    #expect(last.roleName == "backend engineer" && last.roleSlug == "backend-engineer")
  }

  @Test func theRunsOfARoleThatLeftAreFound() async throws {
    let store = try LearningLibrary.memoryStore()
    var catalog = LearningLibrary.catalog
    catalog.roles[0].displayName = "Keeper of Servers"
    try store.importCatalog(catalog)
    try await LearningLibrary.classify(0..<7, in: store)
    let filters = [
      RunFilter(roleSlug: "backend-engineer"), RunFilter(search: "keeper of"),
      RunFilter(roleSlug: "mobile-engineer"),
    ]
    func found() throws -> [[String]] {
      try filters.map { try store.history($0, limit: 9).runs.map(\.runID) }
    }
    let before = try found()
    #expect(before.map(\.count) == [3, 3, 2])
    catalog.roles.removeFirst()
    try store.importCatalog(catalog)
    #expect(try found() == before)
    #expect(try store.history(RunFilter(roleSlug: "nobody"), limit: 9).runs.isEmpty)
  }

  @Test(arguments: [
    ("2026-11-21", true), ("2026-1-21", false), ("2026-13-01", false), ("2026-00-10", false),
    ("20261121", false), ("2026-11-32", false), ("２０２６-11-21", false), ("", false),
    ("2026-02-28", true), ("2026-02-29", false), ("2026-02-30", false), ("2028-02-29", true),
    ("2100-02-29", false), ("2000-02-29", true), ("2026-04-30", true), ("2026-04-31", false),
    ("2026-12-31", true), ("2026-01-00", false),
  ]) func daysAreReadStrictly(text: String, isDay: Bool) {
    #expect(RunFilter.isDay(text) == isDay)
  }

  @Test func theQueueRowsOfARunAreFound() async throws {
    let store = try await store()
    let all = try ReviewQueue.allCases.flatMap {
      try store.reviewItems($0, ReviewFilter(status: nil))
    }
    for number in 0..<7 {
      let id = LearningLibrary.runID(number)
      #expect(try store.reviewItems(ofRun: id) == all.filter { $0.runID == id })
    }
    #expect(try store.reviewItems(.kras, ids: [3, 1, 99]).map(\.id) == [3, 1])
  }

  @Test func theLastBatchIsOfThePersonAndNotUndone() async throws {
    let store = try await store()
    func reject(_ id: Int64, by actor: String) throws -> Int64 {
      try store.review(
        ReviewDecision(.reject(never: false), queue: .kras, selection: .items([id])), by: actor
      ).entries[0].batch
    }
    #expect(try store.lastUndoableBatch(by: "ann") == nil)
    let first = try reject(1, by: "ann")
    let second = try reject(2, by: "ann")
    _ = try reject(3, by: "bob")
    #expect(try store.lastUndoableBatch(by: "ann") == second)
    _ = try store.undoReview(batch: second, by: "bob")
    #expect(try store.lastUndoableBatch(by: "ann") == first)
    #expect(try store.undoneBatches(among: [first, second, 99]) == [second])
    #expect(try store.auditEntries(ofBatch: first).map(\.itemID) == [1])
  }
}
