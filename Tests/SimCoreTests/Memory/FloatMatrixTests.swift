@testable import SimCore
import Testing

/// Products of OpenBLAS, and views.
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
