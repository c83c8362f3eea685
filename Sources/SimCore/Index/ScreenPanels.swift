import CSimKernels

/// The KRA vectors of an index in the form that the int8 screen reads: panels of 16 lanes, one
/// role's KRAs one under another in a lane (`sim_screen.h` gives the bytes).
@safe
struct ScreenPanels: Sendable {
  let layout: PanelLayout
  let dimension: Int
  /// The largest squared norms of the quantised vectors, block by block.
  let blockSquares: [UInt32]
  /// The panel rows, one after another from `byteOffset` on.
  let region: MemoryRegion
  let byteOffset: Int

  /// Bytes of a panel row.
  static func rowByteCount(dimension: Int) -> Int { sim_screen_row_bytes(dimension) }
  /// Numbers in `blockSquares`.
  static func blockSquareCount(dimension: Int) -> Int {
    sim_screen_block_square_count(dimension)
  }
  /// The largest dimension whose integer products fit 32 bits with room to spare.
  static let largestDimension = 65_536

  /// Panels in a region that holds them already.
  init(
    layout: PanelLayout, dimension: Int, blockSquares: [UInt32], region: MemoryRegion,
    byteOffset: Int
  ) {
    let byteCount = layout.panelRowCount * Self.rowByteCount(dimension: dimension)
    precondition(
      byteOffset.isMultiple(of: 64) && byteOffset + byteCount <= region.byteCount
        && blockSquares.count == Self.blockSquareCount(dimension: dimension),
      "panels outside their region")
    self.layout = layout
    self.dimension = dimension
    self.blockSquares = blockSquares
    self.region = region
    self.byteOffset = byteOffset
  }

  /// Packs finite vectors. O(KRAs · dimension).
  init(layout: PanelLayout, vectors: FloatMatrix, kernel: Kernel = .current) {
    let dimension = vectors.columnCount
    let rowByteCount = Self.rowByteCount(dimension: dimension)
    let region = MemoryRegion(byteCount: layout.panelRowCount * rowByteCount)
    var squares = [UInt32](repeating: 0, count: Self.blockSquareCount(dimension: dimension))
    layout.forEachPlace { panelRow, lane, row in
      let start = unsafe region.bytes(atByteOffset: panelRow * rowByteCount)
      guard let row else { return unsafe sim_screen_clear(start, lane, dimension) }
      unsafe vectors.rows(row..<row + 1).withElements { vector in
        unsafe sim_screen_pack(kernel.code, start, lane, vector, dimension, &squares)
      }
    }
    self.init(
      layout: layout, dimension: dimension, blockSquares: squares, region: region, byteOffset: 0)
  }

  var byteCount: Int { layout.panelRowCount * Self.rowByteCount(dimension: dimension) }

  /// All panel rows, copied.
  var bytes: [UInt8] { region.bytes(byteOffset..<byteOffset + byteCount) }

  /// Writes the bounds of one panel's KRAs with the query's sentences: a row of `bounds` is a
  /// panel's, sentences × 3 × 16 numbers.
  func bound(panel: Int, query: ScreenQuery, kernel: Kernel, bounds: FloatMatrix) {
    let rowByteCount = Self.rowByteCount(dimension: dimension)
    let start = layout.panelStarts[panel]
    unsafe query.withQuery { pointer in
      unsafe bounds.withMutableRow(panel) { numbers in
        unsafe sim_screen_panel(
          kernel.code, pointer, region.bytes(atByteOffset: byteOffset + start * rowByteCount),
          layout.panelStarts[panel + 1] - start, numbers)
      }
    }
  }
}
