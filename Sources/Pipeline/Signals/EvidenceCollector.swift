import SimCore

/// Gathers what speaks for each role of the library: the arbiter's view of the signals.
struct EvidenceCollector: Sendable {
  let library: RoleLibrary
  let signals: SignalSet
  let matches: [SkillMatch]
  /// The largest similarity of the JD's titles with a title of the role; empty without a title.
  let titleSimilarities: [Int: Double]
  let centroids: [Int: Centroid]

  /// KRAs that a candidate is shown with.
  private static let shownKRAs = 3

  /// The evidence of every role, ascending by role id. O(roles) beside the scoring of all KRAs.
  func evidence(sentenceVectors: EmbeddingMatrix) -> [CandidateEvidence] {
    let roles = library.lookup.catalog.roles
    let scores = Dictionary(
      uniqueKeysWithValues: library.scorer.scores(
        ofRoles: roles.map(\.id), for: sentenceVectors
      ).map { ($0.roleID, $0) })
    let skills = Dictionary(
      uniqueKeysWithValues: signals.skillScores.map { ($0.roleID, $0) })
    let documentVector = Centroid.documentVector(of: sentenceVectors)
    let aliasRoles = Set(signals.aliasRoles)
    let matchedDimensions = Set(
      matches.compactMap { library.lookup.skill($0.skillID) }.flatMap(\.dimensionIDs))
    return roles.map { role in
      let score = scores[role.id]
      let centroid = centroids[role.id]
      return CandidateEvidence(
        roleID: role.id, slug: role.slug, displayName: role.displayName, domain: role.domain,
        isAliasRole: aliasRoles.contains(role.id), kraScore: score?.score,
        skillScore: skills[role.id]?.score ?? 0,
        titleSimilarity: titleSimilarities[role.id],
        centroidSimilarity: documentVector.flatMap { vector in
          // A zero sum has no direction: such a centroid is known by its count alone.
          centroid.flatMap {
            $0.dimension == vector.count && $0.sum.contains { $0 != 0 }
              ? $0.cosine(to: vector) : nil
          }
        },
        centroidCount: centroid?.count ?? 0, nearestKRAs: nearestKRAs(score, role),
        matchedSkills: skills[role.id]?.matchedSkills ?? [],
        matchedDimensions: role.dimensionIDs.filter(matchedDimensions.contains)
          .compactMap { library.lookup.dimension($0)?.displayName })
    }
  }

  private func nearestKRAs(_ score: RoleScore?, _ role: Role) -> [String] {
    var seen: Set<Int> = []
    return (score?.pairs ?? []).map(\.kra).filter { seen.insert($0).inserted }
      .prefix(Self.shownKRAs).map { role.kras[$0] }
  }
}
