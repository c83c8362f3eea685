/// Step 2: what the library knows of each skill, as a pure function.
enum DetailsStage {
  /// A skill of the JD, its match, and its profile where the library does not know it.
  struct Input: Sendable {
    var skill: FinalSkill
    var match: SkillMatch?
    var profile: SkillProfile?
  }

  static let aliasExists = "alias_text already exists for this canonical skill"

  /// The payload of step 2.
  static func payload(
    runID: String, inputs: [Input], chosenRole: RoleReference?, library: CatalogLookup
  ) -> ExtractDetails {
    let details = inputs.map { detail(of: $0, library) }
    let names = inputs.map(\.skill.skillName)
    let dimensions = details.flatMap(\.dimensions)
    var seen: Set<Int> = []
    let candidates = dimensions.flatMap(\.rolesFromDB).filter { role in
      role.id.map { seen.insert($0).inserted } ?? true
    }
    return ExtractDetails(
      aliasMatches: inputs.compactMap { aliasMatch(of: $0, library) },
      candidateRoles: candidates, chosenRole: chosenRole, dimensions: dimensions,
      inputFinalSkills: names, inputLLMSkills: names,
      newAliasesPersisted: details.filter(\.newAliasPersisted).count, runID: runID,
      skillsDetail: details,
      unmatchedSkills: inputs.filter { $0.match == nil }.map(\.skill.skillName))
  }

  /// The texts proposed as new aliases, with the skills they mean.
  static func aliasProposals(_ inputs: [Input]) -> [(text: String, skillID: Int, way: String)] {
    inputs.compactMap { input in
      guard let match = input.match, match.way != .alias else { return nil }
      return (input.skill.skillName, match.skillID, match.way.rawValue)
    }
  }

  private static func aliasMatch(of input: Input, _ library: CatalogLookup) -> AliasMatch? {
    guard let match = input.match, let skill = library.skill(match.skillID) else { return nil }
    let existing = match.aliasID.flatMap(library.alias)?.alias
    return AliasMatch(
      aliasPersistSkippedReason: existing == nil ? nil : aliasExists,
      aliasPersisted: existing == nil, existingAliasID: existing?.id,
      existingAliasText: existing?.text, inputTerm: input.skill.skillName,
      matchedCanonical: CanonicalSkillReference(skill), matchedVia: match.way.rawValue)
  }

  private static func detail(of input: Input, _ library: CatalogLookup) -> SkillDetail {
    let name = input.skill.skillName
    guard let match = input.match, let skill = library.skill(match.skillID) else {
      return SkillDetail(
        aliasesInDB: [], canonical: nil, dimensions: [], inputSkill: name, matchedVia: nil,
        newAliasPersisted: false, newAliasText: nil,
        newSkillMeta: input.profile.map { NewSkillMeta(profile: $0, skillName: name) },
        sourceTag: "llm", wasInLLMSkills: true)
    }
    let isProposed = match.way != .alias
    return SkillDetail(
      aliasesInDB: skill.aliases.map(SkillAliasReference.init),
      canonical: CanonicalSkillReference(skill),
      dimensions: skill.dimensionIDs.compactMap(library.dimension).map { dimension in
        SkillDimension(
          dimension: DimensionReference(dimension), inputSkill: name, llmRole: nil,
          rolesFromDB: library.roles(ofDimension: dimension.id).map { RoleReference($0) })
      },
      inputSkill: name, matchedVia: match.way.rawValue, newAliasPersisted: isProposed,
      newAliasText: isProposed ? name : nil, newSkillMeta: nil, sourceTag: "db",
      wasInLLMSkills: true)
  }
}

// MARK: - Library entries as payloads show them

extension RoleReference {
  /// A role of the library.
  init(_ role: Role, rationale: String? = nil) {
    self.init(
      displayName: role.displayName, id: role.id, rationale: rationale,
      roleArchetype: role.archetype, slug: role.slug, source: "db")
  }
}

extension DimensionReference {
  init(_ dimension: CatalogDimension) {
    self.init(
      difficultyHint: dimension.difficultyHint, displayName: dimension.displayName,
      id: dimension.id, rationale: dimension.rationale, slug: dimension.slug, source: "db")
  }
}

extension CanonicalSkillReference {
  init(_ skill: Skill) {
    self.init(
      categoryID: skill.categoryID, displayName: skill.displayName, id: skill.id,
      isAlsoCategory: skill.isAlsoCategory, isExtractable: skill.isExtractable,
      skillNature: skill.nature, slug: skill.slug, subCategoryID: skill.subCategoryID,
      typicalLifespan: skill.typicalLifespan, volatility: skill.volatility)
  }
}

extension SkillAliasReference {
  init(_ alias: SkillAlias) {
    self.init(
      aliasText: alias.text, aliasType: alias.type, id: alias.id, isPrimary: alias.isPrimary,
      matchStrategy: alias.matchStrategy)
  }
}

extension NewSkillMeta {
  init(profile: SkillProfile, skillName: String) {
    self.init(
      derived: profile, enrichment: nil, keepLog: [], lockedDimensions: [], mergeLog: [],
      placed: nil, relationships: nil, skillID: Slug.make(from: skillName), splitLog: [],
      typed: nil, warnings: [])
  }
}
