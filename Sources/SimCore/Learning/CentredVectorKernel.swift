import CSimKernels

/// Cosine similarities of vectors after their mean is taken out.
///
/// Sentence embeddings of one kind of text share a large common part, which hides what tells them
/// apart. A function of the sequence of vectors; O(count × dimension) to make and to ask.
public struct CentredVectorKernel: Sendable {
  /// Examples in the kernel, those without a vector among them.
  public let count: Int
  private let mean: [Double]
  /// Unit rows, one after another; zeros for an example without a vector, and for one that is the
  /// mean.
  private let rows: [Double]

  /// - Parameter vectors: one an example, all of one dimension; nil has no similarity with any.
  public init(_ vectors: [[Double]?]) {
    count = vectors.count
    let known = vectors.compactMap { $0 }
    var mean = [Double](repeating: 0, count: known.first?.count ?? 0)
    for vector in known {
      precondition(vector.count == mean.count, "vectors of different dimensions")
      for index in mean.indices { mean[index] += vector[index] }
    }
    for index in mean.indices { mean[index] /= Double(known.count) }
    self.mean = mean
    let nothing = [Double](repeating: 0, count: mean.count)
    rows = vectors.flatMap { vector in vector.map { Self.direction($0, mean) } ?? nothing }
  }

  /// A square of no more than this share of a vector's is what the rounding of the mean leaves of
  /// equal vectors.
  private static let roundingShare = 1e-20

  /// Unit length from the mean to a vector; zeros where the vector is the mean.
  private static func direction(_ vector: [Double], _ mean: [Double]) -> [Double] {
    var difference = vector
    var square = 0.0
    var wholeSquare = 0.0
    for index in difference.indices {
      wholeSquare += vector[index] * vector[index]
      difference[index] -= mean[index]
      square += difference[index] * difference[index]
    }
    guard square > roundingShare * wholeSquare else {
      return [Double](repeating: 0, count: vector.count)
    }
    let length = square.squareRoot()
    for index in difference.indices { difference[index] /= length }
    return difference
  }

  /// Adds `scale` × the cosine of a vector with each vector of the kernel to `values`.
  public func addCosines(of vector: [Double]?, scale: Double, to values: inout [Double]) {
    precondition(values.count == count, "\(values.count) values of \(count)")
    guard let vector, vector.count == mean.count else { return }
    let own = Self.direction(vector, mean)
    for position in 0..<count {
      let row = position * own.count
      var product = 0.0
      for index in own.indices { product += own[index] * rows[row + index] }
      values[position] += scale * product
    }
  }

  /// Adds `scale` × the cosines of all pairs of examples to the lower triangle of a kernel matrix.
  public func addGram(scale: Double, to kernel: inout [Double]) {
    precondition(kernel.count == count * count, "the shape does not fit")
    guard count > 0, !mean.isEmpty else { return }
    unsafe rows.withUnsafeBufferPointer { rows in
      unsafe kernel.withUnsafeMutableBufferPointer { kernel in
        guard let rows = rows.baseAddress, let kernel = kernel.baseAddress else { return }
        unsafe sim_add_gram(count, mean.count, scale, rows, kernel)
      }
    }
  }
}
