import Foundation
import SeededRandom
import SimCore
import Testing

@testable import Pages
@testable import Pipeline

/// Roles, their map and the log.
@Suite struct RolePageTests {
  @Test func aRoleShowsWhatTheLibraryKnows() async throws {
    let test = try TestSite()
    _ = try await test.seed()
    let page = try PageDocument(try await test.get("roles/backend-engineer").text)
    let text = page.all("main")[0].text
    for words in [
      "Backend Engineer", "Builds services in Go.", "Server Engineer", "Dimension 1", "Golang",
      "Similar roles", "Mobile Engineer", "Label", "1.80 / 5", "Latest runs",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    let count = try await test.site.roleMap().decidedCounts[1]
    #expect(page.ofClass("counter-value").map(\.text) == ["\(try #require(count))"])
  }

  @Test func aRoleThatLeftTheLibraryHasItsRuns() async throws {
    let test = try TestSite()
    let run = try await test.run(title: "Backend Engineer", skills: ["Golang"])
    var catalog = try test.store.loadCatalog().catalog
    catalog.roles.removeAll { $0.slug == "backend-engineer" }
    try test.store.importCatalog(catalog)
    // Whatever the run's page leads to is there.
    let links = try PageDocument(try await test.get("runs/\(run.id)").text).all("a")
      .compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/ui/") }
    #expect(links.contains("/ui/roles/backend-engineer"))
    for address in Set(links) {
      #expect(try await test.follow(address).status == 200, "\(address)")
    }
    let response = try await test.get("roles/backend-engineer")
    try PageMarkupTests.check(response, "former role")
    let page = try PageDocument(response.text)
    #expect(page.all("h1")[0].text == "Backend Engineer")
    #expect(page.ofClass("badge").map(\.text) == ["no longer in the library"])
    #expect(page.all("a").contains { $0.attributes["href"] == PageLinks.run(run.id) })
    let all = try #require(page.all("a").first { $0.text == "All of its runs" })
    let list = try PageDocument(try await test.follow(all.attributes["href"] ?? "").text)
    #expect(list.ofClass("row-title").count == 1)
  }

  @Test func aRoleIsFoundByTheSlugThatItHad() async throws {
    let test = try TestSite()
    try await test.run(title: "Backend Engineer", skills: ["Golang"])
    var catalog = try test.store.loadCatalog().catalog
    let index = try #require(catalog.roles.firstIndex { $0.slug == "backend-engineer" })
    catalog.roles[index].slug = "backend-developer"
    try test.store.importCatalog(catalog)
    let page = try PageDocument(try await test.get("roles/backend-engineer").text)
    #expect(page.all("h1")[0].text == "Backend Engineer")
    #expect(page.all("main")[0].text.contains("Builds services in Go."))
    let runs = "/ui/history?role=backend-developer"
    #expect(page.all("a").contains { $0.attributes["href"] == runs })
  }

  @Test func theListIsSearched() async throws {
    let test = try TestSite()
    func names(_ query: [(String, String)]) async throws -> [String] {
      try PageDocument(try await test.get("roles", query).text).ofClass("row-title").map(\.text)
    }
    #expect(try await names([]).count == 4)
    #expect(
      try await names([("search", "server ENGINEER")]) == ["Backend Engineer", "Mobile Engineer"])
    #expect(try await names([("search", "weddings")]) == ["Florist"])
    #expect(try await names([("domain", "Trade")]) == ["Florist", "Porter"])
    #expect(try await names([("domain", "Trade"), ("search", "swift")]).isEmpty)
    // A domain that the library lacks is left out.
    #expect(try await names([("domain", "Nowhere"), ("search", "weddings")]) == ["Florist"])
  }

  /// As in the history: what is combined with a letter hides nothing.
  @Test func theListIsSearchedByBytes() async throws {
    let test = try TestSite(spice: "q\u{301}")
    let page = try PageDocument(try await test.get("roles", [("search", "FloristQ")]).text)
    #expect(page.ofClass("row-title").map(\.text) == ["Floristq\u{301}"])
  }

  @Test func theMapChangesWithWhatIsLearned() async throws {
    let test = try TestSite()
    let before = try await test.site.roleMap()
    #expect(before.places.map(\.roleID) == [1, 2, 3])
    #expect(before.places.allSatisfy { $0.basis == .kras })
    try await test.run(title: "Porter")
    let after = try await test.site.roleMap()
    #expect(after.places.map(\.roleID) == [1, 2, 3, 4])
    #expect(after.places.last?.basis == .centroid && after.decidedCounts == [4: 1])
    let page = try PageDocument(try await test.get("map").text)
    let marks = page.ofClass("map-role")
    #expect(marks.count == 4)
    #expect(marks.allSatisfy { !($0.attributes["aria-label"] ?? "").isEmpty })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func drawingsStayOnTheSheet(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let roles = (1...60).map {
      Role(
        id: $0, slug: "r\($0)", displayName: "A role of number \($0)", archetype: "",
        domain: "Domain \($0 % 11)")
    }
    for count in [1, 2, 60] {
      var centroids: [Int: Centroid] = [:]
      for id in 1...count {
        var centroid = Centroid(dimension: 5)
        for _ in 0..<id {
          centroid.add((0..<5).map { _ in Double.random(in: -1...1, using: &generator) })
        }
        centroids[id] = centroid
      }
      let map = RoleMap(roleIDs: roles.map(\.id), centroids: centroids, kraVectors: [:])
      let drawing = MapDrawing(map, roles)
      #expect(drawing.marks.count == count)
      for mark in drawing.marks {
        let numbers = ["x", "y", "radius"].compactMap { (mark[$0] as? String).flatMap(Double.init) }
        #expect(numbers.count == 3 && numbers.allSatisfy(\.isFinite))
        #expect(0...MapDrawing.width ~= numbers[0] && 0...MapDrawing.height ~= numbers[1])
      }
      #expect(drawing.legend.count == min(count, 11))
    }
  }

  @Test func theLogShowsEveryEntryOnce() async throws {
    let test = try TestSite()
    let count = PageSite.entriesPerPage + 4
    for number in 1...count {
      try await test.run(title: "Florist", skills: ["Knack \(number)"])
      _ = try test.store.review(
        ReviewDecision(
          .reject(never: false), queue: .skills, selection: .items([Int64(number)]), reason: "why"),
        by: "ann")
    }
    var seen: [String] = []
    var address: String? = "/ui/log"
    while let next = address {
      let page = try PageDocument(try await test.follow(next).text)
      seen += page.ofClass("row-title").map(\.text)
      address = page.all("a").first { $0.attributes["rel"] == "next" }?.attributes["href"]
    }
    #expect(seen == (1...count).reversed().map { "Knack \($0)" })
  }
}
