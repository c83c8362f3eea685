import Testing

@testable import SimCore

/// The rotation that carries vectors from one model's space to another's.
@Suite struct CentroidMigrationTests {
  private func matrix(_ rows: [[Float]]) -> EmbeddingMatrix {
    var matrix = EmbeddingMatrix(dimension: rows[0].count)
    for row in rows { matrix.append(row) }
    return matrix
  }

  /// A random orthogonal matrix, row after row: Gram and Schmidt on random rows.
  private func rotation(_ dimension: Int, _ generator: inout SeededGenerator) -> [[Double]] {
    var rows: [[Double]] = []
    while rows.count < dimension {
      var row = generator.floats(dimension).map(Double.init)
      // Twice, so that rounding leaves the rows orthogonal.
      for _ in 0..<2 {
        for other in rows {
          let product = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
          for index in row.indices { row[index] -= product * other[index] }
        }
      }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      rows.append(row.map { $0 / length })
    }
    return rows
  }

  private func turned(_ vector: [Float], _ rotation: [[Double]]) -> [Float] {
    (0..<rotation[0].count).map { column in
      Float(vector.indices.reduce(0) { $0 + Double(vector[$1]) * rotation[$1][column] })
    }
  }

  @Test(arguments: [1, 2, 3, 16, 61]) func recoversARotation(dimension: Int) throws {
    var generator = SeededGenerator(seed: UInt64(dimension))
    let truth = rotation(dimension, &generator)
    let old = generator.unitVectors(4 * dimension + 3, dimension: dimension)
    let migration = try #require(
      CentroidMigration(old: matrix(old), new: matrix(old.map { turned($0, truth) })))
    for row in 0..<dimension {
      for column in 0..<dimension {
        // The new vectors are rounded to f32: 2⁻²⁴ a component, averaged over the rows.
        #expect(abs(migration.rotation[row * dimension + column] - truth[row][column]) < 1e-6)
      }
    }
    #expect(try #require(migration.meanCosine(old: matrix(old), new: matrix(old))) <= 1)
    let fresh = generator.unitVectors(9, dimension: dimension)
    let cosine = migration.meanCosine(
      old: matrix(fresh), new: matrix(fresh.map { turned($0, truth) }))
    #expect(abs(try #require(cosine) - 1) < 1e-9)
  }

  @Test func isOrthogonalWhateverTheVectors() throws {
    var generator = SeededGenerator(seed: 7)
    let old = matrix(generator.unitVectors(40, dimension: 12))
    let new = matrix(generator.unitVectors(40, dimension: 12))
    let migration = try #require(CentroidMigration(old: old, new: new))
    for left in 0..<12 {
      for right in 0..<12 {
        let product = (0..<12).reduce(0.0) {
          $0 + migration.rotation[left * 12 + $1] * migration.rotation[right * 12 + $1]
        }
        #expect(abs(product - (left == right ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test(arguments: [(6, 11), (11, 6)]) func dimensionsMayDiffer(from: Int, to: Int) throws {
    var generator = SeededGenerator(seed: 3)
    let turn = rotation(max(from, to), &generator)
    // Old vectors lie where both spaces have room.
    let wide = generator.unitVectors(60, dimension: min(from, to)).map {
      $0 + [Float](repeating: 0, count: max(from, to) - min(from, to))
    }
    let old = from < to ? wide.map { Array($0.prefix(from)) } : wide.map { turned($0, turn) }
    let new = from < to ? wide.map { turned($0, turn) } : wide.map { Array($0.prefix(to)) }
    let migration = try #require(CentroidMigration(old: matrix(old), new: matrix(new)))
    #expect(migration.oldDimension == from && migration.newDimension == to)
    let cosine = migration.meanCosine(old: matrix(old), new: matrix(new))
    #expect(abs(try #require(cosine) - 1) < 1e-9)
  }

  @Test func carriesSumsAsTheirParts() throws {
    var generator = SeededGenerator(seed: 11)
    let truth = rotation(8, &generator)
    let old = generator.unitVectors(40, dimension: 8)
    let migration = try #require(
      CentroidMigration(old: matrix(old), new: matrix(old.map { turned($0, truth) })))
    var centroid = Centroid(dimension: 8)
    var parts = [Double](repeating: 0, count: 8)
    for vector in old.prefix(10) {
      let vector = vector.map(Double.init)
      centroid.add(vector)
      for (index, part) in migration.carry(vector).enumerated() { parts[index] += part }
    }
    let carried = migration.carry(centroid)
    #expect(carried.count == 10)
    for (sum, part) in zip(carried.sum, parts) { #expect(abs(sum - part) < 1e-7) }
    #expect(carried.sum.allSatisfy { ($0 * 0x1p30).rounded() == $0 * 0x1p30 })
    let direction = try #require(migration.carryDirection(old[0].map(Double.init)))
    #expect(abs(direction.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    #expect(migration.carryDirection([Double](repeating: 0, count: 8)) == nil)
  }

  @Test func refusesWhatCannotBeFitted() {
    let nothing = EmbeddingMatrix(dimension: 3)
    #expect(CentroidMigration(old: nothing, new: nothing) == nil)
    let broken = matrix([[1, .nan, 0]])
    #expect(CentroidMigration(old: broken, new: matrix([[1, 0, 0]])) == nil)
    #expect(CentroidMigration(old: matrix([[1, 0, 0]]), new: broken) == nil)
  }
}
