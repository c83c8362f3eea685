/// Groups the skills of a JD by the dimensions of its role.
///
/// A skill stands under every dimension of the role that it lies in; what lies in none, and what
/// the library does not know, is unaligned. O(skills × their dimensions).
enum SkillClusterRule {
  /// - Parameter scope: the role's dimensions, in its order.
  static func clusters(
    of skills: [EnrichmentQuestion.Skill], scope: [EnrichmentQuestion.Dimension]
  ) -> [ClientOutput.SkillCluster] {
    func members(
      where belongs: (EnrichmentQuestion.Skill) -> Bool
    ) -> [ClientOutput.SkillCluster.Member] {
      skills.filter(belongs).map {
        .init(name: $0.name, isPrimary: $0.isPrimary, isInLibrary: $0.isInLibrary)
      }
    }
    let ids = Set(scope.map(\.id))
    var clusters = scope.map { dimension in
      ClientOutput.SkillCluster(
        dimensionID: dimension.id, name: dimension.name,
        skills: members { $0.dimensionIDs.contains(dimension.id) })
    }
    clusters.append(
      ClientOutput.SkillCluster(
        dimensionID: nil, name: ClientOutput.SkillCluster.unalignedName,
        skills: members { ids.isDisjoint(with: $0.dimensionIDs) }))
    return clusters.filter { !$0.skills.isEmpty }
  }
}
