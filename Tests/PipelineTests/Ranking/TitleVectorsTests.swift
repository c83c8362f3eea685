import SimCore
import Testing

@testable import Pipeline

@Suite struct TitleVectorsTests {
  private static let dimension = 24

  private static func matrix(
    _ count: Int, using generator: inout SeededGenerator
  ) -> EmbeddingMatrix {
    var matrix = EmbeddingMatrix(dimension: dimension)
    for _ in 0..<count {
      matrix.append((0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) })
    }
    return matrix
  }

  @Test func theLargestOfAllTitlesCountsHoweverOftenTheyAreAsked() throws {
    var generator = SeededGenerator(seed: 21)
    let counts = [(4, 3), (7, 0), (9, 1), (12, 5)]
    let vectors = Self.matrix(9, using: &generator)
    let titles = try TitleVectors(
      roles: counts.map { (id: $0, titleCount: $1) }, vectors: vectors, modelIdentifier: "test")
    // More titles than are kept, each of them twice.
    let queries = Self.matrix(1500, using: &generator)
    for round in 0..<2 {
      for start in stride(from: 0, to: 1500, by: 3) {
        let rows = Array(start..<start + 3)
        let names = rows.map { "title \($0)" }
        let found = titles.similarities(of: names, vectors: queries.rows(rows))
        var expected: [Int: Double] = [:]
        var first = 0
        for (role, count) in counts {
          let all = (first..<first + count).flatMap { title in
            rows.map { Similarity.cosine(queries[$0], vectors[title]) }
          }
          expected[role] = all.max()
          first += count
        }
        #expect(found == expected, "round \(round), \(names)")
      }
    }
    #expect(titles.similarities(of: [], vectors: Self.matrix(0, using: &generator)).isEmpty)
  }

  @Test func aLibraryWithoutTitlesIsLikeNothing() throws {
    let none = EmbeddingMatrix(dimension: Self.dimension)
    let titles = try TitleVectors(
      roles: [(id: 1, titleCount: 0)], vectors: none, modelIdentifier: "")
    var generator = SeededGenerator(seed: 2)
    let one = Self.matrix(1, using: &generator)
    #expect(titles.similarities(of: ["x"], vectors: one).isEmpty)
  }
}
