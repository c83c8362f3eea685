import SimCore
import Testing

@testable import Pipeline

@Suite struct SignalSetTests {
  private static let library = TestLibrary.lookup(
    roles: [
      TestLibrary.role(3, "c", aliases: ["Shared", "C Title"], dimensions: [1]),
      TestLibrary.role(1, "a", aliases: ["shared"], dimensions: [1, 2]),
      TestLibrary.role(2, "b", aliases: ["B"], dimensions: [2]),
    ] + (4...9).map { TestLibrary.role($0, "r\($0)", dimensions: [1]) },
    skills: [
      TestLibrary.skill(1, "Swift", dimensions: [1]),
      TestLibrary.skill(2, "Kotlin", dimensions: [2, 1]),
      TestLibrary.skill(3, "Orphan", dimensions: [3]),
      TestLibrary.skill(4, "Loose"),
    ],
    dimensions: [1, 2, 3])

  private static func signals(
    titles: [String] = [], skills: [Int] = [], scores: [RoleScore] = [], sentences: [String] = []
  ) -> SignalSet {
    SignalSet(
      titles: titles, knownSkillIDs: skills, kraScores: scores, sentences: sentences,
      library: library)
  }

  @Test func aliasRolesAreThoseOfAnyTitleByID() {
    #expect(Self.signals(titles: [" SHARED "]).aliasRoles == [1, 3])
    #expect(Self.signals(titles: ["none", "b", "c  title"]).aliasRoles == [2, 3])
    #expect(Self.signals(titles: ["B."]).aliasRoles == [])
  }

  @Test func skillScoreIsTheShareOfKnownSkills() {
    let signals = Self.signals(skills: [1, 2, 3, 4, 1])
    // Four known skills; a role matches a skill once, through however many dimensions.
    #expect(signals.skillScores.map(\.roleID) == [1, 3, 4, 5, 6, 7, 8, 9, 2])
    #expect(signals.skillScores[0].matchedSkills == ["Swift", "Kotlin"])
    #expect(signals.skillScores[0].score == 0.5)
    #expect(signals.skillScores[8].matchedSkills == ["Kotlin"])
    #expect(signals.skillScores[8].score == 0.25)
  }

  @Test func skillsWithoutARoleAreNoSignalButCount() {
    #expect(Self.signals(skills: [3, 4]).skillScores.isEmpty)
    #expect(Self.signals(skills: []).skillScores.isEmpty)
  }

  @Test func payloadIsCutToTheShortlistAndRounded() {
    let payload = Self.signals(skills: [1, 3, 4]).payload(
      shortlistSize: 5, library: Self.library)
    #expect(payload.skillMatchRoles.map(\.roleID) == [1, 3, 4, 5, 6])
    #expect(payload.skillMatchRoles[0].score == 0.3333)
    #expect(payload.skillMatchRoles[0].matchedCount == 1)
    #expect(payload.skillMatchRoles[0].totalCount == 3)
    #expect(payload.skillMatchRoles[0].kraMatches == nil)
    #expect(!payload.aliasFound)
    #expect(payload.kraMatchRoles.isEmpty)
  }

  @Test func aliasPayloadHasScoreOneAndNullMembers() {
    let payload = Self.signals(titles: ["shared"]).payload(
      shortlistSize: 5, library: Self.library)
    #expect(payload.aliasFound)
    #expect(payload.aliasMatchRoles.map(\.score) == [1, 1])
    #expect(payload.aliasMatchRoles[0].matchedSkills == nil)
  }
}
