extension Decision {
  /// An outcome as the payload shows it.
  ///
  /// - Parameter title: the JD's own title: it names the proposal of case E.
  init(_ outcome: DecisionRules.Outcome, title: String?, library: CatalogLookup) {
    let role = outcome.roleID.flatMap(library.role)
    let isNew = outcome.decisionCase == .e
    let newName = isNew ? NewRoleName(title: title) : nil
    self.init(
      aliasCollisionDetected: !outcome.collisionRoleIDs.isEmpty,
      decisionCase: outcome.decisionCase,
      chosenRole: role.map { RoleSignal(role: $0, score: outcome.score) },
      confidence: outcome.confidence, isNewRole: isNew, llm2Fired: outcome.languageModelFired,
      llm2Reasoning: outcome.languageModelReasoning,
      matchedDimensions: outcome.matchedDimensions, matchedKRAs: outcome.matchedKRAs,
      matchedSkills: outcome.matchedSkills, newRoleDisplayName: newName?.displayName,
      newRoleSlug: newName?.slug, queued: isNew, reasoning: outcome.reasoning, subRole: nil)
  }
}

extension DecisionRules.Outcome {
  /// A role that was decided elsewhere, as if the arbiter had named it among all.
  init(given role: Role) {
    self.init(
      decisionCase: .domain, roleID: role.id, score: 1, confidence: 1,
      reasoning: "Domain=\(role.domain); the role was given with the text")
  }
}
