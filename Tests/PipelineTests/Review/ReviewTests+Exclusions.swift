import Testing

@testable import Pipeline

/// "A is never B", and what is no skill at all.
extension ReviewTests {
  @Test func aTitleIsNeverTheExcludedRole() async throws {
    let store = try Self.store()
    _ = try store.exclude(
      "backend  ENGINEER", from: .role("backend-engineer"), by: "ann", reason: nil)
    let run = try await Self.run(store, title: "Backend Engineer")
    #expect(run.extractFromJD.stage3Signals?.aliasMatchRoles.isEmpty == true)
    #expect(run.extractFromJD.stage4Decision?.chosenRole?.slug != "backend-engineer")
    #expect(run.record.flags.contains { $0.contains("never backend-engineer") })
    if let arbitration = run.record.arbitration {
      #expect(!arbitration.candidates.contains("backend-engineer"))
    }
    // The run replays from its snapshot, exclusions and all.
    let bundle = try await RunExport(store: store, embedder: HashingEmbedder(dimension: 64))
      .bundle(ofRun: run.id)
    #expect(bundle.catalog.exclusions?.count == 1)
    #expect(try await Replay.differences(in: bundle) == [])
    #expect(throws: ReviewError.alreadyExcluded("Backend engineer", "backend-engineer")) {
      try store.exclude(
        "Backend engineer", from: .role("backend-engineer"), by: "ann", reason: nil)
    }
    _ = try store.undoReview(batch: 1, by: "ann")
    let later = try await Self.run(store, title: "Backend Engineer")
    #expect(later.extractFromJD.stage4Decision?.chosenRole?.slug == "backend-engineer")
  }

  @Test func aTextIsNeverTheExcludedSkill() async throws {
    let store = try Self.store()
    let known = try await Self.run(store, title: "Backend Engineer", skills: ["Go-lang"])
    #expect(known.extractDetails?.skillsDetail.first?.matchedVia == "normalised")
    _ = try Self.review(store, .reject(never: true), .aliases, [1])
    let later = try await Self.run(store, title: "Backend Engineer", skills: ["Go-lang"])
    #expect(later.extractDetails?.skillsDetail.first?.canonical == nil)
  }

  @Test func whatIsNoSkillIsNeitherFoundNorQueuedAgain() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer", skills: ["Office Hours", "Golang"])
    let outcome = try Self.review(store, .reject(never: true), .skills, [1])
    #expect(outcome.entries.first?.after?.edits.map(\.text) == ["\"office hours\" is no skill"])
    let later = try await Self.run(
      store, title: "Backend Engineer", skills: ["office  hours", "Golang", "Kafka"])
    #expect(later.extractFromJD.finalSkills.map(\.skillName) == ["Golang", "Kafka"])
    #expect(later.extractDetails?.inputFinalSkills == ["Golang", "Kafka"])
    #expect(
      later.extractFromJD.stage5Updates?.newSkillsAttached.map(\.skillName) == ["Kafka"])
    #expect(later.record.flags.contains("a reviewer said that this is no skill: office  hours"))
    let bundle = try await RunExport(store: store, embedder: HashingEmbedder(dimension: 64))
      .bundle(ofRun: later.id)
    #expect(try await Replay.differences(in: bundle) == [])
    #expect(throws: ReviewError.alreadyExcluded("OFFICE HOURS", "a skill")) {
      try store.exclude("OFFICE HOURS", from: .anySkill, by: "ann", reason: nil)
    }
    #expect(throws: ReviewError.emptyText(what: "the skill text")) {
      try store.exclude(" ", from: .anySkill, by: "ann", reason: nil)
    }
    _ = try store.undoReview(batch: 1, by: "ann")
    let last = try await Self.run(store, title: "Backend Engineer", skills: ["Office hours"])
    #expect(
      last.extractFromJD.stage5Updates?.newSkillsAttached.map(\.skillName) == ["Office hours"])
  }

  /// What a reviewer says of a text outlives the next release of the catalog.
  @Test func whatIsNoSkillStaysSoWithANewCatalog() async throws {
    let store = try Self.store()
    // A name of the library, too, is none any more.
    _ = try store.exclude("golang", from: .anySkill, by: "ann", reason: nil)
    var release = Self.catalog
    release.roles[0].kras.append("Watches the servers.")
    try store.importCatalog(release)
    let run = try await Self.run(store, title: "Backend Engineer", skills: ["Golang", "Go"])
    #expect(run.extractFromJD.finalSkills.map(\.skillName) == ["Go"])
  }

  @Test func noSkillAtAllSettlesWhatIsOpen() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer", skills: ["Office Hours", "Kafka"])
    _ = try store.exclude("office hours", from: .anySkill, by: "ann", reason: nil)
    let items = try store.reviewItems(.skills, ReviewFilter(status: nil))
    #expect(items.map(\.status) == [.rejected, .pending])
    #expect(try store.reviewItems(.skills, ReviewFilter(search: "\0")).isEmpty)
    _ = try store.undoReview(batch: 1, by: "ann")
    #expect(try store.reviewItems(.skills).count == 2)
    _ = try Self.review(store, .reject(never: true), .skills, [1])
    #expect(throws: ReviewError.alreadyDecided(.skills, 1, .rejected)) {
      try Self.review(store, .approve(ReviewApproval()), .skills, [1])
    }
  }
}
