import SimCore
import Testing

/// Sums that are exact, whatever the order.
@Suite struct CentroidTests {
  private static let dimension = 24
  private let seed: UInt64 = .random(in: 0 ... .max)

  private func documents(_ count: Int, _ generator: inout SeededGenerator) -> [[Double]] {
    (0..<count).map { _ in
      let vector = (0..<Self.dimension).map { _ in Double.random(in: -1...1, using: &generator) }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return vector.map { $0 / length }
    }
  }

  private func bits(_ centroid: Centroid) -> [UInt64] { centroid.sum.map(\.bitPattern) }

  @Test("10,000 vectors in three orders and five shards give the same bits")
  func orderIndependence() {
    var generator = SeededGenerator(seed: seed)
    let vectors = documents(10_000, &generator)
    var forward = Centroid(dimension: Self.dimension)
    for vector in vectors { forward.add(vector) }
    for order in [vectors.reversed(), vectors.shuffled(using: &generator)] {
      var other = Centroid(dimension: Self.dimension)
      for vector in order { other.add(vector) }
      #expect(bits(other) == bits(forward), "seed \(seed)")
    }
    var shards = (0..<5).map { _ in Centroid(dimension: Self.dimension) }
    for vector in vectors {
      shards[Int.random(in: 0..<5, using: &generator)].add(vector)
    }
    var merged = Centroid(dimension: Self.dimension)
    for shard in shards.shuffled(using: &generator) { merged.merge(shard) }
    #expect(bits(merged) == bits(forward), "seed \(seed)")
    #expect(merged.count == 10_000)
  }

  @Test("removing is the exact inverse of adding")
  func removal() {
    var generator = SeededGenerator(seed: seed)
    let vectors = documents(10_000, &generator)
    var all = Centroid(dimension: Self.dimension)
    for vector in vectors { all.add(vector) }
    var half = Centroid(dimension: Self.dimension)
    for vector in vectors[5000...] { half.add(vector) }
    for vector in vectors[..<5000].shuffled(using: &generator) { all.remove(vector) }
    #expect(bits(all) == bits(half), "seed \(seed)")
    #expect(all == half)
    for vector in vectors[5000...] { all.remove(vector) }
    #expect(all.count == 0)
    #expect(bits(all).allSatisfy { $0 == 0 }, "the sum is +0 again; seed \(seed)")
  }

  @Test("each component is rounded to a multiple of 2⁻³⁰")
  func rounding() {
    var centroid = Centroid(dimension: 4)
    centroid.add([0x1.8p-30, 0x1p-31, -0x1.8p-31, 1 - 0x1p-53])
    #expect(centroid.sum == [0x1p-29, 0, -0x1p-30, 1], "halves go to the even neighbour")
  }

  @Test("Rounding is that of the standard library")
  func roundingOfMany() {
    var generator = SeededGenerator(seed: seed)
    for size in [1e-9, 1, 1000, 0x1p20] {
      let vector = (0..<10_000).map { _ in Double.random(in: -size...size, using: &generator) }
      var centroid = Centroid(dimension: vector.count)
      centroid.add(vector)
      let expected = vector.map { ($0 * 0x1p30).rounded(.toNearestOrEven) * 0x1p-30 }
      #expect(centroid.sum == expected, "components up to \(size); seed \(seed)")
    }
  }

  @Test func zeroMean() {
    var centroid = Centroid(dimension: 2)
    centroid.add([0.6, 0.8])
    let before = centroid.sum
    centroid.add(nil)
    #expect(centroid.count == 2)
    #expect(centroid.sum == before, "a zero mean raises the count alone")
    centroid.remove(nil)
    #expect(centroid.count == 1)
    #expect(centroid.sum == before)
  }

  @Test func storedCentroid() {
    let centroid = Centroid(count: 3, sum: [1.5, -0.25])
    #expect(centroid.dimension == 2)
    var other = Centroid(dimension: 2)
    other.merge(centroid)
    #expect(other == centroid)
  }

  @Test func cosine() {
    var centroid = Centroid(dimension: 2)
    #expect(centroid.cosine(to: [1, 0]) == 0, "an empty centroid is zero")
    centroid.add([1, 0])
    #expect(centroid.cosine(to: [0, 0]) == 0)
    #expect(centroid.cosine(to: [5, 0]) == 1)
    #expect(centroid.cosine(to: [0, 3]) == 0)
    #expect(centroid.cosine(to: [-2, 0]) == -1)
    centroid.add([0, 1])
    #expect(abs(centroid.cosine(to: [1, 0]) - 0.5.squareRoot()) < 1e-15)
    centroid.add([-1, 0])
    centroid.add([0, -1])
    #expect(centroid.cosine(to: [1, 0]) == 0, "vectors that cancel out")
  }

  @Test("a JD's vector is the f64 mean of its sentences, of unit length")
  func documentVector() throws {
    let sentences = EmbeddingMatrix(rows: [[1, 0, 0], [0, 1, 0], [0, 1, 0]], dimension: 3)
    let vector = try #require(Centroid.documentVector(of: sentences))
    let length = (1.0 / 9 + 4.0 / 9).squareRoot()
    for (found, expected) in zip(vector, [1 / 3 / length, 2 / 3 / length, 0]) {
      #expect(abs(found - expected) < 1e-15)
    }
    #expect(Centroid.documentVector(of: EmbeddingMatrix(dimension: 3)) == nil)
    let cancelling = EmbeddingMatrix(rows: [[0.6, -0.8], [-0.6, 0.8]], dimension: 2)
    #expect(Centroid.documentVector(of: cancelling) == nil)
    #expect(Centroid.documentVector(of: EmbeddingMatrix(rows: [[0, 0]], dimension: 2)) == nil)
  }
}
