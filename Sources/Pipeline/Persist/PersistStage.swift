/// Step 3: which links are saved, as a pure function of step 2 and what the store created.
enum PersistStage {
  static let savedLine = "Existing dimension (library) · Role↔dimension saved"
  static let skippedLine =
    "Existing dimension (library) · Role↔dimension skipped (dimension not under chosen role)"

  /// A link that step 3 asks the store to have.
  struct Link: Hashable, Sendable {
    var owner: Int
    var dimensionID: Int
  }

  /// Skill↔dimension and role↔dimension links of the run, each once.
  static func links(
    _ details: ExtractDetails, chosenRoleID: Int?
  ) -> (skillDimensions: [Link], roleDimensions: [Link]) {
    let items = self.items(details, chosenRoleID: chosenRoleID)
    func distinct(_ links: [Link]) -> [Link] {
      var seen: Set<Link> = []
      return links.filter { seen.insert($0).inserted }
    }
    return (
      distinct(items.map { Link(owner: $0.skillID, dimensionID: $0.dimensionID) }),
      distinct(
        items.filter(\.matchedChosenRole).compactMap { item in
          chosenRoleID.map { Link(owner: $0, dimensionID: item.dimensionID) }
        })
    )
  }

  /// The payload of step 3.
  ///
  /// - Parameters:
  ///   - createdSkillDimensions: link rows that did not exist before this run.
  ///   - createdRoleDimensions: the same for roles.
  static func payload(
    runID: String, details: ExtractDetails, createdSkillDimensions: Int,
    createdRoleDimensions: Int
  ) -> FinalRoleOutput {
    let chosen = details.chosenRole
    let isInLibrary = chosen?.source == "db"
    let items = items(details, chosenRoleID: isInLibrary ? chosen?.id : nil)
    return FinalRoleOutput(
      chosenRole: chosen, chosenRoleResolution: isInLibrary ? "in_db" : "queued_new",
      finalInputSkills: details.skillsDetail.map {
        TaggedSkill(skill: $0.inputSkill, tag: $0.canonical == nil ? "new" : "in_db")
      },
      costOfStep1USD: nil, costOfStep2USD: nil, costOfStep3USD: nil, totalCostUSD: nil,
      persistence: Persistence(
        items: items, newSkillsCreated: 0, roleDimensionSaved: createdRoleDimensions,
        skillDimensionSaved: createdSkillDimensions,
        skipped: items.filter { $0.skippedReason != nil }.count),
      plannerOutput: nil, runID: runID)
  }

  private static func items(
    _ details: ExtractDetails, chosenRoleID: Int?
  ) -> [PersistenceItem] {
    details.skillsDetail.flatMap { detail -> [PersistenceItem] in
      guard let skill = detail.canonical else { return [] }
      return detail.dimensions.map { entry in
        let isUnderRole =
          chosenRoleID != nil && entry.rolesFromDB.contains { $0.id == chosenRoleID }
        return PersistenceItem(
          chosenRoleID: chosenRoleID, dimension: entry.dimension,
          dimensionID: entry.dimension.id, inputSkill: detail.inputSkill, llmRole: nil,
          matchedChosenRole: isUnderRole,
          outcomeLine: isUnderRole ? savedLine : skippedLine, roleDimensionSaved: isUnderRole,
          rolesFromDB: entry.rolesFromDB, skillDimensionSaved: true, skillID: skill.id,
          skillTag: "in_db", skippedReason: nil)
      }
    }
  }
}
