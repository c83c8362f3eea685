/// The running sum of the JD vectors decided for a role, and their count.
///
/// Each component is rounded to a multiple of 2⁻³⁰ before it is added. Components of unit vectors
/// are at most 1, so sums of up to 2²³ vectors are exact in f64: any order, any sharding and any
/// removal give the same bits.
public struct Centroid: Sendable, Equatable {
  /// Vectors in the sum.
  public private(set) var count: Int
  /// The sum, one f64 a dimension.
  public private(set) var sum: [Double]

  /// An empty centroid of `dimension` components.
  public init(dimension: Int) {
    count = 0
    sum = [Double](repeating: 0, count: dimension)
  }

  /// A stored centroid.
  ///
  /// - Precondition: `count` is not negative. The components are taken as they are: those of a
  ///   stored sum are multiples of 2⁻³⁰.
  public init(count: Int, sum: [Double]) {
    precondition(count >= 0, "a centroid cannot hold \(count) vectors")
    self.count = count
    self.sum = sum
  }

  /// Components of the sum.
  public var dimension: Int { sum.count }

  /// Adds a JD's vector; nil (a JD whose mean is zero) raises the count alone. O(dimension).
  ///
  /// Components must be less than 2²¹ in magnitude; those of unit vectors are at most 1.
  ///
  /// - Precondition: the vector has the centroid's dimension.
  public mutating func add(_ vector: [Double]?) {
    count += 1
    if let vector { accumulate(vector, sign: 1) }
  }

  /// Takes out a vector that was added; the exact inverse of `add`. O(dimension).
  ///
  /// - Precondition: the centroid holds at least one vector.
  public mutating func remove(_ vector: [Double]?) {
    precondition(count > 0, "nothing to remove")
    count -= 1
    if let vector { accumulate(vector, sign: -1) }
  }

  /// Adds all vectors of another centroid of the same dimension. O(dimension).
  public mutating func merge(_ other: Centroid) {
    precondition(dimension == other.dimension, "dimensions do not fit")
    count += other.count
    for index in sum.indices { sum[index] += other.sum[index] }
  }

  private static let rounding = 0x1.8p22

  private mutating func accumulate(_ vector: [Double], sign: Double) {
    precondition(vector.count == dimension, "a vector of \(vector.count) in \(dimension)")
    let vector = vector.span
    var sum = sum.mutableSpan
    for index in vector.indices {
      let component = vector[index]
      // Beside 1.5 × 2²² the last bit of an f64 is worth 2⁻³⁰, so adding rounds (to nearest, ties to
      // even), and the subtraction is exact. Components of unit vectors are at most 1.
      let rounded = (component + Self.rounding) - Self.rounding
      sum[index] += sign * rounded
    }
  }

  /// The cosine similarity of the centroid with a vector, -1...1; 0 where either is zero.
  /// O(dimension).
  ///
  /// - Precondition: the vector has the centroid's dimension.
  public func cosine(to vector: [Double]) -> Double {
    precondition(vector.count == dimension, "a vector of \(vector.count) in \(dimension)")
    var product = 0.0
    var ownSquare = 0.0
    var otherSquare = 0.0
    for (own, other) in zip(sum, vector) {
      product += own * other
      ownSquare += own * own
      otherSquare += other * other
    }
    guard ownSquare > 0, otherSquare > 0 else { return 0 }
    // Rounding may pass 1 by a last bit.
    return min(1, max(-1, product / (ownSquare.squareRoot() * otherSquare.squareRoot())))
  }

  /// A JD's vector: the f64 mean of its distinct sentences' vectors, scaled to unit length.
  ///
  /// - Returns: nil where there is no sentence or the mean is zero.
  /// - Complexity: O(sentences · dimension).
  public static func documentVector(of sentences: EmbeddingMatrix) -> [Double]? {
    guard sentences.count > 0 else { return nil }
    var mean = [Double](repeating: 0, count: sentences.dimension)
    for row in 0..<sentences.count {
      sentences.withRow(row) { components in
        var mean = mean.mutableSpan
        for index in components.indices { mean[index] += Double(components[index]) }
      }
    }
    for index in mean.indices { mean[index] /= Double(sentences.count) }
    let length = mean.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return nil }
    return mean.map { $0 / length }
  }
}
