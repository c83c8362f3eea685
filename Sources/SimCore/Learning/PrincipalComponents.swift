import CSimKernels

/// The directions in which vectors differ most (Pearson 1901, Hotelling 1933).
///
/// Of the vectors less their mean, the eigenvectors of the covariance matrix with the largest
/// eigenvalues, found in f64 by LAPACK's `dsyevr` on the smaller of the covariance matrix and the
/// matrix of inner products: both have the same eigenvalues, and X^T u has the direction of the one
/// for each eigenvector u of the other.
///
/// A direction's sign is free: the component of largest absolute value (the first of equal ones) is
/// made positive, so that a picture drawn with them does not flip when a vector is added. Where two
/// eigenvalues are all but equal their directions are free to turn, and may.
public struct PrincipalComponents: Sendable, Equatable {
  /// The mean of the vectors.
  public let mean: [Double]
  /// Unit vectors, orthogonal, that of the largest variance first; fewer than wanted where the
  /// vectors do not differ in as many directions.
  public let directions: [[Double]]
  /// The variance along each direction: the eigenvalue over count − 1.
  public let variances: [Double]
  /// The variance along all directions there are.
  public let totalVariance: Double

  /// Variances below this share of the total count as none: rounding makes such of rows that lie in
  /// a plane.
  private static let smallestShare = 1e-12
  /// A spread of no more than this share of the vectors' squares is what the rounding of the mean
  /// leaves of equal rows.
  private static let roundingShare = 1e-20

  /// The first `count` components of `rows`.
  ///
  /// - Parameters:
  ///   - rows: vectors of one dimension.
  ///   - count: the most directions wanted.
  /// - Returns: nil where there is no row, a value is not finite, or LAPACK does not converge. One
  ///   row, or equal ones, have a mean and no direction.
  /// - Complexity: O(rows · dimension · smaller + smaller³), smaller being the smaller of both.
  public init?(of rows: [[Double]], count: Int) {
    guard let dimension = rows.first?.count, dimension > 0 else { return nil }
    var mean = [Double](repeating: 0, count: dimension)
    for row in rows {
      precondition(row.count == dimension, "vectors of different dimensions")
      for index in mean.indices { mean[index] += row[index] }
    }
    for index in mean.indices { mean[index] /= Double(rows.count) }
    let centred = rows.map { row in zip(row, mean).map { $0 - $1 } }
    let spread = Self.squareSum(centred)
    guard spread.isFinite else { return nil }
    let total = spread > Self.roundingShare * Self.squareSum(rows) ? spread : 0
    self.mean = mean
    totalVariance = rows.count > 1 ? total / Double(rows.count - 1) : 0
    let wanted = min(count, rows.count, dimension)
    guard wanted > 0, total > 0 else {
      directions = []
      variances = []
      return
    }
    let isTall = rows.count > dimension
    guard let pairs = Self.eigenpairs(isTall ? Self.transposed(centred) : centred, wanted) else {
      return nil
    }
    let shown = pairs.filter { $0.value > Self.smallestShare * total }
    directions = shown.map { pair in
      Self.oriented(isTall ? pair.vector : Self.combination(of: centred, by: pair.vector))
    }
    variances = shown.map { $0.value / Double(rows.count - 1) }
  }

  /// The coordinates of a vector along the directions. O(directions · dimension).
  ///
  /// - Precondition: the vector has the dimension of the rows.
  public func coordinates(of vector: [Double]) -> [Double] {
    precondition(vector.count == mean.count, "a vector of \(vector.count) in \(mean.count)")
    return directions.map { direction in
      direction.indices.reduce(0) { $0 + direction[$1] * (vector[$1] - mean[$1]) }
    }
  }

  /// The largest eigenvalues of rows · rowsᵀ with their unit eigenvectors, the largest first.
  private static func eigenpairs(
    _ rows: [[Double]], _ wanted: Int
  ) -> [(value: Double, vector: [Double])]? {
    let (count, dimension) = (rows.count, rows[0].count)
    let packed = rows.flatMap { $0 }
    var products = [Double](repeating: 0, count: count * count)
    var values = [Double](repeating: 0, count: wanted)
    var vectors = [Double](repeating: 0, count: wanted * count)
    sim_blas_configure()
    let failure = unsafe packed.withUnsafeBufferPointer { packed in
      unsafe products.withUnsafeMutableBufferPointer { products in
        unsafe values.withUnsafeMutableBufferPointer { values in
          unsafe vectors.withUnsafeMutableBufferPointer { vectors -> Int32 in
            guard let packed = packed.baseAddress, let products = products.baseAddress,
              let values = values.baseAddress, let vectors = vectors.baseAddress
            else { return -1 }
            unsafe sim_add_gram(count, dimension, 1, packed, products)
            return unsafe sim_largest_eigenpairs(count, wanted, products, values, vectors)
          }
        }
      }
    }
    guard failure == 0, vectors.allSatisfy(\.isFinite) else { return nil }
    return (0..<wanted).reversed().map {
      (values[$0], Array(vectors[$0 * count..<($0 + 1) * count]))
    }
  }

  private static func squareSum(_ rows: [[Double]]) -> Double {
    rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
  }

  private static func transposed(_ rows: [[Double]]) -> [[Double]] {
    rows[0].indices.map { column in rows.map { $0[column] } }
  }

  /// The rows summed with the factors as weights.
  private static func combination(of rows: [[Double]], by factors: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: rows[0].count)
    for (row, factor) in zip(rows, factors) {
      for index in sum.indices { sum[index] += factor * row[index] }
    }
    return sum
  }

  /// The vector at unit length, its largest component positive.
  private static func oriented(_ vector: [Double]) -> [Double] {
    var largest = 0.0
    var square = 0.0
    for component in vector {
      if abs(component) > abs(largest) { largest = component }
      square += component * component
    }
    let scale = (largest < 0 ? -1 : 1) / square.squareRoot()
    return vector.map { $0 * scale }
  }
}
