import Testing

@testable import SimCore

@Suite struct KernelRidgeTests {
  /// Solves a · x = b by Gaussian elimination with pivoting: the plain definition.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column {
        let factor = rows[row][column] / rows[column][column]
        for index in column...count { rows[row][index] -= factor * rows[column][index] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }

  /// A random symmetric kernel of rank 4, as a list of rows.
  private static func kernel(_ count: Int, _ random: inout SeededGenerator) -> [[Double]] {
    let points = (0..<count).map { _ in
      (0..<4).map { _ in Double.random(in: -1...1, using: &random) }
    }
    return points.map { left in
      points.map { right in zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
    }
  }

  @Test(arguments: 1...12)
  func coefficientsAndLeaveOneOutAreThePlainOnes(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let kernel = Self.kernel(count, &random)
    let targets = (0..<count * 2).map { _ in Double.random(in: -1...1, using: &random) }
    let ridge = 0.7
    let regression = try #require(
      KernelRidge(kernel: kernel.flatMap { $0 }, targets: targets, targetCount: 2, ridge: ridge))
    for target in 0..<2 {
      let own = (0..<count).map { targets[$0 * 2 + target] }
      let mean = own.reduce(0, +) / Double(count)
      #expect(abs(regression.intercepts[target] - mean) < 1e-12)
      /// The fit on some examples, asked for example `asked`.
      func prediction(from examples: [Int], for asked: Int) -> Double {
        let system = examples.map { row in
          examples.map { kernel[row][$0] + (row == $0 ? ridge : 0) }
        }
        let coefficients = Self.solve(system, examples.map { own[$0] - mean })
        return zip(examples, coefficients).reduce(mean) { $0 + kernel[asked][$1.0] * $1.1 }
      }
      for example in 0..<count {
        let all = prediction(from: Array(0..<count), for: example)
        let centred = regression.centredPrediction(kernel[example])[target]
        #expect(abs(centred + mean - all) < 1e-9)
        let others = prediction(from: (0..<count).filter { $0 != example }, for: example)
        #expect(abs(regression.leaveOneOut[example * 2 + target] - others) < 1e-9)
      }
    }
  }

  /// An example held out may be seen with other kernel values: the coefficients are those of the
  /// others alone.
  @Test(arguments: 2...9)
  func anExampleHeldOutIsSeenWithItsOwnKernelValues(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let kernel = Self.kernel(count, &random)
    let targets = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    let change = (0..<count * count).map { _ in Double.random(in: -1...1, using: &random) }
    let ridge = 0.4
    let regression = try #require(
      KernelRidge(
        kernel: kernel.flatMap { $0 }, targets: targets, targetCount: 1, ridge: ridge,
        heldOutChange: change))
    let mean = targets.reduce(0, +) / Double(count)
    for example in 0..<count {
      let others = (0..<count).filter { $0 != example }
      let system = others.map { row in
        others.map { kernel[row][$0] + (row == $0 ? ridge : 0) }
      }
      let coefficients = Self.solve(system, others.map { targets[$0] - mean })
      let expected = zip(others, coefficients).reduce(mean) {
        $0 + (kernel[example][$1.0] + change[example * count + $1.0]) * $1.1
      }
      #expect(abs(regression.leaveOneOut[example] - expected) < 1e-9)
    }
  }

  @Test func aKernelThatIsNoneIsRefused() {
    #expect(
      KernelRidge(kernel: [1, 0, -9, 1], targets: [1, -1], targetCount: 1, ridge: 0.5) == nil)
    #expect(KernelRidge(kernel: [.nan], targets: [1], targetCount: 1, ridge: 0.5) == nil)
  }
}
