import SimCore
import Testing

@testable import Pipeline

/// Where roles stand and which are alike.
@Suite struct RoleMapTests {
  private func centroid(_ vectors: [[Double]]) -> Centroid {
    var centroid = Centroid(dimension: vectors[0].count)
    for vector in vectors { centroid.add(vector) }
    return centroid
  }

  private func matrix(_ rows: [[Float]]) -> EmbeddingMatrix {
    var matrix = EmbeddingMatrix(dimension: rows[0].count)
    for row in rows { matrix.append(row) }
    return matrix
  }

  @Test func centroidsComeBeforeKRAs() {
    let map = RoleMap(
      roleIDs: [4, 1, 2, 3],
      centroids: [1: centroid([[1, 0, 0], [1, 0, 0]]), 3: Centroid(count: 2, sum: [0, 0, 0])],
      kraVectors: [
        1: matrix([[0, 1, 0]]), 2: matrix([[0, 1, 0], [0, 0, 1]]), 3: matrix([[0, 0, 1]]),
      ])
    // Role 4 has nothing; the sum of role 3's centroid has no direction.
    #expect(map.places.map(\.roleID) == [1, 2, 3])
    #expect(map.places.map(\.basis) == [.centroid, .kras, .kras])
    #expect(map.decidedCounts == [1: 2, 3: 2])
    let near = map.nearest(to: 3, limit: 5)
    #expect(near.map(\.roleID) == [2, 1])
    #expect(abs(near[0].similarity - 0.5.squareRoot()) < 1e-7 && abs(near[1].similarity) < 1e-12)
    #expect(map.nearest(to: 4, limit: 5).isEmpty && map.nearest(to: 3, limit: 1).count == 1)
  }

  @Test func placesAreTheComponentsByHand() {
    // Two opposite vectors: they differ in one direction, by which they stand at ±1.
    let map = RoleMap(
      roleIDs: [1, 2], centroids: [1: centroid([[1, 0]]), 2: centroid([[-1, 0]])], kraVectors: [:])
    #expect(map.places.map { [$0.x, $0.y] } == [[1, 0], [-1, 0]])
    #expect(map.shownShares == [1])
    let empty = RoleMap(roleIDs: [1], centroids: [:], kraVectors: [:])
    #expect(empty.places.isEmpty && empty.shownShares.isEmpty)
  }

  @Test func theMapOfALibraryFollowsWhatIsDecided() async throws {
    let store = try LearningLibrary.memoryStore()
    let pipeline = LearningLibrary.pipeline(store)
    let version = try await pipeline.roleMapVersion()
    let before = try await pipeline.roleMap()
    #expect(before.places.map(\.basis) == [.kras, .kras, .kras])
    _ = try await pipeline.classify(LearningLibrary.text(0))
    #expect(try await pipeline.roleMapVersion() != version)
    #expect(try await pipeline.roleMap().places.map(\.basis) == [.centroid, .kras, .kras])
  }

  @Test func repetitionsAreFoundInTime() {
    let run = String(repeating: "ab", count: 40_000)
    let ranges = SentencePlaces.ranges(of: [run + "c", "bab", run + "x"], in: run + run + "c")
    #expect(ranges == [80_000..<160_001, 1..<4, nil])
    // Every place, against the plain search, on words of two letters.
    for number in 0..<512 {
      let text = String((0..<9).map { number >> $0 & 1 == 0 ? "a" : "b" } as [Character])
      for other in 0..<16 {
        let word = String((0..<4).map { other >> $0 & 1 == 0 ? "a" : "b" } as [Character])
        let expected = (0...5).first { Array(text.utf8)[$0..<$0 + 4].elementsEqual(word.utf8) }
        #expect(SentencePlaces.ranges(of: [word], in: text)[0]?.lowerBound == expected)
      }
    }
  }

  @Test func sentencesAreFoundOverLineBreaks() {
    let text = "Duties: build\n  services in Go. É fini."
    let ranges = SentencePlaces.ranges(
      of: ["Build services", "build services in Go.", "É fini.", "", "gone", text + "x"], in: text)
    let bytes = Array(text.utf8)
    #expect(
      ranges.map { $0.map { String(decoding: bytes[$0], as: UTF8.self) } } == [
        nil, "build\n  services in Go.", "É fini.", nil, nil, nil,
      ])
  }
}
