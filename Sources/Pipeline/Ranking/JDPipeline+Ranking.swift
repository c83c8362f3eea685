import SimCore

extension JDPipeline {
  /// What a ranking of titles may use.
  public enum TitleEvidence: Sendable {
    /// Words and letters: nothing is encoded.
    case text
    /// Also the meaning of the title, of the roles' names, and of the nearest titles, which are
    /// encoded when they are first needed.
    case textAndMeaning
  }

  /// The library's roles for a bare job title, best first. The store keeps nothing but vectors.
  ///
  /// - Returns: all roles that can be chosen. A text without content ranks them by what is left,
  ///   ties in the library's order.
  /// - Throws: `StoreError`, and what the embedder throws; so do the other rankings.
  public func rank(
    title: String, by evidence: TitleEvidence = .textAndMeaning
  ) async throws -> [RankedRole] {
    try await rank(titles: [title], by: evidence)[0]
  }

  /// The library's roles for a bare task sentence, best first.
  public func rank(sentence: String) async throws -> [RankedRole] {
    try await rank(sentences: [sentence])[0]
  }

  /// The rankings of many titles, in their order: what they need is encoded together.
  public func rank(
    titles: [String], by evidence: TitleEvidence = .textAndMeaning
  ) async throws -> [[RankedRole]] {
    try await executor.run { [self] in
      try await within(.preparation, of: nil) {
        let library = try await cache.library(report)
        let ranking = TitleRanking(
          roles: library.lookup.catalog.roles, index: cache.titleIndex(of: library),
          profiles: try await cache.profiles(of: library, report))
        var rankings: [[RankedRole]] = []
        for start in stride(from: 0, to: titles.count, by: Self.textsPerPart) {
          let part = Array(titles[start..<min(start + Self.textsPerPart, titles.count)])
          rankings += try await rank(part, by: evidence, ranking)
        }
        return rankings
      }
    }
  }

  /// The rankings of many sentences, in their order.
  public func rank(sentences: [String]) async throws -> [[RankedRole]] {
    try await executor.run { [self] in
      try await within(.preparation, of: nil) {
        let library = try await cache.library(report)
        let ranking = try await cache.sentenceRanking(of: library, report)
        var rankings: [[RankedRole]] = []
        for start in stride(from: 0, to: sentences.count, by: Self.textsPerPart) {
          let part = Array(sentences[start..<min(start + Self.textsPerPart, sentences.count)])
          let vectors = try await embedder.embed(part)
          rankings += part.enumerated().map { ranking.rank($1, vector: vectors[$0]) }
        }
        return rankings
      }
    }
  }

  /// Texts that are encoded together.
  private static let textsPerPart = 256

  private func rank(
    _ titles: [String], by evidence: TitleEvidence, _ ranking: TitleRanking
  ) async throws -> [[RankedRole]] {
    let neighbors = titles.map(ranking.neighbors)
    var scores = zip(titles, neighbors).map { ranking.textScores(of: $0, neighbors: $1) }
    if evidence == .textAndMeaning {
      let own = try await embedder.embed(titles)
      let wanted = Set(neighbors.joined().map(\.title)).sorted()
      let known = try await cache.vectors(
        of: wanted.map { ranking.index.texts[$0] }, "role titles", report)
      let rows = Dictionary(uniqueKeysWithValues: wanted.enumerated().map { ($1, $0) })
      let names = try await cache.vectors(
        of: ranking.roles.map(\.displayName), "role names", report)
      for (query, near) in neighbors.enumerated() {
        let vector = own[query]
        let similarities = near.map { neighbor in
          rows[neighbor.title].map { Similarity.cosine(vector, known[$0]) } ?? 0
        }
        let meaning = ranking.meaningScores(
          neighbors: near, similarities: similarities,
          names: DotProduct.products(of: vector, withRowsOf: names.components).map(Double.init))
        scores[query] = zip(scores[query], meaning).map(+)
      }
    }
    return scores.map { RankedRole.ranking(ranking.roles, scores: $0) }
  }
}
