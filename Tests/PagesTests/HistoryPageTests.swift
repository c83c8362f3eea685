import Foundation
import Testing

@testable import Pages
@testable import Pipeline

/// The history: what filters show, that they stay in addresses, and that paging shows each run
/// once.
@Suite struct HistoryPageTests {
  private func titles(_ response: PageResponse) throws -> [String] {
    try PageDocument(response.text).ofClass("row-title").map(\.text)
  }

  @Test func filtersShowWhatTheySay() async throws {
    let test = try TestSite()
    let runs = try await test.seed()
    #expect(try titles(try await test.get("history")).count == 6)
    #expect(try titles(try await test.get("history", [("status", "rejected")])) == ["Untitled"])
    #expect(
      try titles(try await test.get("history", [("case", "E")])) == [
        "Hotel Pastry Chef Late", "Hotel Pastry Chef Early",
      ])
    #expect(
      try titles(try await test.get("history", [("search", "chef EARLY")])) == [
        "Hotel Pastry Chef Early"
      ])
    #expect(
      try titles(try await test.get("history", [("search", runs[1].id)])) == ["Server Engineer"])
    #expect(try titles(try await test.get("history", [("search", "arrange FLOWERS")])).count == 6)
    #expect(
      try titles(try await test.get("history", [("role", "backend-engineer"), ("case", "A")]))
        == ["Backend Engineer"])
    let today = String(runs[0].createdAt.prefix(10))
    #expect(try titles(try await test.get("history", [("from", today), ("to", today)])).count == 6)
    #expect(try titles(try await test.get("history", [("to", "2001-01-01")])).isEmpty)
    #expect(try titles(try await test.get("history", [("from", "2999-01-01")])).isEmpty)
    // What is no place in the list, day, status or case is left out.
    for before in ["-5", "0", "x", "99999999999999999999"] {
      #expect(try titles(try await test.get("history", [("before", before)])).count == 6)
      let log = try PageDocument(try await test.get("log", [("before", before)]).text)
      #expect(!log.ofClass("row").isEmpty)
    }
    #expect(
      try titles(
        try await test.get("history", [("from", "x' OR 1"), ("status", "odd"), ("case", "Z")])
      ).count == 6)
  }

  @Test func theFormShowsWhatWasAskedFor() async throws {
    let test = try TestSite()
    _ = try await test.seed()
    let page = try PageDocument(
      try await test.get(
        "history",
        [
          ("search", "a \"b\""), ("status", "completed"), ("case", "A"), ("role", "florist"),
          ("from", "2026-01-02"), ("to", "2030-03-04"),
        ]
      ).text)
    #expect(page.element(id: "search")?.attributes["value"] == "a \"b\"")
    #expect(page.element(id: "from")?.attributes["value"] == "2026-01-02")
    #expect(page.element(id: "to")?.attributes["value"] == "2030-03-04")
    let chosen = page.all("option").filter { $0.attributes["selected"] != nil }
    #expect(chosen.map { $0.attributes["value"] } == ["completed", "A", "florist"])
  }

  @Test func pagingShowsEveryRunOnceAndKeepsTheFilter() async throws {
    let test = try TestSite()
    let count = PageSite.runsPerPage * 2 + 5
    for number in 0..<count { try await test.run(title: "Florist", skills: ["Skill \(number)"]) }
    try await test.run(title: "Porter")
    var ids: [String] = []
    var address: String? = "/ui/history?role=florist&search=flowers"
    var pages = 0
    while let next = address {
      let page = try PageDocument(try await test.follow(next).text)
      ids +=
        page.ofClass("row-title").count == 0
        ? []
        : page.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/ui/runs/") }
      address = page.all("a").first { $0.attributes["rel"] == "next" }?.attributes["href"]
      if let address {
        #expect(address.contains("role=florist") && address.contains("search=flowers"))
      }
      pages += 1
      // A run that arrives meanwhile moves nothing.
      if pages == 1 { try await test.run(title: "Florist") }
    }
    #expect(pages == 3)
    #expect(ids.count == count && Set(ids).count == count)
  }
}
