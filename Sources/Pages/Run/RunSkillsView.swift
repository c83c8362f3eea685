import Pipeline

/// The skills of a run: what the JD says, what the library knows, and what was saved.
struct RunSkillsView {
  var fields: Fields?

  init(_ facts: RunFacts) {
    let run = facts.run
    guard run.status != .rejected else { return }
    let tags = Dictionary(
      (run.finalRoleOutput?.finalInputSkills ?? []).map { ($0.skill, $0.tag) },
      uniquingKeysWith: { first, _ in first })
    let details = Dictionary(
      (run.extractDetails?.skillsDetail ?? []).map { ($0.inputSkill, $0) },
      uniquingKeysWith: { first, _ in first })
    let items = run.finalRoleOutput?.persistence.items ?? []
    fields = [
      "rows": run.extractFromJD.finalSkills.enumerated().map { index, skill in
        Self.skill(skill, details[skill.skillName], tags[skill.skillName], facts)
          .merging(["number": "\(index + 1)"])
      },
      "count": PageFormat.count(run.extractFromJD.finalSkills.count, "skill"),
      "items": items.map(Self.item), "hasItems": !items.isEmpty,
      "candidateRoles": Self.roles(run.extractDetails?.candidateRoles),
    ]
  }

  private static func skill(
    _ skill: FinalSkill, _ detail: SkillDetail?, _ tag: String?, _ facts: RunFacts
  ) -> Fields {
    let run = facts.run
    let span = run.record.skills.first { $0.name == skill.skillName }
    let queued = facts.updates?.newSkillsAttached.first { $0.skillName == skill.skillName }
    let alias = run.extractDetails?.aliasMatches.first { $0.inputTerm == skill.skillName }
    let items = run.finalRoleOutput?.persistence.items.filter { $0.inputSkill == skill.skillName }
    return [
      "name": skill.skillName, "isPrimary": skill.isPrimary, "tag": tag,
      "isKnown": detail?.canonical != nil, "isNew": detail != nil && detail?.canonical == nil,
      "canonical": detail?.canonical?.displayName, "via": detail?.matchedVia,
      "place": span.map { span in
        span.start.map { start in "bytes \(start)–\(span.end ?? start) of the text" }
          ?? "not in the text word for word"
      },
      "queueAddress": queued.map { facts.address($0.queueID, of: .skills) },
      "queueStatus": queued.flatMap { facts.item($0.queueID, of: .skills)?.status.words },
      "aliasNote": alias?.aliasPersistSkippedReason,
      "newAlias": detail?.newAliasPersisted == true ? detail?.newAliasText : nil,
      "aliases": (detail?.aliasesInDB ?? []).map {
        ["text": $0.aliasText, "type": $0.aliasType, "isPrimary": $0.isPrimary] as Fields
      },
      "profile": profile(detail, facts), "stored": stored(detail, facts),
      "meta": detail?.newSkillMeta.map(meta),
      "dimensions": (detail?.dimensions ?? []).map(dimension),
      "attempts": (items ?? []).map(item),
    ]
  }

  /// The profile in the library, or the one that was derived of an unknown skill.
  private static func profile(_ detail: SkillDetail?, _ facts: RunFacts) -> Fields? {
    if let canonical = detail?.canonical {
      return profile(
        "In the library",
        [
          ("Skill nature", canonical.skillNature), ("Volatility", canonical.volatility),
          ("Typical lifespan", canonical.typicalLifespan),
          ("Category id", canonical.categoryID.map { "\($0)" } ?? "none"),
          ("Sub-category id", canonical.subCategoryID.map { "\($0)" } ?? "none"),
          ("Extractable", canonical.isExtractable ? "yes" : "no"),
          ("Also a category", canonical.isAlsoCategory ? "yes" : "no"),
          ("Skill id", "\(canonical.id)"),
        ])
    }
    return detail?.newSkillMeta.map { meta in
      profile(
        "Derived",
        [
          ("Category", meta.derived.category), ("Sub-category", meta.derived.subCategory),
          ("Skill nature", meta.derived.skillNature), ("Volatility", meta.derived.volatility),
          ("Typical lifespan", meta.derived.typicalLifespan),
          ("Version strategy", meta.derived.versionStrategy), ("Skill id", meta.skillID),
        ])
    }
  }

  private static func profile(_ title: String, _ values: [(String, String)]) -> Fields {
    ["title": title, "values": values.map { ["name": $0.0, "value": $0.1] as Fields }]
  }

  /// What the library keeps of a skill beside its profile.
  private static func stored(_ detail: SkillDetail?, _ facts: RunFacts) -> Fields? {
    guard let id = detail?.canonical?.id,
      let skill = facts.catalog?.skills.first(where: { $0.id == id })
    else { return nil }
    let category = facts.catalog?.categories.first { $0.id == skill.categoryID }
    let part = category?.subCategories.first { $0.id == skill.subCategoryID }
    return profile(
      "Stored enrichment",
      [
        ("Category", category?.name ?? "none"), ("Sub-category", part?.name ?? "none"),
        ("Version strategy", skill.versionStrategy), ("AI vocabulary", skill.aiKind ?? "no"),
        // The library of this engine keeps none of these; a catalog that brings them would.
        ("Confidence", "not stored"), ("Maturity reasoning", "not stored"),
        ("Context tags", "none"),
      ])
  }

  /// What the orchestrator of step 2 wrote about an unknown skill.
  private static func meta(_ meta: NewSkillMeta) -> Fields {
    let logs: [(String, String?)] = [
      ("Enrichment", meta.enrichment.map(PageFormat.json)),
      ("Kept", log(meta.keepLog)), ("Merged", log(meta.mergeLog)), ("Split", log(meta.splitLog)),
      ("Locked dimensions", log(meta.lockedDimensions)),
      ("Placed", meta.placed.map(PageFormat.json)), ("Typed", meta.typed.map(PageFormat.json)),
      ("Relationships", meta.relationships.map(PageFormat.json)), ("Warnings", log(meta.warnings)),
    ]
    return [
      "logs": logs.compactMap { name, text in
        text.map { ["name": name, "text": $0] as Fields }
      },
      "hasEnrichment": meta.enrichment != nil,
    ]
  }

  private static func log(_ entries: [JSONValue]) -> String? {
    entries.isEmpty ? nil : PageFormat.json(entries)
  }

  private static func dimension(_ entry: SkillDimension) -> Fields {
    [
      "name": entry.dimension.displayName, "slug": entry.dimension.slug,
      "id": "\(entry.dimension.id)", "rationale": entry.dimension.rationale,
      "hint": entry.dimension.difficultyHint, "roles": roles(entry.rolesFromDB),
    ]
  }

  private static func item(_ item: PersistenceItem) -> Fields {
    [
      "skill": item.inputSkill, "tag": item.skillTag, "dimension": item.dimension.displayName,
      "slug": item.dimension.slug, "skillSaved": item.skillDimensionSaved,
      "roleSaved": item.roleDimensionSaved, "outcome": item.outcomeLine,
      "note": item.skippedReason,
    ]
  }

  private static func roles(_ roles: [RoleReference]?) -> [Fields] {
    (roles ?? []).map { ["name": $0.displayName, "address": PageLinks.role($0.slug)] }
  }
}
