/// Embeddings of equal dimension, one a row, f32, row-major.
///
/// Unit vectors where an encoder made them; a zero row stands for "no embedding" and has cosine
/// similarity 0 with everything.
public struct EmbeddingMatrix: Sendable, Equatable {
  /// Components of a row.
  public let dimension: Int
  /// All components, row after row.
  public private(set) var components: [Float]

  /// Rows.
  public var count: Int { dimension == 0 ? 0 : components.count / dimension }

  /// An empty matrix; `append` fills it.
  public init(dimension: Int) {
    precondition(dimension > 0, "an embedding needs at least one component")
    self.dimension = dimension
    components = []
  }

  /// A matrix from packed rows; `components.count` must be a multiple of `dimension`.
  public init(dimension: Int, components: [Float]) {
    precondition(
      dimension > 0 && components.count.isMultiple(of: dimension), "the rows are not whole")
    self.dimension = dimension
    self.components = components
  }

  /// A row, copied. O(dimension).
  public subscript(row: Int) -> [Float] {
    precondition(row >= 0 && row < count, "no row \(row) in \(count)")
    return Array(components[row * dimension..<(row + 1) * dimension])
  }

  /// Calls `body` with a row, without copying it.
  public func withRow<Result, Failure: Error>(
    _ row: Int, _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(row >= 0 && row < count, "no row \(row) in \(count)")
    return try body(components.span.extracting(row * dimension..<(row + 1) * dimension))
  }

  /// Adds a row at the end.
  public mutating func append(_ row: some Collection<Float>) {
    precondition(row.count == dimension, "a row of \(row.count) in dimension \(dimension)")
    components.append(contentsOf: row)
  }

  /// Adds the rows of another matrix at the end.
  public mutating func append(rowsOf other: EmbeddingMatrix) {
    precondition(
      other.dimension == dimension, "rows of \(other.dimension) in dimension \(dimension)")
    components.append(contentsOf: other.components)
  }

  /// The rows of `indices`, in that order.
  public func rows(_ indices: some Sequence<Int>) -> EmbeddingMatrix {
    var result = EmbeddingMatrix(dimension: dimension)
    for index in indices {
      precondition(index >= 0 && index < count, "no row \(index) in \(count)")
      result.components.append(contentsOf: components[index * dimension..<(index + 1) * dimension])
    }
    return result
  }

  /// Whether every component is a finite number.
  public var isFinite: Bool { components.allSatisfy(\.isFinite) }

  /// The matrix in aligned memory, for products.
  func matrix() -> FloatMatrix {
    let matrix = FloatMatrix(rowCount: count, columnCount: dimension)
    for row in 0..<count {
      matrix.setRow(row, to: components[row * dimension..<(row + 1) * dimension])
    }
    return matrix
  }
}
