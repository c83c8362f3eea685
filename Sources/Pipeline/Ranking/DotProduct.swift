/// Dot products in eight lanes that are added up at the end: the same bits on every machine.
enum DotProduct {
  /// The dot products of a vector with each row of a matrix given row by row. O(rows · dimension).
  static func products(of vector: [Float], withRowsOf components: [Float]) -> [Float] {
    rows(vector, components)
  }

  /// The same in f64.
  static func products(of vector: [Double], withRowsOf components: [Double]) -> [Double] {
    rows(vector, components)
  }

  @inline(__always)
  private static func rows<Scalar: BinaryFloatingPoint & SIMDScalar>(
    _ vector: [Scalar], _ components: [Scalar]
  ) -> [Scalar] {
    let dimension = vector.count
    guard dimension > 0 else { return [] }
    precondition(components.count.isMultiple(of: dimension), "whole rows")
    let stride = MemoryLayout<Scalar>.stride
    return vector.withUnsafeBytes { vector in
      components.withUnsafeBytes { components in
        (0..<components.count / (dimension * stride)).map { row in
          let start = row * dimension
          var sums = SIMD8<Scalar>()
          var column = 0
          while column + 8 <= dimension {
            sums +=
              vector.loadUnaligned(fromByteOffset: column * stride, as: SIMD8<Scalar>.self)
              * components.loadUnaligned(
                fromByteOffset: (start + column) * stride, as: SIMD8<Scalar>.self)
            column += 8
          }
          var total = sums.sum()
          while column < dimension {
            total +=
              vector.loadUnaligned(fromByteOffset: column * stride, as: Scalar.self)
              * components.loadUnaligned(
                fromByteOffset: (start + column) * stride, as: Scalar.self)
            column += 1
          }
          return total
        }
      }
    }
  }
}
