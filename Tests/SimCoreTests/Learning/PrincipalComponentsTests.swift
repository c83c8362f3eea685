import Foundation
import Testing

@testable import SimCore

/// Principal components against a case worked out by hand, and against Jacobi's rotations.
@Suite struct PrincipalComponentsTests {
  @Test func isWhatTheHandFinds() throws {
    // A cross whose arms are 3 and 1 long, turned by the angle of the 3-4-5 triangle, about (10,
    // 20).
    let rows = [[3.0, 0], [-3, 0], [0, 1], [0, -1]].map { arm in
      [10 + 0.8 * arm[0] - 0.6 * arm[1], 20 + 0.6 * arm[0] + 0.8 * arm[1]]
    }
    let components = try #require(PrincipalComponents(of: rows, count: 2))
    #expect(Self.isNear(components.mean, [10, 20]))
    #expect(Self.isNear(components.directions[0], [0.8, 0.6]))
    #expect(Self.isNear(components.directions[1], [-0.6, 0.8]))
    #expect(Self.isNear(components.variances, [18.0 / 3, 2.0 / 3]))
    #expect(abs(components.totalVariance - 20.0 / 3) < 1e-12)
    #expect(Self.isNear(components.coordinates(of: rows[0]), [3, 0]))
    #expect(Self.isNear(components.coordinates(of: rows[3]), [0, -1]))
    #expect(Self.isNear(components.coordinates(of: [10, 20]), [0, 0]))
  }

  @Test func signsDoNotDependOnTheOrderOfRows() throws {
    var generator = SeededGenerator(seed: 5)
    let rows = generator.unitVectors(30, dimension: 8).map { $0.map(Double.init) }
    let one = try #require(PrincipalComponents(of: rows, count: 3))
    let other = try #require(PrincipalComponents(of: rows.reversed(), count: 3))
    for (left, right) in zip(one.directions, other.directions) {
      #expect(Self.isNear(left, right, by: 1e-9))
      let largest = try #require(left.max { abs($0) < abs($1) })
      #expect(largest > 0)
    }
  }

  @Test(arguments: [(40, 6), (6, 40), (12, 12), (2, 3), (3, 1)])
  func agreesWithJacobi(count: Int, dimension: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count * 100 + dimension))
    let rows = (0..<count).map { _ in generator.floats(dimension).map(Double.init) }
    let components = try #require(PrincipalComponents(of: rows, count: 2))
    let covariance = Self.covariance(of: rows)
    let reference = Self.eigenvalues(of: covariance)
    #expect(components.directions.count == min(2, count - 1, dimension))
    for (index, direction) in components.directions.enumerated() {
      #expect(abs(components.variances[index] - reference[index]) < 1e-12)
      // An eigenvector: the covariance matrix stretches it, and nothing else.
      let image = covariance.map { row in zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 } }
      #expect(Self.isNear(image, direction.map { $0 * reference[index] }, by: 1e-9))
      #expect(abs(direction.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    }
    #expect(abs(components.totalVariance - reference.reduce(0, +)) < 1e-9)
  }

  @Test func rowsThatDoNotDifferHaveNoDirection() throws {
    let one = try #require(PrincipalComponents(of: [[1, 2, 3]], count: 2))
    #expect(one.directions.isEmpty && one.mean == [1, 2, 3] && one.totalVariance == 0)
    let equal = try #require(PrincipalComponents(of: [[1, 2], [1, 2], [1, 2]], count: 2))
    #expect(equal.directions.isEmpty && equal.coordinates(of: [5, 5]).isEmpty)
    // Their mean differs from them in the last bits.
    let rounded = [[Double]](repeating: [0.1, 0.2], count: 3)
    let round = try #require(PrincipalComponents(of: rounded, count: 2))
    #expect(round.directions.isEmpty && round.totalVariance == 0)
    let near = try #require(PrincipalComponents(of: [[1, 0], [1, 1e-8], [1, 0]], count: 2))
    #expect(near.directions.count == 1)
    let line = try #require(PrincipalComponents(of: [[0, 0], [1, 1], [2, 2]], count: 2))
    #expect(line.directions.count == 1)
    #expect(PrincipalComponents(of: [], count: 2) == nil)
    #expect(PrincipalComponents(of: [[.nan, 1], [0, 1]], count: 2) == nil)
  }

  private static func isNear(_ left: [Double], _ right: [Double], by bound: Double = 1e-12) -> Bool
  {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < bound }
  }

  private static func covariance(of rows: [[Double]]) -> [[Double]] {
    let means = rows[0].indices.map { column in
      rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
    }
    return means.indices.map { left in
      means.indices.map { right in
        rows.reduce(0) { $0 + ($1[left] - means[left]) * ($1[right] - means[right]) }
          / Double(rows.count - 1)
      }
    }
  }

  /// The eigenvalues of a symmetric matrix by Jacobi's rotations, the largest first.
  private static func eigenvalues(of matrix: [[Double]]) -> [Double] {
    var matrix = matrix
    let indices = matrix.indices
    for _ in 0..<50 {
      for row in indices {
        for column in indices where column > row && abs(matrix[row][column]) > 1e-300 {
          let angle =
            0.5
            * atan2(2 * matrix[row][column], matrix[row][row] - matrix[column][column])
          let (sine, cosine) = (sin(angle), cos(angle))
          for index in indices {
            let (left, right) = (matrix[index][row], matrix[index][column])
            matrix[index][row] = cosine * left + sine * right
            matrix[index][column] = cosine * right - sine * left
          }
          for index in indices {
            let (left, right) = (matrix[row][index], matrix[column][index])
            matrix[row][index] = cosine * left + sine * right
            matrix[column][index] = cosine * right - sine * left
          }
        }
      }
    }
    return indices.map { matrix[$0][$0] }.sorted(by: >)
  }
}
