import CSimKernels

/// What a screen found: for every lane of the index's panels and every sentence the three largest
/// upper bounds, and for every lane and JD the sum of its best sentences' bounds.
struct ScreenBounds: Sendable {
  static let laneCount = PanelLayout.laneCount
  static let bestCount = Int(SIM_SCREEN_BEST)

  let query: ScreenQuery
  /// The sentences of each JD, consecutive rows of the query.
  let documents: [Range<Int>]
  /// A row a panel: sentences × 3 × 16 bounds.
  let bounds: FloatMatrix
  /// A row a panel: JDs × 16 sums, in f32.
  let sums: FloatMatrix

  init(query: ScreenQuery, documents: [Range<Int>], panelCount: Int) {
    self.query = query
    self.documents = documents
    bounds = FloatMatrix(
      rowCount: panelCount,
      columnCount: query.sentences.rowCount * Self.bestCount * Self.laneCount)
    sums = FloatMatrix(rowCount: panelCount, columnCount: documents.count * Self.laneCount)
  }

  /// Sums each lane's `best` largest bounds of every JD, from the bounds of a panel.
  func sumLanes(ofPanel panel: Int, best: Int) {
    let most = documents.reduce(0) { max($0, min(best, $1.count)) }
    let room = FloatMatrix(rowCount: 1, columnCount: most * Self.laneCount)
    unsafe query.withQuery { query in
      unsafe bounds.withMutableRow(panel) { numbers in
        unsafe room.withMutableRow(0) { sums in
          for (document, rows) in documents.enumerated() {
            unsafe sim_screen_lane_sums(
              numbers, query, rows.lowerBound, rows.count, min(best, rows.count), sums)
            for lane in 0..<Self.laneCount {
              self.sums[panel, document * Self.laneCount + lane] = unsafe sums[lane]
            }
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

  /// The sum of a lane's best bounds of a JD, rounded in f32.
  func sum(lane: Int, document: Int) -> Float {
    sums[lane / Self.laneCount, document * Self.laneCount + lane % Self.laneCount]
  }
}
