/// Vectors in aligned memory, for those that are compared with others again and again.
public struct EmbeddingTable: Sendable {
  /// Vectors in the table.
  public var count: Int { matrix.rowCount }
  public var dimension: Int { matrix.columnCount }

  private let matrix: FloatMatrix

  /// A copy of `vectors`.
  public init(_ vectors: EmbeddingMatrix) { matrix = vectors.matrix() }

  /// The cosine similarity of every row of `queries` with every row of the table: element
  /// `i * count + j` is that of rows i and j, the same bits as `Similarity.cosine` of the two.
  ///
  /// O(queries.count · count · dimension).
  ///
  /// - Precondition: both have the same dimension.
  public func cosines(with queries: EmbeddingMatrix, kernel: Kernel = .current) -> [Double] {
    precondition(
      queries.dimension == dimension, "dimensions \(queries.dimension) and \(dimension)")
    precondition(kernel.isSupported, "this machine cannot run kernel \(kernel.rawValue)")
    guard dimension > 0 else { return [Double](repeating: 0, count: queries.count * count) }
    let rows = queries.matrix()
    return (0..<queries.count * count).map {
      rows.similarity(row: $0 / count, with: matrix, row: $0 % count, kernel: kernel)
    }
  }
}
