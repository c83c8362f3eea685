import Foundation
import SimCore

/// Gathers what speaks for each role of the library: the arbiter's view of the signals.
struct EvidenceCollector: Sendable {
  let library: RoleLibrary
  let profiles: RoleProfiles
  let signals: SignalSet
  let matches: [SkillMatch]
  /// Of the R&R's distinct sentences, ascending by role id; roles without KRAs are left out.
  let kraScores: [RoleScore]
  /// The largest similarity of the JD's titles with a title of the role; empty without a title.
  let titleSimilarities: [Int: Double]
  let centroids: [Int: Centroid]

  /// KRAs that a candidate is shown with.
  private static let shownKRAs = 3
  /// Sentences of the text whose nearest KRAs are averaged, and whose nearness to a name is.
  static let coverageSentences = 5
  static let nameSentences = 3

  /// The evidence of every role, ascending by role id.
  ///
  /// - Parameters:
  ///   - text: the whole text of the JD.
  ///   - terms: of the text.
  ///   - sentenceVectors: of the R&R's distinct sentences.
  ///   - textVectors: of the whole text's distinct sentences.
  /// - Complexity: O(roles) beside scoring and the terms.
  func evidence(
    of text: String, terms: [String: Int], sentenceVectors: EmbeddingMatrix,
    textVectors: EmbeddingMatrix
  ) -> [CandidateEvidence] {
    let roles = library.lookup.catalog.roles
    let ids = roles.map(\.id)
    let scores = byPosition(kraScores, ids)
    let coverage = byPosition(
      RoleScorer(
        index: library.scorer.index, sentencesPerRole: Self.coverageSentences, shortlistSize: 1
      ).scores(ofRoles: ids, for: textVectors), ids)
    let names = byPosition(
      RoleScorer(
        index: profiles.names, sentencesPerRole: Self.nameSentences, shortlistSize: 1
      ).scores(ofRoles: ids, for: textVectors), ids)
    let words = profiles.words.cosines(of: profiles.terms.vector(of: terms))
    let skills = Dictionary(
      uniqueKeysWithValues: signals.skillScores.map { ($0.roleID, $0) })
    let skillWeights = skillWeights(in: text)
    let documentVector = Centroid.documentVector(of: sentenceVectors)
    let aliasRoles = Set(signals.aliasRoles)
    let matchedDimensions = Set(
      matches.compactMap { library.lookup.skill($0.skillID) }.flatMap(\.dimensionIDs))
    return roles.enumerated().map { position, role in
      let centroid = centroids[role.id]
      return CandidateEvidence(
        roleID: role.id, slug: role.slug, displayName: role.displayName, domain: role.domain,
        isAliasRole: aliasRoles.contains(role.id), kraScore: scores[position]?.score,
        kraCoverage: coverage[position]?.score, nameSimilarity: names[position]?.score,
        wordSimilarity: words[position],
        skillScore: skills[role.id]?.score ?? 0, skillWeight: skillWeights[position],
        titleSimilarity: titleSimilarities[role.id], generality: profiles.generality[position],
        centroidSimilarity: documentVector.flatMap { vector in
          // A zero sum has no direction: such a centroid is known by its count alone.
          centroid.flatMap {
            $0.dimension == vector.count && $0.sum.contains { $0 != 0 }
              ? $0.cosine(to: vector) : nil
          }
        },
        centroidCount: centroid?.count ?? 0, learnedScore: nil, learnedWords: [],
        nearestKRAs: nearestKRAs(scores[position], role.kras),
        matchedSkills: skills[role.id]?.matchedSkills ?? [],
        matchedDimensions: role.dimensionIDs.filter(matchedDimensions.contains)
          .compactMap { library.lookup.dimension($0)?.displayName })
    }
  }

  /// The scores by the roles' positions; nil for the roles that have none.
  ///
  /// - Precondition: the scores come in the order of `ids`.
  private func byPosition(_ scores: [RoleScore], _ ids: [Int]) -> [RoleScore?] {
    var rest = scores[...]
    let placed = ids.map { rest.first?.roleID == $0 ? rest.removeFirst() : nil }
    precondition(rest.isEmpty, "the scores must come in the order of the catalog's roles")
    return placed
  }

  /// By the roles' positions: what the JD's skills say, rare ones and repeated ones more.
  private func skillWeights(in text: String) -> [Double] {
    var sums = [Double](repeating: 0, count: library.lookup.catalog.roles.count)
    let wanted = Set(matches.map(\.skillID))
    guard !wanted.isEmpty else { return sums }
    var mentions: [Int: Int] = [:]
    for match in library.lookup.skillGazetteer.matches(in: text.utf8Span.span) {
      if let skill = library.lookup.skillID(ofAlias: match.id), wanted.contains(skill) {
        mentions[skill, default: 0] += 1
      }
    }
    for skill in wanted.sorted() {
      guard let roles = profiles.rolesOfSkill[skill] else { continue }
      let rarity = log(Double(profiles.roleCount) / Double(roles.count))
      let weight = rarity * log1p(Double(max(1, mentions[skill] ?? 0))) / Double(roles.count)
      for position in roles where position < sums.count { sums[position] += weight }
    }
    return sums.map { log1p($0) }
  }

  private func nearestKRAs(_ score: RoleScore?, _ kras: [String]) -> [String] {
    var nearest: [Int] = []
    for pair in score?.pairs ?? [] where nearest.count < Self.shownKRAs {
      if !nearest.contains(pair.kra) { nearest.append(pair.kra) }
    }
    return nearest.map { kras[$0] }
  }
}
