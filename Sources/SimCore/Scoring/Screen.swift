import CSimKernels

/// Bounds the similarities of sentences with all KRAs of an index (docs/exact-screening.md).
struct Screen {
  let index: KRAIndex
  let kernel: Kernel
  /// Best sentences whose bounds are summed.
  let sentencesPerRole: Int

  /// The largest length of a vector, and product of lengths, that the bounds' f32 arithmetic takes.
  static let largestNorm = 0x1p60
  /// The same for the f32 screen.
  static let largestFloatNorm = SIM_SCREEN_FLOAT_NORM

  /// The bounds of some JDs; nil where a vector is out of the range of f32 arithmetic, so that no
  /// bound is known.
  ///
  /// - Complexity: O(sentences · KRAs · dimension).
  func bounds(
    of sentences: FloatMatrix, documents: [Range<Int>], workers: WorkerPool?
  ) -> ScreenBounds? {
    guard index.largestNorm <= Self.largestNorm else { return nil }
    switch kernel.products {
    case .blas: return boundsByProducts(sentences, documents, workers)
    case .int8:
      guard let panels = index.panels else { return nil }
      let query = ScreenQuery(sentences: sentences, panels: panels, kernel: kernel)
      guard query.largestNorm(of: 0..<sentences.rowCount) <= Self.largestNorm else { return nil }
      let kernel = kernel
      return bounds(of: query, documents, workers) { panel, bounds in
        panels.bound(panel: panel, query: query, kernel: kernel, bounds: bounds)
      }
    case .float:
      guard index.largestNorm <= Self.largestFloatNorm,
        let panels = index.floatPanels.panels(of: index)
      else { return nil }
      let query = ScreenQuery(float: sentences)
      guard query.largestNorm(of: 0..<sentences.rowCount) <= Self.largestFloatNorm else {
        return nil
      }
      let kernel = kernel
      return bounds(of: query, documents, workers) { panel, bounds in
        panels.bound(panel: panel, query: query, kernel: kernel, bounds: bounds)
      }
    }
  }

  /// The bounds that `bound` writes panel by panel, shared out among the workers.
  private func bounds(
    of query: ScreenQuery, _ documents: [Range<Int>], _ workers: WorkerPool?,
    bound: @escaping @Sendable (_ panel: Int, _ bounds: FloatMatrix) -> Void
  ) -> ScreenBounds {
    let result = ScreenBounds(
      query: query, documents: documents, panelCount: index.layout.panelCount)
    let best = sentencesPerRole
    share(index.layout.panelCount, workers) { range in
      for panel in range {
        bound(panel, result.bounds)
        result.sumLanes(ofPanel: panel, best: best)
      }
    }
    return result
  }

  /// Runs `body` for all of 0..<count, cut into ranges that the workers share out.
  private func share(
    _ count: Int, _ workers: WorkerPool?, _ body: @escaping @Sendable (Range<Int>) -> Void
  ) {
    guard let workers, workers.threadCount > 1 else { return body(0..<count) }
    let parts = min(count, workers.threadCount * 16)
    workers.forEach(count: parts) { part in
      body(count * part / parts..<count * (part + 1) / parts)
    }
  }

  // MARK: - The portable path

  /// The bounds from f32 products by OpenBLAS, a tile of the index at a time.
  ///
  /// For any order of summation |fl(a·b) − a·b| ≤ γ·Σ|aₖbₖ| ≤ γ‖a‖‖b‖ with γ = nu/(1 − nu) (Higham,
  /// Accuracy and Stability of Numerical Algorithms, 2002, section 3.1), u = 2⁻²⁴; underflow adds at
  /// most 2⁻¹⁴⁹ a term. 2⁻¹⁵ covers the row in the low bits of a bound, the rounding of the sum of
  /// product and error, and the definition's own in f64.
  private func boundsByProducts(
    _ sentences: FloatMatrix, _ documents: [Range<Int>], _ workers: WorkerPool?
  ) -> ScreenBounds? {
    let terms = Double(index.dimension)
    guard terms < 0x1p20 else { return nil }
    let layout = index.layout
    let query = ScreenQuery(unscaled: sentences)
    guard query.largestNorm(of: 0..<sentences.rowCount) <= Self.largestNorm else { return nil }
    let result = ScreenBounds(query: query, documents: documents, panelCount: layout.panelCount)
    let relative = terms * 0x1p-24 / (1 - terms * 0x1p-24) + 0x1p-15
    let errors = (0..<sentences.rowCount).map { sentence in
      Float(relative * sentences.norm(row: sentence) * index.largestNorm * 1.001 + terms * 0x1p-148)
        .nextUp
    }
    for panel in 0..<layout.panelCount {
      unsafe result.bounds.withMutableRow(panel) {
        unsafe sim_screen_clear_bounds($0, sentences.rowCount)
      }
    }
    // Pieces of one lane are written by one tile alone; a tile's products stay in the cache.
    let tiles = self.tiles(of: layout.pieces)
    let rows = index.rows
    let dimension = index.dimension
    let work: @Sendable (Int) -> Void = { tile in
      let pieces = layout.pieces[tiles[tile]]
      guard let first = pieces.first, let last = pieces.last else { return }
      let range = first.firstRow..<last.firstRow + Int(last.height)
      let buffer = rows.buffer(rowCount: range.count, columnCount: dimension)
      let products = FloatMatrix(rowCount: sentences.rowCount, columnCount: range.count)
      rows.withRows(range, buffer: buffer) { products.assignProduct(sentences, transposed: $0) }
      for piece in pieces {
        let lane = Int(piece.lane)
        let part = products.columns(
          piece.firstRow - range.lowerBound..<piece.firstRow - range.lowerBound
            + Int(piece.height))
        unsafe result.bounds.withMutableRow(lane / PanelLayout.laneCount) { bounds in
          unsafe part.withStridedElements { elements, stride in
            unsafe sim_screen_products(
              elements, stride, part.columnCount, part.rowCount, errors,
              lane % PanelLayout.laneCount, bounds)
          }
        }
      }
    }
    if let workers {
      workers.forEach(count: tiles.count, work)
    } else {
      (0..<tiles.count).forEach(work)
    }
    for panel in 0..<layout.panelCount { result.sumLanes(ofPanel: panel, best: sentencesPerRole) }
    return result
  }

  /// Ranges of pieces of about 512 rows each.
  private func tiles(of pieces: [PanelLayout.Piece]) -> [Range<Int>] {
    var tiles: [Range<Int>] = []
    var first = 0
    for piece in pieces.indices {
      let rowCount = pieces[piece].firstRow + Int(pieces[piece].height) - pieces[first].firstRow
      if rowCount >= 512 || piece + 1 == pieces.count {
        tiles.append(first..<piece + 1)
        first = piece + 1
      }
    }
    return tiles
  }
}
