/// The KRA vectors of all roles, immutable, packed once for the kernels, in memory or mapped from a
/// file.
///
/// KRAs of a role are consecutive rows in catalog order; roles stand in ascending order of their
/// id. A role without KRAs is not in the index.
public struct KRAIndex: Sendable {
  /// A role's rows.
  public struct Role: Sendable, Equatable {
    /// The role's id.
    public let id: Int
    /// Its rows in the index, never empty.
    public let rows: Range<Int>
  }

  /// Components of a vector.
  public let dimension: Int
  /// The roles, ascending by id.
  public let roles: [Role]
  /// Identifier of the embedding model that made the vectors.
  public let modelIdentifier: String
  /// The catalog contents that the vectors were made from, as the caller names them.
  public let catalogVersion: String
  /// The largest Euclidean length of a row: it scales the rounding bounds of fast products.
  public let largestNorm: Double

  /// The f32 vectors, at which similarities are settled.
  let rows: VectorRows
  /// Where each role's rows stand in the panels.
  let layout: PanelLayout
  /// The vectors as the int8 screen reads them; nil where the dimension is too large for it.
  let panels: ScreenPanels?
  /// The vectors as the f32 screen reads them, once it was asked for.
  let floatPanels = FloatPanels.Cache()

  /// All KRAs.
  public var kraCount: Int { rows.rowCount }

  /// Builds an index in memory.
  ///
  /// - Parameters:
  ///   - roles: ids and numbers of KRAs; roles with none are left out.
  ///   - vectors: the KRA vectors in the order of `roles`.
  /// - Throws: `IndexError.notFinite` for a NaN or infinite component, `.duplicateRole`,
  ///   `.wrongCount` where the counts do not add up to the rows.
  /// - Precondition: no number of KRAs is negative.
  /// - Complexity: O(KRAs · dimension).
  public init(
    roles: [(id: Int, kraCount: Int)], vectors: EmbeddingMatrix, modelIdentifier: String,
    catalogVersion: String
  ) throws(IndexError) {
    var first = 0
    var ranges: [(id: Int, rows: Range<Int>)] = []
    for role in roles {
      ranges.append((role.id, first..<first + role.kraCount))
      first += role.kraCount
    }
    guard first == vectors.count else {
      throw .wrongCount(expected: first, found: vectors.count)
    }
    ranges.sort { $0.id < $1.id }
    for (left, right) in zip(ranges, ranges.dropFirst()) where left.id == right.id {
      throw .duplicateRole(id: left.id)
    }
    let matrix = FloatMatrix(rowCount: vectors.count, columnCount: vectors.dimension)
    var kept: [Role] = []
    var row = 0
    var largestSquare = 0.0
    for (id, rows) in ranges where !rows.isEmpty {
      for source in rows {
        let components = vectors[source]
        var square = 0.0
        for component in components {
          guard component.isFinite else { throw .notFinite(roleID: id) }
          square += Double(component) * Double(component)
        }
        largestSquare = max(largestSquare, square)
        matrix.setRow(row + source - rows.lowerBound, to: components)
      }
      kept.append(Role(id: id, rows: row..<row + rows.count))
      row += rows.count
    }
    let layout = PanelLayout(roles: kept)
    self.init(
      dimension: vectors.dimension, roles: kept, modelIdentifier: modelIdentifier,
      catalogVersion: catalogVersion, largestNorm: largestSquare.squareRoot(),
      rows: .memory(matrix), layout: layout,
      panels: vectors.dimension <= ScreenPanels.largestDimension
        ? ScreenPanels(layout: layout, vectors: matrix) : nil)
  }

  init(
    dimension: Int, roles: [Role], modelIdentifier: String, catalogVersion: String,
    largestNorm: Double, rows: VectorRows, layout: PanelLayout, panels: ScreenPanels?
  ) {
    self.dimension = dimension
    self.roles = roles
    self.modelIdentifier = modelIdentifier
    self.catalogVersion = catalogVersion
    self.largestNorm = largestNorm
    self.rows = rows
    self.layout = layout
    self.panels = panels
  }

  /// The position of a role in `roles`; nil where it has no KRA. O(log roles).
  public func position(ofRole id: Int) -> Int? {
    var low = 0
    var high = roles.count
    while low < high {
      let middle = (low + high) / 2
      if roles[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < roles.count && roles[low].id == id ? low : nil
  }

  /// A KRA's vector, copied.
  ///
  /// - Returns: `dimension` components.
  /// - Precondition: `row` is one of the index's.
  public func vector(row: Int) -> [Float] {
    precondition(row >= 0 && row < kraCount, "no row \(row) in \(kraCount)")
    return rows.withRows(row..<row + 1, buffer: rows.buffer(rowCount: 1, columnCount: dimension)) {
      $0.elements()
    }
  }
}
