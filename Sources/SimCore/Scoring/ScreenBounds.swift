import CSimKernels

/// What a screen found: for every lane of the index's panels and every sentence the three largest
/// upper bounds, and for every lane and JD the sum of its best sentences' bounds.
final class ScreenBounds: Sendable {
  static let laneCount = PanelLayout.laneCount
  static let bestCount = Int(SIM_SCREEN_BEST)

  let query: ScreenQuery
  /// The sentences of each JD, consecutive rows of the query.
  let documents: [Range<Int>]
  /// A row a panel: sentences × 3 × 16 bounds.
  let bounds: FloatMatrix
  /// A row a panel: JDs × 16 sums, in f32.
  let sums: FloatMatrix

  /// Room for the bounds of every panel, to be filled by a screen.
  init(query: ScreenQuery, documents: [Range<Int>], panelCount: Int) {
    self.query = query
    self.documents = documents
    let columnCount = query.sentences.rowCount * Self.bestCount * Self.laneCount
    // Large zeroed regions come from the system and go back to it: on the heap, what outlives a
    // pass would settle in the gaps that bounds leave, and the next ones would not fit.
    bounds = FloatMatrix(
      rowCount: panelCount, columnCount: columnCount,
      isZeroed: panelCount * columnCount * MemoryLayout<Float>.stride >= 1 << 20)
    sums = FloatMatrix(
      rowCount: panelCount, columnCount: documents.count * Self.laneCount, isZeroed: false)
  }

  /// Sums each lane's `best` largest bounds of every JD, from the bounds of a panel.
  func sumLanes(ofPanel panel: Int, best: Int) {
    unsafe query.withQuery { query in
      unsafe bounds.withMutableRow(panel) { numbers in
        unsafe sums.withMutableRow(panel) { sums in
          for (document, rows) in documents.enumerated() {
            unsafe sim_screen_lane_sums(
              numbers, query, rows.lowerBound, rows.count, min(best, rows.count),
              sums + document * Self.laneCount)
          }
        }
      }
    }
  }

  /// A bound of a lane: what no similarity with a KRA of the lane but those of the ranks before
  /// exceeds, and the row in the lane that it stands for. Far under every similarity where the lane
  /// has fewer rows.
  ///
  /// The added 2⁻¹⁴⁰ covers what underflow took from a bound (docs/exact-screening.md).
  func bound(lane: Int, sentence: Int, rank: Int) -> (upper: Double, row: Int) {
    let column = (sentence * Self.bestCount + rank) * Self.laneCount + lane % Self.laneCount
    let bound = bounds[lane / Self.laneCount, column]
    return (
      (Double(bound) + 0x1p-140) * query.scale(ofSentence: sentence),
      Int(bound.bitPattern & UInt32(SIM_SCREEN_HEIGHT - 1))
    )
  }

  /// Calls `body` with the sums of a JD for the first panel's lanes, and the distance to those of
  /// the next panel.
  @unsafe
  func withSums<Result>(
    of document: Int, _ body: (UnsafePointer<Float>, Int) -> Result
  ) -> Result {
    precondition(document >= 0 && document < documents.count, "no such JD")
    return unsafe sums.withElements { elements in
      unsafe body(elements + document * Self.laneCount, sums.columnCount)
    }
  }
}
