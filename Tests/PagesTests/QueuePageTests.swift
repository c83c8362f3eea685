import Foundation
import Testing

@testable import Pages
@testable import Pipeline

/// The queues: what their buttons do, show and refuse.
@Suite struct QueuePageTests {
  private func page(_ response: PageResponse) throws -> PageDocument {
    let document = try PageDocument(response.text)
    #expect(document.faults.isEmpty, "\(document.faults.prefix(3))")
    return document
  }

  private func rows(_ document: PageDocument) -> [String] {
    document.ofClass("item").compactMap { $0.attributes["id"] }
  }

  /// The answer to a form, followed where it leads.
  private func decide(
    _ test: TestSite, _ queue: String, _ form: [(String, String)]
  ) async throws -> PageDocument {
    let answer = try await test.post("queues/\(queue)", form)
    #expect(answer.status == 303)
    return try page(try await test.follow(try #require(answer.location)))
  }

  /// What the form of a preview sends.
  private func confirmation(of preview: PageDocument) -> [(String, String)] {
    let hidden = preview.all("input").filter { $0.attributes["type"] == "hidden" }.map {
      ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "")
    }
    return hidden.filter { $0.0 != "csrf_token" }
  }

  private func skills(_ count: Int) async throws -> TestSite {
    let test = try TestSite()
    for number in 1...count { try await test.run(title: "Florist", skills: ["Knack \(number)"]) }
    return test
  }

  @Test func decidedRowsStayWhereTheyStood() async throws {
    let test = try await skills(4)
    let after = try await decide(
      test, "skills", [("act", "approve 2"), ("filter_search", "knack")])
    #expect(rows(after) == ["item-1", "item-2", "item-3", "item-4"])
    #expect(after.element(id: "item-2")?.attributes["data-status"] == "approved")
    #expect(after.element(id: "item-1")?.attributes["data-status"] == "pending")
    #expect(after.element(id: "search")?.attributes["value"] == "knack")
    #expect(after.element(id: "notice")?.text.contains("Done: approve, 1 row") == true)
    #expect(try test.store.loadCatalog().catalog.skills.contains { $0.slug == "knack-2" })
    // The next load is without it.
    let fresh = try page(try await test.get("queues/skills"))
    #expect(rows(fresh) == ["item-1", "item-3", "item-4"])
  }

  @Test func aSkillIsRejectedForEver() async throws {
    let test = try await skills(2)
    let before = try page(try await test.get("queues/skills"))
    #expect(before.all("button").contains { $0.attributes["value"] == "never 2" })
    let after = try await decide(test, "skills", [("act", "never 2")])
    #expect(after.element(id: "item-2")?.attributes["data-status"] == "rejected")
    #expect(try test.store.loadCatalog().catalog.exclusions.map(\.key) == ["knack 2"])
    try await test.run(title: "Florist", skills: ["Knack 2", "Knack 3"])
    let fresh = try page(try await test.get("queues/skills"))
    #expect(rows(fresh) == ["item-1", "item-3"])
    #expect(fresh.element(id: "item-3")?.text.contains("Knack 3") == true)
  }

  @Test func undoTakesTheLastDecisionBack() async throws {
    let test = try await skills(3)
    let after = try await decide(
      test, "skills", [("act", "reject"), ("items", "1"), ("items", "3")])
    #expect(after.element(id: "item-3")?.attributes["data-status"] == "rejected")
    let batch = try #require(
      after.all("input").first { $0.attributes["name"] == "batch" }?.attributes["value"])
    let undone = try await decide(test, "skills", [("act", "undo"), ("batch", batch)])
    #expect(rows(undone) == ["item-1", "item-2", "item-3"])
    #expect(undone.ofClass("item").allSatisfy { $0.attributes["data-status"] == "pending" })
    #expect(undone.element(id: "notice")?.text.contains("Taken back") == true)
    #expect(undone.all("input").allSatisfy { $0.attributes["name"] != "batch" })
  }

  @Test func aPreviewChangesNothingAndCanBeConfirmed() async throws {
    let test = try await skills(3)
    let version = try test.store.catalogVersion()
    let answer = try await test.post(
      "queues/skills",
      [("act", "approve"), ("items", "1"), ("items", "2"), ("preview", "yes"), ("note", "n")])
    #expect(answer.status == 200)
    let preview = try page(answer)
    #expect(preview.element(id: "preview")?.text.contains("skill knack-1: Knack 1") == true)
    #expect(try test.store.catalogVersion() == version)
    #expect(try test.store.auditLog(limit: 9).isEmpty)
    _ = try await decide(test, "skills", confirmation(of: preview))
    #expect(try test.store.auditLog(limit: 9).map(\.itemID) == [2, 1])
    #expect(try test.store.auditLog(limit: 9).map(\.reason) == ["n", "n"])
  }

