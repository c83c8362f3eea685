import SimCore

/// All names of a library's skills, to be searched by meaning.
struct SkillNameIndex: Sendable {
  /// The skill of each name.
  private let skillIDs: [Int]
  /// Has a role of one KRA for each name.
  private let scorer: RoleScorer

  /// The names in the order of an index's vectors.
  static func texts(of catalog: Catalog) -> [String] {
    catalog.skills.flatMap { $0.aliases.map(\.text) }
  }

  /// - Parameter vectors: of `texts(of: catalog)`, a row each.
  /// - Complexity: O(names · dimension).
  init(_ catalog: Catalog, vectors: EmbeddingMatrix, modelIdentifier: String) throws {
    skillIDs = catalog.skills.flatMap { skill in skill.aliases.map { _ in skill.id } }
    scorer = RoleScorer(
      index: try KRAIndex(
        roles: skillIDs.indices.map { ($0, 1) }, vectors: vectors,
        modelIdentifier: modelIdentifier, catalogVersion: ""),
      sentencesPerRole: 1, shortlistSize: 1)
  }

  /// The skill whose name has the largest cosine with a vector; nil where there is no name.
  ///
  /// - Parameter vector: one row.
  /// - Complexity: O(names · dimension).
  func nearest(to vector: EmbeddingMatrix) -> (skillID: Int, similarity: Double)? {
    scorer.shortlist(for: vector).first.map { (skillIDs[$0.roleID], $0.score) }
  }
}
