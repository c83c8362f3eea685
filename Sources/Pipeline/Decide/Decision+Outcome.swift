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

/// The name under which a role that the library lacks is proposed: the JD's title as it stands.
struct NewRoleName: Equatable {
  let displayName: String
  let slug: String

  /// A JD without a title proposes "Untitled role", so that a reviewer sees it for what it is.
  init(title: String?) {
    let given = title ?? ""
    let slug = Slug.make(from: given)
    displayName = slug.isEmpty ? "Untitled role" : given
    self.slug = slug.isEmpty ? "untitled-role" : slug
  }
}