  @Test func allThatTheFilterShowsIsPreviewedFirst() async throws {
    let test = try await skills(PageSite.itemsPerPage + 3)
    let form = [("act", "reject"), ("all", "yes"), ("filter_search", "knack 1")]
    // Nothing that is sent decides rows which no preview has shown.
    for sent in [form, form + [("confirm", "yes")]] {
      let answer = try await test.post("queues/skills", sent)
      #expect(answer.status == 200 && answer.text.contains("11 rows"))
    }
    #expect(try test.store.auditLog(limit: 9).isEmpty)
  }

  @Test func aConfirmationDecidesTheRowsOfItsPreview() async throws {
    let test = try await skills(3)
    let preview = try page(
      try await test.post("queues/skills", [("act", "reject"), ("all", "yes")]))
    let form = confirmation(of: preview)
    #expect(form.contains { $0 == ("items", "1,2,3") } && !form.contains { $0.0 == "all" })
    try await test.run(title: "Florist", skills: ["Knack 4"])
    _ = try await decide(test, "skills", form)
    let items = try test.store.reviewItems(.skills, ReviewFilter(status: nil))
    #expect(items.map(\.status) == [.rejected, .rejected, .rejected, .pending])
    // What somebody decided in between is said, and nothing is done.
    let second = try page(
      try await test.post("queues/skills", [("act", "reject"), ("all", "yes")]))
    _ = try await decide(test, "skills", [("act", "approve 4")])
    let answer = try await test.post("queues/skills", confirmation(of: second))
    #expect(answer.status == 409)
    let said = try page(answer).element(id: "notice")?.text
    #expect(said?.contains("Item 4 of skills is approved already") == true)
  }

  @Test func aConfirmationDecidesRowsOfTheSameTextOnce() async throws {
    let test = try await skills(2)
    // The filter shows two of three rows; the one that was sent back is settled with its text.
    let decision = ReviewDecision(
      .sendBack, queue: .skills, selection: .items([1]), reason: "why")
    _ = try test.store.review(decision, by: "bob")
    try await test.run(title: "Florist", skills: ["Knack 1"])
    let preview = try page(
      try await test.post("queues/skills", [("act", "reject"), ("all", "yes")]))
    _ = try await decide(test, "skills", confirmation(of: preview))
    let items = try test.store.reviewItems(.skills, ReviewFilter(status: nil))
    #expect(items.allSatisfy { $0.status == .rejected })
  }

  @Test func anAddressNamesBatchesOfItsQueueOnce() async throws {
    let test = try await skills(2)
    for _ in 1...2 {
      _ = try await decide(test, "skills", [("act", "reject 1")])
      let last = try #require(try test.store.lastUndoableBatch(by: "ann"))
      _ = try await decide(test, "skills", [("act", "undo"), ("batch", "\(last)")])
    }
    _ = try await decide(test, "skills", [("act", "reject 2")])
    let batch = try #require(try test.store.lastUndoableBatch(by: "ann"))
    let named = Array(repeating: "\(batch)", count: 50).joined(separator: ",")
    let shown = try page(try await test.get("queues/skills", [("done", named)]))
    #expect(rows(shown) == ["item-1", "item-2"])
    #expect(shown.element(id: "notice")?.text.contains("Done: reject, 1 row:") == true)
    // A row that several batches decided.
    let both = try page(
      try await test.get("queues/skills", [("done", "1,3,\(batch)"), ("search", "nowhere")]))
    #expect(rows(both) == ["item-1", "item-2"])
    let other = try page(try await test.get("queues/kras", [("done", named)]))
    #expect(other.element(id: "notice")?.text.contains("Done") == false)
    #expect(other.ofClass("is-decided").isEmpty)
  }

  @Test func anAddressNamesTenBatchesAtMost() {
    let named = (1...12).flatMap { ["\($0)", "\($0)"] }.joined(separator: ",")
    let request = PageRequest(
      person: "ann", permission: .read, path: "queues/skills", query: [("done", "x,," + named)],
      csrfToken: "")
    #expect(QueueQuery(.skills, address: request).batches == Array(1...10))
  }

  @Test func aRefusalLeavesTheUndo() async throws {
    let test = try await skills(2)
    _ = try await decide(test, "skills", [("act", "reject 1")])
    let batch = try #require(try test.store.lastUndoableBatch(by: "ann"))
    let answer = try await test.post("queues/skills", [("act", "approve 1")])
    #expect(answer.status == 409)
    let refused = try page(answer)
    #expect(refused.element(id: "notice")?.text.contains("undo that first") == true)
    let offered = refused.all("input").first { $0.attributes["name"] == "batch" }
    #expect(offered?.attributes["value"] == "\(batch)")
    #expect(refused.all("button").contains { $0.attributes["data-key"] == "undo" })
  }

  @Test func pagingShowsEveryRowOnce() async throws {
    let count = PageSite.itemsPerPage * 2 + 1
    let test = try await skills(count)
    var seen: [String] = []
    var address: String? = "/ui/queues/skills?search=knack"
    while let next = address {
      let document = try page(try await test.follow(next))
      seen += rows(document)
      address = document.all("a").first { $0.attributes["rel"] == "next" }?.attributes["href"]
    }
    #expect(seen.count == count && Set(seen).count == count)
  }

