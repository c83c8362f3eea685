import Foundation
import SimCore

/// Tells classes apart by linear discriminant analysis: classes are normal clouds that share one
/// covariance (Fisher 1936; regularised as by Friedman 1989).
///
/// The score of class c for a vector x is x·Σ⁻¹μ - ½ μ·Σ⁻¹μ. Σ is the covariance within classes,
/// mixed with a multiple of the identity of the same trace; μ is the mean of the class, drawn
/// towards the mean of all. In f64, sums in a fixed order.
struct ClassDiscriminant: Sendable {
  /// The share of the identity in Σ.
  static let identityShare = 0.2
  /// Vectors of the overall mean that are added to each class.
  static let priorCount = 5.0

  private let dimension: Int
  /// Σ⁻¹μ of each class, one after the other.
  private let directions: [Double]
  /// ½ μ·Σ⁻¹μ of each class.
  private let offsets: [Double]

  /// - Parameters:
  ///   - members: the vectors from whose spread Σ is estimated, and the class of each.
  ///   - further: vectors that count for the mean of their class alone.
  /// - Complexity: O((members + dimension + classes) · dimension²).
  init(
    classCount: Int, members: EmbeddingMatrix, classes: [Int],
    further: [(vectors: EmbeddingMatrix, classes: [Int])]
  ) {
    let dimension = members.dimension
    self.dimension = dimension
    var sums = [Double](repeating: 0, count: classCount * dimension)
    var counts = [Double](repeating: 0, count: classCount)
    Self.add(members, classes, to: &sums, &counts)
    let overall = (0..<dimension).map { column in
      let total = (0..<classCount).reduce(0.0) { $0 + sums[$1 * dimension + column] }
      return classes.isEmpty ? 0 : total / Double(classes.count)
    }
    var covariance = Self.spread(members, classes, sums, counts)
    let trace = (0..<dimension).reduce(0.0) { $0 + covariance[$1 * dimension + $1] }
    let mean = trace > 0 ? trace / Double(dimension) : 1
    for index in covariance.indices { covariance[index] *= 1 - Self.identityShare }
    for column in 0..<dimension {
      covariance[column * dimension + column] += Self.identityShare * mean
    }
    let factor = CholeskyFactor(covariance, size: dimension)
    for (vectors, classes) in further { Self.add(vectors, classes, to: &sums, &counts) }
    var directions: [Double] = []
    var offsets: [Double] = []
    for own in 0..<classCount {
      let mean = (0..<dimension).map { column in
        (sums[own * dimension + column] + Self.priorCount * overall[column])
          / (counts[own] + Self.priorCount)
      }
      let direction = factor.solve(mean)
      directions += direction
      offsets.append(zip(mean, direction).reduce(0) { $0 + $1.0 * $1.1 } / 2)
    }
    self.directions = directions
    self.offsets = offsets
  }

  /// The score of each class. O(classes · dimension).
  func scores(of vector: [Float]) -> [Double] {
    precondition(vector.count == dimension, "vectors of one length")
    let products = DotProduct.products(of: vector.map(Double.init), withRowsOf: directions)
    return zip(products, offsets).map { $0 - $1 }
  }

  private static func add(
    _ vectors: EmbeddingMatrix, _ classes: [Int], to sums: inout [Double],
    _ counts: inout [Double]
  ) {
    for (row, own) in classes.enumerated() {
      let start = own * vectors.dimension
      for (column, value) in vectors[row].enumerated() { sums[start + column] += Double(value) }
      counts[own] += 1
    }
  }

  /// The covariance of the members around the means of their classes, row by row.
  private static func spread(
    _ members: EmbeddingMatrix, _ classes: [Int], _ sums: [Double], _ counts: [Double]
  ) -> [Double] {
    let dimension = members.dimension
    var matrix = [Double](repeating: 0, count: dimension * dimension)
    guard !classes.isEmpty else { return matrix }
    var difference = [Double](repeating: 0, count: dimension)
    for (row, own) in classes.enumerated() {
      for (column, value) in members[row].enumerated() {
        difference[column] = Double(value) - sums[own * dimension + column] / counts[own]
      }
      matrix.withUnsafeMutableBufferPointer { matrix in
        difference.withUnsafeBufferPointer { difference in
          for first in 0..<dimension {
            let factor = difference[first]
            let start = first * dimension
            for second in 0...first { matrix[start + second] += factor * difference[second] }
          }
        }
      }
    }
    for first in 0..<dimension {
      for second in 0...first {
        let value = matrix[first * dimension + second] / Double(classes.count)
        matrix[first * dimension + second] = value
        matrix[second * dimension + first] = value
      }
    }
    return matrix
  }
}

/// The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ.
struct CholeskyFactor: Sendable {
  private let size: Int
  private let lower: [Double]

  /// - Parameter matrix: row by row; must be positive definite. O(size³).
  init(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "a square matrix")
    var lower = matrix
    lower.withUnsafeMutableBufferPointer { lower in
      for row in 0..<size {
        for column in 0...row {
          var sum = lower[row * size + column]
          for inner in 0..<column {
            sum -= lower[row * size + inner] * lower[column * size + inner]
          }
          if row == column {
            precondition(sum > 0, "a positive definite matrix")
            lower[row * size + row] = sum.squareRoot()
          } else {
            lower[row * size + column] = sum / lower[column * size + column]
          }
        }
      }
    }
    self.size = size
    self.lower = lower
  }

  /// x with A·x = b. O(size²).
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      var sum = x[row]
      for column in 0..<row { sum -= lower[row * size + column] * x[column] }
      x[row] = sum / lower[row * size + row]
    }
    for row in (0..<size).reversed() {
      var sum = x[row]
      for below in row + 1..<size { sum -= lower[below * size + row] * x[below] }
      x[row] = sum / lower[row * size + row]
    }
    return x
  }
}
