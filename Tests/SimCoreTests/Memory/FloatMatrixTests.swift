@testable import SimCore
import Testing

/// Products and passes against f64 definitions.
@Suite struct FloatMatrixTests {
  private let seed: UInt64 = .random(in: 0 ... .max)

  private func matrix(_ rows: Int, _ columns: Int, _ element: () -> Float) -> FloatMatrix {
    let matrix = FloatMatrix(rowCount: rows, columnCount: columns)
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = element() }
    }
    return matrix
  }

  @Test("products of integer matrices and of their blocks of columns are exact")
  func products() {
    var generator = SeededGenerator(seed: seed)
    func integer() -> Float { Float(Int.random(in: -9...9, using: &generator)) }
    for (rows, columns, inner) in [
      (1, 1, 1), (1, 7, 3), (5, 1, 9), (4, 4, 4), (17, 33, 65), (3, 130, 12),
    ] {
      let wide = matrix(rows + 2, inner + 5, integer)
      let left = wide.prefix(rows: rows).columns(3..<3 + inner)
      let right = matrix(columns, inner + 1, integer).columns(0..<inner)
      let other = matrix(inner, columns + 2, integer).columns(2..<2 + columns)
      let wideTarget = matrix(rows, columns + 4, { -1 })
      let target = wideTarget.columns(1..<1 + columns)

      target.assignProduct(left, transposed: right)
      for row in 0..<rows {
        for column in 0..<columns {
          let exact = (0..<inner).reduce(Float(0)) { $0 + left[row, $1] * right[column, $1] }
          #expect(target[row, column] == exact)
        }
      }
      target.assignProduct(left, other)
      for row in 0..<rows {
        for column in 0..<columns {
          let exact = (0..<inner).reduce(Float(0)) { $0 + left[row, $1] * other[$1, column] }
          #expect(target[row, column] == exact)
        }
      }
      for row in 0..<rows {
        for column in [0] + Array(1 + columns..<4 + columns) {
          #expect(wideTarget[row, column] == -1, "nothing is written beside the block")
        }
      }
    }
  }

  @Test("softmax within 1e-6, rows sum to one, large inputs do not overflow")
  func softmax() {
    var generator = SeededGenerator(seed: seed)
    for scale: Float in [1, 0.125] {
      for reach: Float in [1, 80, 3e4] {
        let values = matrix(6, 11) { Float.random(in: -reach...reach, using: &generator) }
        let before = values.elements().map(Double.init)
        values.softmax(scale: scale)
        for row in 0..<6 {
          let inputs = before[row * 11..<row * 11 + 11].map { $0 * Double(scale) }
          let expected = PlainBERT.softmax(inputs)
          for column in 0..<11 {
            // Half a unit of the f32 argument of exp is the error of its result.
            let tolerance = 1e-6 + Double(reach * scale).ulpOfFloat
            #expect(abs(Double(values[row, column]) - expected[column]) < tolerance)
          }
        }
      }
    }
  }

  @Test("GELU within 4e-7 of x·Φ(x) relative to max(1, |x|)")
  func gelu() {
    let bias = matrix(1, 3) { 0.25 }
    var x: Float = -12
    while x < 12 {
      let values = matrix(2, 3) { x }
      values.addBiasGELU(bias)
      let expected = PlainBERT.gelu(Double(x) + 0.25)
      for element in values.elements() {
        #expect(abs(Double(element) - expected) < 4e-7 * max(1, abs(Double(x))), "at \(x)")
      }
      x += 0.037
    }
  }

  @Test("LayerNorm within 2e-4 of f64, with and without bias; narrow rows magnify rounding")
  func layerNorm() {
    var generator = SeededGenerator(seed: seed)
    for width in [1, 2, 5, 32, 100] {
      func random() -> Float { Float.random(in: -2...2, using: &generator) }
      let weight = matrix(1, width, random)
      let shift = matrix(1, width, random)
      let bias = matrix(1, width, random)
      let residual = matrix(4, width, random)
      for withBias in [false, true] {
        let values = matrix(3, width, random)
        let sums = (0..<3).map { row in
          (0..<width).map { column in
            Double(values[row, column]) + Double(residual[row, column])
              + (withBias ? Double(bias[0, column]) : 0)
          }
        }
        values.layerNorm(
          adding: residual, bias: withBias ? bias : nil, weight: weight, shift: shift,
          epsilon: 1e-5)
        for row in 0..<3 {
          let expected = PlainBERT.layerNorm(
            sums[row], weight: (0..<width).map { Double(weight[0, $0]) },
            shift: (0..<width).map { Double(shift[0, $0]) }, epsilon: Double(Float(1e-5)))
          for column in 0..<width {
            #expect(abs(Double(values[row, column]) - expected[column]) < 2e-4, "seed \(seed)")
          }
        }
      }
    }
  }

  @Test func pooling() {
    let values = matrix(3, 2) { 0 }
    #expect(values.pooledUnitVector(firstRowOnly: false) == [0, 0], "a zero mean stays zero")
    values.setRow(0, to: [3, 0])
    values.setRow(1, to: [0, 4])
    values.setRow(2, to: [0, 0])
    #expect(values.pooledUnitVector(firstRowOnly: false) == [0.6, 0.8])
    #expect(values.pooledUnitVector(firstRowOnly: true) == [1, 0])
  }

  @Test func shapes() {
    let values = matrix(4, 6) { 0 }
    for row in 0..<4 { values.setRow(row, to: (0..<6).map { Float(row * 6 + $0) }) }
    let reshaped = values.reshaped(rows: 3, columns: 7)
    #expect(reshaped[2, 6] == 20)
    #expect(values.columns(2..<4)[3, 1] == 21)
    #expect(values.prefix(rows: 2).elements() == (0..<12).map(Float.init))
    #expect(values.withRow(1) { span in span.count } == 6)
    #expect(FloatMatrix(rowCount: 0, columnCount: 3).elements() == [])
  }
}

extension Double {
  /// The distance of neighbouring f32 values here.
  fileprivate var ulpOfFloat: Double { Double(Float(self).ulp) }
}
