import Testing

@testable import Pipeline

@Suite struct CatalogCheckTests {
  private static func check(
    roles: [Role] = [TestLibrary.role(1, "a", aliases: ["A"])], skills: [Skill] = [],
    dimensions: [Int] = [1]
  ) throws(CatalogError) {
    try CatalogCheck.validate(
      TestLibrary.catalog(roles: roles, skills: skills, dimensions: dimensions))
  }

  @Test func aGoodCatalogPasses() throws {
    try Self.check(skills: [TestLibrary.skill(1, "Swift", dimensions: [1])])
  }

  @Test func breachesAreNamed() {
    #expect(throws: CatalogError.duplicateID(kind: "role", id: 1)) {
      try Self.check(roles: [TestLibrary.role(1, "a"), TestLibrary.role(1, "b")])
    }
    #expect(throws: CatalogError.duplicateSlug(kind: "role", slug: "a")) {
      try Self.check(roles: [TestLibrary.role(1, "a"), TestLibrary.role(2, "a")])
    }
    #expect(throws: CatalogError.unknownDimension("9", owner: "role a")) {
      try Self.check(roles: [TestLibrary.role(1, "a", dimensions: [9])])
    }
    #expect(throws: CatalogError.repeatedDimension(owner: "role a")) {
      try Self.check(roles: [TestLibrary.role(1, "a", dimensions: [1, 1])])
    }
    #expect(throws: CatalogError.emptyText(what: "a KRA of role a")) {
      try Self.check(roles: [TestLibrary.role(1, "a", kras: [" "])])
    }
    #expect(throws: CatalogError.repeatedRoleAlias(text: "a  b", slug: "a")) {
      try Self.check(roles: [TestLibrary.role(1, "a", aliases: ["A B", "a  b"])])
    }
    #expect(throws: CatalogError.ambiguousSkillAlias(text: "swift", slugs: ["swift", "other"])) {
      try Self.check(skills: [
        TestLibrary.skill(1, "Swift"), TestLibrary.skill(2, "Other", aliases: ["swift"]),
      ])
    }
  }
}
