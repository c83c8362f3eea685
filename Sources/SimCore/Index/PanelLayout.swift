import CSimKernels

/// Where the KRAs of each role stand in the panels of the int8 screen.
///
/// A role's rows are cut into pieces of even height, at most `pieceHeight`; pieces are put into the
/// lanes of panels by falling height, so that a panel wastes only the difference of its pieces.
/// The layout depends on the roles' sizes alone. `PanelLayout(roles:)` is O(KRAs).
struct PanelLayout: Sendable, Equatable {
  static let laneCount = Int(SIM_SCREEN_LANES)

  /// Consecutive rows of one role, in one lane of one panel.
  struct Piece: Sendable, Equatable {
    /// Number of the lane, counted through all panels.
    let lane: Int32
    /// Rows of the piece, 1...64.
    let height: Int32
    /// The first of its rows in the index.
    let firstRow: Int
  }

  /// All pieces, role after role and in the order of rows.
  let pieces: [Piece]
  /// The same for the C side.
  let packedPieces: [sim_piece]
  /// The pieces of role r are pieceStarts[r]..<pieceStarts[r + 1].
  let pieceStarts: [Int32]
  /// The position of the role whose only piece stands in a lane; -1 where there is none.
  let wholeRoleOfLane: [Int32]
  /// Panel rows before each panel, and all of them at the end.
  let panelStarts: [Int]
  /// Positions of the roles that have more than one piece.
  let dividedRoles: [Int]

  var panelCount: Int { panelStarts.count - 1 }
  /// Rows of all panels: 16 KRAs each, those of no role included.
  var panelRowCount: Int { panelStarts[panelCount] }

  init(roles: [KRAIndex.Role]) {
    let heights = Self.pieceHeights(roles)
    // Lanes by falling height: where the pieces of each height begin.
    var countOfHeight = [Int](repeating: 0, count: Int(SIM_SCREEN_HEIGHT) + 1)
    for role in roles {
      Self.cut(role.rows.count, heights) { countOfHeight[$0] += 1 }
    }
    var nextLane = countOfHeight
    var lanes = 0
    for height in countOfHeight.indices.reversed() {
      nextLane[height] = lanes
      lanes += countOfHeight[height]
    }
    let panels = (lanes + Self.laneCount - 1) / Self.laneCount
    var panelHeights = [Int](repeating: 0, count: panels)
    var wholeRoleOfLane = [Int32](repeating: -1, count: panels * Self.laneCount)
    var pieces: [Piece] = []
    pieces.reserveCapacity(lanes)
    var pieceStarts: [Int32] = [0]
    pieceStarts.reserveCapacity(roles.count + 1)
    var dividedRoles: [Int] = []
    for (position, role) in roles.enumerated() {
      var firstRow = role.rows.lowerBound
      Self.cut(role.rows.count, heights) { height in
        let lane = nextLane[height]
        nextLane[height] += 1
        if role.rows.count <= heights { wholeRoleOfLane[lane] = Int32(position) }
        let panel = lane / Self.laneCount
        panelHeights[panel] = max(panelHeights[panel], height)
        pieces.append(Piece(lane: Int32(lane), height: Int32(height), firstRow: firstRow))
        firstRow += height
      }
      if pieces.count - Int(pieceStarts[position]) > 1 { dividedRoles.append(position) }
      pieceStarts.append(Int32(pieces.count))
    }
    self.pieces = pieces
    packedPieces = pieces.map {
      sim_piece(lane: $0.lane, height: $0.height, first_row: $0.firstRow)
    }
    self.pieceStarts = pieceStarts
    self.wholeRoleOfLane = wholeRoleOfLane
    self.dividedRoles = dividedRoles
    var panelStarts = [0]
    panelStarts.reserveCapacity(panels + 1)
    for height in panelHeights { panelStarts.append(panelStarts[panelStarts.count - 1] + height) }
    self.panelStarts = panelStarts
  }

  static func == (left: PanelLayout, right: PanelLayout) -> Bool {
    left.pieces == right.pieces && left.pieceStarts == right.pieceStarts
      && left.panelStarts == right.panelStarts
  }

  /// Where the pieces of a role stand among all.
  func pieceRange(ofRole position: Int) -> Range<Int> {
    Int(pieceStarts[position])..<Int(pieceStarts[position + 1])
  }

  /// Calls `body` with every lane of every panel row and the row of the index that stands there;
  /// nil where there is none.
  func forEachPlace(_ body: (_ panelRow: Int, _ lane: Int, _ row: Int?) -> Void) {
    var pieceOfLane = [Piece?](repeating: nil, count: wholeRoleOfLane.count)
    for piece in pieces { pieceOfLane[Int(piece.lane)] = piece }
    for (number, piece) in pieceOfLane.enumerated() {
      let start = panelStarts[number / Self.laneCount]
      for offset in 0..<panelStarts[number / Self.laneCount + 1] - start {
        let row = piece.flatMap { offset < Int($0.height) ? $0.firstRow + offset : nil }
        body(start + offset, number % Self.laneCount, row)
      }
    }
  }

  // MARK: - Cutting

  /// The most rows of a piece: that which costs the fewest panel rows, where every panel costs half
  /// a row more and every divided role its merging.
  private static func pieceHeights(_ roles: [KRAIndex.Role]) -> Int {
    var rolesOfCount: [Int: Int] = [:]
    for role in roles { rolesOfCount[role.rows.count, default: 0] += 1 }
    let largest = min(rolesOfCount.keys.max() ?? 1, Int(SIM_SCREEN_HEIGHT))
    var best = (cost: Double.infinity, height: largest)
    for limit in stride(from: largest, through: 1, by: -1) {
      var piecesOfHeight = [Int](repeating: 0, count: limit + 1)
      var divided = 0
      for (count, roleCount) in rolesOfCount {
        cut(count, limit) { piecesOfHeight[$0] += roleCount }
        if count > limit { divided += roleCount * ((count + limit - 1) / limit) }
      }
      var rows = 0.0
      var before = 0
      for height in stride(from: limit, through: 1, by: -1) {
        // Panels whose first, and so highest, piece has this height.
        let first = (before + laneCount - 1) / laneCount
        before += piecesOfHeight[height]
        let end = (before + laneCount - 1) / laneCount
        rows += Double(end - first) * (Double(height) + 0.5)
      }
      let cost = rows + Double(divided) * 0.05
      if cost < best.cost { best = (cost, limit) }
    }
    return best.height
  }

  /// Calls `body` with the heights of a role's pieces: as few as the limit allows, as even as can
  /// be, the higher ones first.
  private static func cut(_ count: Int, _ limit: Int, _ body: (Int) -> Void) {
    let parts = (count + limit - 1) / limit
    for part in 0..<parts { body(count / parts + (part < count % parts ? 1 : 0)) }
  }
}
