import Foundation
import Testing

@testable import Pages
@testable import Pipeline

/// The page of a run: everything that is known of it has its place.
@Suite struct RunPageTests {
  @Test func showsWhatWasDecidedAndWhy() async throws {
    let test = try TestSite()
    let run = try await test.seed()[0]
    let response = try await test.get("runs/\(run.id)")
    let page = try PageDocument(response.text)
    let text = page.all("main")[0].text
    let decision = try #require(run.extractFromJD.stage4Decision)
    #expect(page.all("h1")[0].text == "Backend Engineer")
    for words in [
      "case A", "backend-engineer", "id 1", "source db", decision.reasoning, "in_db",
      decision.confidence.decimals(2),
      try #require(run.record.calibratedConfidence).decimals(2),
      "POST /skills/extract-from-jd", "POST /skills/extract-details",
      "POST /skills/final-role-output", "New skills", "Skill ↔ dimension saved",
      "Role ↔ dimension saved", "Skipped", "Centroid", "updated · n = 1", "Alias collision log",
      "New-role queue", "New skills captured", "New KRA captured", "R&R fragment",
      "canonical_skill_proposed", "kra_proposed", "In the library", "Derived", "Stored enrichment",
      "Maturity reasoning", "Skill nature", "Volatility", "Typical lifespan", "Version strategy",
      "Extractable", "Link attempts of step 3", "JD type", "Experience", "Location", "Trade",
      "Company", "Prompt", "Read this", "Reply", "12", "$0.0095", "812 ms", "refused", "completed",
      "Engine", "Policy", run.record.versions.model, "Step 1: extract-from-jd", "Run record",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    let item = try #require(run.extractFromJD.stage5Updates?.newSkillsAttached.first)
    #expect(
      page.all("a").contains {
        $0.attributes["href"] == PageLinks.item(item.queueID, of: .skills, run: run.id)
      })
    let raw = try #require(page.element(id: "raw-extract-from-jd")?.text)
    let decoded = try RecordCoding.record(ExtractFromJD.self, from: raw)
    #expect(decoded == run.extractFromJD)
  }

  @Test func marksTheSentencesOfThePairs() async throws {
    let test = try TestSite()
    let run = try await test.run(title: "Florist")
    let page = try PageDocument(try await test.get("runs/\(run.id)").text)
    let marks = page.all("mark")
    let pairs = page.ofClass("pair")
    #expect(!marks.isEmpty && !pairs.isEmpty)
    let sentences = Set(TestSite.duties)
    for mark in marks {
      let number = try #require(mark.attributes["data-sentence"])
      #expect(sentences.contains(mark.text))
      let own = pairs.filter { $0.attributes["data-sentence"] == number }
      #expect(!own.isEmpty && own.allSatisfy { $0.text.contains(mark.text) })
    }
    // The text is whole.
    #expect(page.element(id: "jd-text")?.text == run.text)
  }

  @Test func aSentenceWithinAnotherHasNoMark() async throws {
    let test = try TestSite()
    var run = try await test.run(title: "Florist")
    let pairs = [TestSite.duties[0], "flowers for weddings"].map {
      KRAMatch(kraText: "Arranges flowers.", sentence: $0, similarity: 0.5)
    }
    var signals = try #require(run.extractFromJD.stage3Signals)
    signals.kraMatchRoles = Array(signals.kraMatchRoles.prefix(1))
    try #require(!signals.kraMatchRoles.isEmpty)
    signals.kraMatchRoles[0].kraMatches = pairs
    run.extractFromJD.stage3Signals = signals
    run.record.chosenRolePairs = []
    let view = RunView(RunFacts(run: run, items: [], calls: []))
    let text = try PageTemplates().text(
      "run_signals", ["signals": view.signals, "text": view.text])
    let page = try PageDocument("<main>\(text)</main>")
    #expect(page.ofClass("pair").count == 2)
    let links = page.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    #expect(links == ["#sentence-1"])
    #expect(page.all("mark").map { $0.attributes["id"] } == ["sentence-1"])
    #expect(page.element(id: "jd-text")?.text == run.text)
  }

  @Test func casesDAndEShowTheirQueues() async throws {
    let test = try TestSite()
    let runs = try await test.seed()
    let collision = try PageDocument(try await test.get("runs/\(runs[1].id)").text)
    #expect(collision.all("main")[0].text.contains("alias_collision"))
    #expect(collision.ofClass("badge").contains { $0.text == "case D" })
    let proposal = try PageDocument(try await test.get("runs/\(runs[3].id)").text)
    #expect(proposal.all("h1")[0].text == "Hotel Pastry Chef Early")
    #expect(proposal.ofClass("badge").contains { $0.text == "new role" })
    #expect(proposal.all("main")[0].text.contains("queued_new"))
    let normalised = collision.all("main")[0].text
    #expect(normalised.contains("normalised"))
  }

  @Test func aRejectedTextSaysWhy() async throws {
    let test = try TestSite()
    let run = try await test.run(title: nil, isRejected: true)
    let page = try PageDocument(try await test.get("runs/\(run.id)").text)
    #expect(page.all("main")[0].text.contains("It sells shoes."))
    #expect(page.ofClass("step-state").map(\.text).last == "not reached")
  }

  @Test func pastedHTMLIsShownAsItWasRead() async throws {
    let test = try TestSite()
    let pipeline = JDPipeline(store: test.store, embedder: TestSite.embedder)
    let run = try await pipeline.classify(
      """
      <h1>Florist</h1><h2>Responsibilities</h2><ul><li>Arrange <b>flowers</b> for weddings &amp;
      feasts.</li><li>Deliver bouquets to churches.</li></ul>
      """)
    let page = try PageDocument(try await test.get("runs/\(run.id)").text)
    let shown = try #require(page.element(id: "jd-text"))
    #expect(!shown.text.contains("<li>") && shown.text.contains("weddings &"))
    #expect(page.all("pre").contains { $0.text.contains("<li>Arrange <b>flowers</b>") })
  }
}
