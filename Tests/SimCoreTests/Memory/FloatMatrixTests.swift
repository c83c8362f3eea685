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

  @Test("products of integer matrices are exact")
  func products() {
    var generator = SeededGenerator(seed: seed)
    func integer() -> Float { Float(Int.random(in: -9...9, using: &generator)) }
    for (rows, columns, inner) in [
      (1, 1, 1), (1, 7, 3), (5, 1, 9), (4, 4, 4), (17, 33, 65), (3, 130, 12),
    ] {
      let wide = matrix(rows + 2, inner, integer)
      let left = wide.rows(1..<1 + rows)
      let right = matrix(columns, inner, integer)
      let target = matrix(rows, columns, { -1 })
      target.assignProduct(left, transposed: right)
      for row in 0..<rows {
        for column in 0..<columns {
          let exact = (0..<inner).reduce(Float(0)) { $0 + left[row, $1] * right[column, $1] }
          #expect(target[row, column] == exact)
        }
      }
    }
  }

  @Test func shapes() {
    let values = matrix(4, 6) { 0 }
    for row in 0..<4 { values.setRow(row, to: (0..<6).map { Float(row * 6 + $0) }) }
    #expect(values.rows(1..<3).elements() == (6..<18).map(Float.init))
    #expect(values.prefix(rows: 2).elements() == (0..<12).map(Float.init))
    #expect(values.withRow(1) { span in span.count } == 6)
    #expect(FloatMatrix(rowCount: 0, columnCount: 3).elements() == [])
  }
}
