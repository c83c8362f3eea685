import Foundation
import SimCore
import Testing

@testable import Pipeline

@Suite struct LearnedRolesTests {
  /// A decided run with the words of its role, some common ones, and some of its own.
  private static func run(_ number: Int, role: Int, evidence: [Int: Double] = [:]) -> DecidedRun {
    var words: TermKernel.Counts = [1: 1, 2: 2]
    words[UInt64(100 * role + number / 3 % 3)] = 2
    words[UInt64(100 * role + 50)] = 1
    words[UInt64(10_000 + number)] = 1
    return DecidedRun(
      runID: "run-\(number)", roleID: role,
      features: JDFeatures(
        words: words, titleWords: [UInt64(role): 1], skillIDs: [role, 50 + number % 4],
        vector: [1, Double(role) / 10, Double(number % 5) / 20],
        weights: evidence.isEmpty ? [1: 0, 2: 0, 3: 0] : evidence))
  }

  private static let runs = (0..<45).map { run($0, role: 1 + $0 % 3) }

  private static func scores(_ runs: [DecidedRun], of asked: DecidedRun) -> [Int: Double]? {
    guard let roles = LearnedRoles(fitting: runs, among: [1, 2, 3]) else { return nil }
    return Dictionary(
      uniqueKeysWithValues: roles.scores(of: asked.features).scores.map { ($0.roleID, $0.score) })
  }

  @Test func aJDIsLikeTheRunsOfItsRole() throws {
    for role in 1...3 {
      let scores = try #require(Self.scores(Self.runs, of: Self.run(99, role: role)))
      #expect(scores.keys.sorted() == [1, 2, 3])
      for (other, score) in scores { #expect(other == role ? score > 0.3 : score < 0) }
    }
  }

  /// How often no role fitted is set against all decided runs, not against those that a fit reads.
  @Test func theOddsOfNoneAreOfAllRuns() throws {
    func odds(_ runs: [DecidedRun], _ newRoles: Int, _ decided: Int) throws -> Double {
      try #require(
        LearnedRoles(
          fitting: runs, among: [1, 2, 3], newRoleCount: newRoles, decidedCount: decided)
      ).scores(of: Self.run(99, role: 1).features).noneLogOdds
    }
    let few = try odds(Self.runs, 5, 45)
    #expect(abs(few - log(205.0 / 245)) < 1e-6)
    let many = (0..<LearnedRoles.runLimit).map { Self.run($0, role: 1 + $0 % 3) }
    let capped = try odds(many, 2400, 6000)
    #expect(abs(capped - log(2600.0 / 6200)) < 1e-6)
  }

  @Test func theOrderOfRunsDoesNotMatter() throws {
    let asked = Self.run(99, role: 2)
    let expected = try #require(Self.scores(Self.runs, of: asked))
    var random = SeededGenerator(seed: 45)
    for _ in 0..<5 {
      #expect(Self.scores(Self.runs.shuffled(using: &random), of: asked) == expected)
    }
  }

  /// log((new roles + 200) / (runs + 200)), the prior of docs/learning.md.
  @Test func rareNewRolesSpeakAgainstNone() throws {
    for (newRoles, odds) in [(0, -0.202941), (45, 0), (90, 0.168623)] {
      let roles = try #require(
        LearnedRoles(fitting: Self.runs, among: [1, 2, 3], newRoleCount: newRoles))
      #expect(roles.scores(of: Self.run(99, role: 1).features).noneLogOdds == odds)
    }
  }

  @Test func moreRunsThanAFitReadsAreSampledByTheirIds() throws {
    let many = (0..<LearnedRoles.runLimit + 50).map { Self.run($0, role: 1 + $0 % 2) }
    #expect(
      LearnedRoles.sample(many).map(\.runID).sorted()
        == LearnedRoles.sample(many.reversed()).map(\.runID).sorted())
    #expect(LearnedRoles.sample(many).count == LearnedRoles.runLimit)
  }

  @Test func oneRoleTellsNothingApart() {
    #expect(LearnedRoles(fitting: [], among: [1, 2]) == nil)
    #expect(LearnedRoles(fitting: (0..<9).map { Self.run($0, role: 1) }, among: [1, 2]) == nil)
    // The runs of a role that the library no longer has count for nothing.
    #expect(LearnedRoles(fitting: Self.runs, among: [3, 4]) == nil)
  }

  @Test func theWordsThatSpeakAreTheRolesOwn() throws {
    let roles = try #require(LearnedRoles(fitting: Self.runs, among: [1, 2, 3]))
    let asked = Self.run(99, role: 2)
    let names: [UInt64: String] = [1: "the", 2: "of", 200: "dart", 250: "widget", 10_099: "zebra"]
    let words = roles.words(for: 2, in: asked.features, names: names, limit: 2)
    #expect(words.sorted() == ["dart", "widget"])
    #expect(roles.words(for: 9, in: asked.features, names: names, limit: 2).isEmpty)
  }
}