  @Test func whatIsRefusedIsSaidOnThePage() async throws {
    let test = try await skills(2)
    for (form, status, words) in [
      ([("act", "send-back 1")], 400, "needs a note"),
      ([("act", "merge 1 nowhere")], 400, "no skill nowhere"),
      ([("act", "approve 99")], 400, "no item 99"),
      ([("act", "approve")], 400, "No row was chosen"),
      ([("act", "dance 1")], 400, "does not say what to do"),
      ([("act", "approve x")], 400, "x is no row"),
      ([("act", "merge 1")], 400, "into what"),
      ([], 400, "does not say what to do"),
    ] {
      let answer = try await test.post("queues/skills", form)
      #expect(answer.status == status || answer.status == 409, "\(form)")
      let document = try page(answer)
      #expect(document.element(id: "notice")?.text.contains(words) == true, "\(form): \(words)")
      #expect(rows(document) == ["item-1", "item-2"])
    }
    #expect(try test.store.auditLog(limit: 9).isEmpty)
    _ = try await decide(test, "skills", [("act", "reject 1")])
    let again = try await test.post("queues/skills", [("act", "approve 1")])
    #expect(again.status == 409 && again.text.contains("undo that first"))
  }

  @Test func rowsAreApprovedWithChanges() async throws {
    let test = try TestSite()
    _ = try await test.seed()
    _ = try await decide(
      test, "kras", [("act", "edit 1"), ("kras", "Counts stems.\r\n\r\nWaters beds.\n")])
    let role = try #require(test.store.loadCatalog().catalog.roles.first { $0.id == 1 })
    #expect(role.kras.suffix(2) == ["Counts stems.", "Waters beds."])
    _ = try await decide(
      test, "skills",
      [("act", "edit 2"), ("name", "Doughs"), ("dimensions", "dimension-1, dimension-2")])
    let skill = try #require(test.store.loadCatalog().catalog.skills.first { $0.slug == "doughs" })
    #expect(skill.dimensionIDs == [1, 2])
  }

  @Test func aGroupIsMergedAliasedOrCreated() async throws {
    let test = try TestSite()
    _ = try await test.seed()
    let shown = try page(try await test.get("queues/roles"))
    // The same duties, and names that share a word.
    #expect(shown.ofClass("group").count == 1)
    let merge = try #require(
      shown.all("button").first { $0.attributes["data-key"] == "merge" && $0.path.contains("li") })
    let words = try #require(merge.attributes["value"]).split(separator: " ").map(String.init)
    #expect(words.count == 3 && words[0] == "merge" && words[1] == "1,2")
    let merged = try await decide(test, "roles", [("act", words.joined(separator: " "))])
    #expect(merged.ofClass("item").allSatisfy { $0.attributes["data-status"] == "merged" })
    var role = try #require(
      test.store.loadCatalog().catalog.allRoles.first { $0.slug == words[2] })
    #expect(role.aliases.suffix(2) == ["Hotel Pastry Chef Early", "Hotel Pastry Chef Late"])
    let batch = try #require(try test.store.lastUndoableBatch(by: "ann"))
    _ = try await decide(test, "roles", [("act", "undo"), ("batch", "\(batch)")])
    _ = try await decide(test, "roles", [("act", "merge 2"), ("into", "porter")])
    role = try #require(test.store.loadCatalog().catalog.allRoles.first { $0.slug == "porter" })
    #expect(role.aliases == ["Porter", "Hotel Pastry Chef Late"])
    _ = try await decide(test, "roles", [("act", "undo"), ("batch", "\(batch + 4)")])
    let made = try await decide(
      test, "roles",
      [
        ("act", "edit 1"), ("name", "Baker"), ("domain", "Trade"), ("kras", "Bakes."),
        ("others", "2"),
      ])
    #expect(made.ofClass("item").map { $0.attributes["data-status"] } == ["approved", "merged"])
    let baker = try #require(
      test.store.loadCatalog().catalog.roles.first { $0.slug == "baker" })
    #expect(baker.aliases == ["Baker", "Hotel Pastry Chef Early", "Hotel Pastry Chef Late"])
    #expect(baker.kras == ["Bakes."])
  }

  @Test func aCollisionMeansOneOfItsRoles() async throws {
    let test = try TestSite()
    _ = try await test.seed()
    let shown = try page(try await test.get("queues/collisions"))
    let values = shown.all("button").compactMap { $0.attributes["value"] }
    #expect(values.contains("merge 1 mobile-engineer"))
    _ = try await decide(test, "collisions", [("act", "merge 1 mobile-engineer")])
    let roles = try test.store.loadCatalog().catalog.roles
    #expect(roles.filter { $0.aliases.contains("Server Engineer") }.map(\.id) == [2])
  }
}
