import CSimKernels

/// Carries vectors of one embedding model over into the space of another.
///
/// Fitted on texts that both models have encoded: with A their old vectors and B their new ones, a
/// row a text, the rotation R that minimises ‖AR − B‖_F among matrices with orthonormal rows or
/// columns is UVᵀ, where UΣVᵀ is the singular value decomposition of AᵀB (Schönemann, A generalized
/// solution of the orthogonal Procrustes problem, 1966). Models of different dimensions are fitted
/// alike: R then keeps what the smaller space has room for.
///
/// R is linear: a centroid's sum is carried as the sum of its vectors would be.
public struct CentroidMigration: Sendable {
  /// Components of a vector of the old model.
  public let oldDimension: Int
  /// Components of a vector of the new model.
  public let newDimension: Int
  /// R, old × new, row after row.
  public let rotation: [Double]

  /// Fits the rotation in f64 by LAPACK.
  ///
  /// - Parameters:
  ///   - old: vectors of the old model, a row a text.
  ///   - new: vectors of the same texts by the new model, in the same order.
  /// - Returns: nil where there is no text, a value is not finite, or the decomposition does not
  ///   converge. With fewer texts than dimensions the directions that none of them has are turned
  ///   arbitrarily.
  /// - Precondition: both have equally many rows.
  /// - Complexity: O(texts · old · new + (old + new)³).
  public init?(old: EmbeddingMatrix, new: EmbeddingMatrix) {
    precondition(old.count == new.count, "\(old.count) old vectors and \(new.count) new ones")
    guard old.count > 0, old.isFinite, new.isFinite else { return nil }
    oldDimension = old.dimension
    newDimension = new.dimension
    var product = [Double](repeating: 0, count: old.dimension * new.dimension)
    for text in 0..<old.count {
      let target = new[text].map(Double.init)
      for (row, component) in old[text].enumerated() where component != 0 {
        let scale = Double(component)
        let start = row * target.count
        for column in target.indices { product[start + column] += scale * target[column] }
      }
    }
    var rotation = [Double](repeating: 0, count: product.count)
    let (rows, columns) = (oldDimension, newDimension)
    sim_blas_configure()
    let failure = unsafe product.withUnsafeMutableBufferPointer { product in
      unsafe rotation.withUnsafeMutableBufferPointer { rotation -> Int32 in
        guard let matrix = product.baseAddress, let result = rotation.baseAddress else { return -1 }
        return unsafe sim_polar_factor(rows, columns, matrix, result)
      }
    }
    guard failure == 0, rotation.allSatisfy(\.isFinite) else { return nil }
    self.rotation = rotation
  }

  /// A vector in the new space. O(old · new).
  ///
  /// - Precondition: the vector has `oldDimension` components.
  public func carry(_ vector: [Double]) -> [Double] {
    precondition(vector.count == oldDimension, "a vector of \(vector.count) in \(oldDimension)")
    var result = [Double](repeating: 0, count: newDimension)
    for (row, component) in vector.enumerated() where component != 0 {
      let start = row * newDimension
      for column in result.indices { result[column] += component * rotation[start + column] }
    }
    return result
  }

  /// A JD's vector in the new space, of unit length; nil where nothing of it is left. O(old · new).
  public func carryDirection(_ vector: [Double]) -> [Double]? {
    let carried = carry(vector)
    let length = carried.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? carried.map { $0 / length } : nil
  }

  /// A centroid in the new space: its count stays, each component of its sum is rounded to a
  /// multiple of 2⁻³⁰, as those of all centroids are. One of no vector stays without.
  public func carry(_ centroid: Centroid) -> Centroid {
    guard centroid.dimension == oldDimension else {
      return Centroid(count: centroid.count, sum: [Double](repeating: 0, count: newDimension))
    }
    return Centroid(
      count: centroid.count,
      sum: carry(centroid.sum).map { ($0 * 0x1p30).rounded(.toNearestOrEven) * 0x1p-30 })
  }

  /// How well carried vectors of texts meet those of the new model: the mean of their cosines.
  ///
  /// - Returns: nil where there is no text.
  /// - Precondition: both have equally many rows, of the dimensions that were fitted.
  /// - Complexity: O(texts · old · new).
  public func meanCosine(old: EmbeddingMatrix, new: EmbeddingMatrix) -> Double? {
    precondition(old.count == new.count, "\(old.count) old vectors and \(new.count) new ones")
    guard old.count > 0 else { return nil }
    var sum = 0.0
    for text in 0..<old.count {
      let carried = Centroid(count: 1, sum: carry(old[text].map(Double.init)))
      sum += carried.cosine(to: new[text].map(Double.init))
    }
    return sum / Double(old.count)
  }
}
