import CSimKernels

/// Settles what a screen left open for one JD: the roles that can reach the shortlist, and of them
/// only the pairs whose bounds leave them a chance to be a role's best.
struct Settlement {
  let index: KRAIndex
  let kernel: Kernel
  let sentencesPerRole: Int
  /// All sentences of the pass.
  let sentences: FloatMatrix
  /// Those of this JD.
  let rows: Range<Int>
  /// Nil where no bounds are known: then every pair is settled.
  let bounds: ScreenBounds?
  /// The JD's number in `bounds`.
  let document: Int
  /// Pairs settled so far.
  private(set) var settledPairCount = 0

  private let buffer: FloatMatrix
  /// The sentences of the role at hand; kept for its room.
  private var best: [Best] = []

  init(
    index: KRAIndex, kernel: Kernel, sentencesPerRole: Int, sentences: FloatMatrix,
    rows: Range<Int>, bounds: ScreenBounds?, document: Int
  ) {
    self.index = index
    self.kernel = kernel
    self.sentencesPerRole = sentencesPerRole
    self.sentences = sentences
    self.rows = rows
    self.bounds = bounds
    self.document = document
    buffer = index.rows.buffer(rowCount: 1, columnCount: index.dimension)
  }

  // MARK: - One role

  /// The best similarity of a sentence with a KRA of a role, or what it cannot exceed.
  private struct Best {
    let sentence: Int
    var value: Double
    /// Row in the index; -1 while `value` is a bound.
    var row: Int

    var isSettled: Bool { row >= 0 }

    /// Larger values first; of equal ones those to be settled, then the earlier sentence.
    static func precedes(_ left: Best, _ right: Best) -> Bool {
      if left.value != right.value { return left.value > right.value }
      if left.isSettled != right.isSettled { return !left.isSettled }
      return left.sentence < right.sentence
    }
  }

  /// The score of a role, or nil when it is under `threshold`.
  ///
  /// Bounds are replaced by settled values, the largest first, until the best sentences are settled
  /// or their mean, an upper bound of the score, is too small. A sum of upper bounds rounds to no
  /// less than that of the values they bound, because rounding is monotonic and both are added
  /// largest first.
  mutating func score(ofRole position: Int, threshold: Double) -> RoleScore? {
    let pieces = index.layout.pieces(ofRole: position)
    let limit = min(sentencesPerRole, rows.count)
    best.removeAll(keepingCapacity: true)
    for sentence in rows {
      best.append(
        Best(sentence: sentence, value: upperBound(of: pieces, sentence: sentence), row: -1))
    }
    while true {
      selectLargest(limit)
      var sum = 0.0
      for rank in 0..<limit { sum += best[rank].value }
      if sum / Double(limit) < threshold { return nil }
      guard let open = best[..<limit].firstIndex(where: { !$0.isSettled }) else { break }
      best[open] = settled(best[open].sentence, pieces)
    }
    let first = index.roles[position].rows.lowerBound
    return RoleScore(
      roleID: index.roles[position].id,
      candidates: best[..<limit].map {
        RoleScore.Pair(
          sentence: $0.sentence - rows.lowerBound, kra: $0.row - first, similarity: $0.value)
      }, limit: limit)
  }

  /// What the score of a role cannot exceed.
  func upperBound(ofRole position: Int) -> Double {
    let pieces = index.layout.pieces(ofRole: position)
    let limit = min(sentencesPerRole, rows.count)
    var best = rows.map { upperBound(of: pieces, sentence: $0) }
    best.sort(by: >)
    return best[..<limit].reduce(0, +) / Double(limit)
  }

  /// Moves the `limit` first elements in order to the front.
  private mutating func selectLargest(_ limit: Int) {
    for rank in 0..<limit {
      var largest = rank
      for other in rank + 1..<best.count where Best.precedes(best[other], best[largest]) {
        largest = other
      }
      if largest != rank { best.swapAt(rank, largest) }
    }
  }

  private func upperBound(of pieces: ArraySlice<PanelLayout.Piece>, sentence: Int) -> Double {
    guard let bounds else { return .infinity }
    var largest = -Double.infinity
    for piece in pieces {
      largest = max(
        largest, bounds.bound(lane: Int(piece.lane), sentence: sentence, rank: 0).upper)
    }
    return largest
  }

  /// Finds the largest similarity of a sentence, and its first row, among the pieces of a role.
  private mutating func settled(
    _ sentence: Int, _ pieces: ArraySlice<PanelLayout.Piece>
  ) -> Best {
    var value = -Double.infinity
    var row = -1
    // The piece with the largest bound goes first: what it gives closes most of the others.
    let first = bounds.flatMap { bounds in
      pieces.count == 1
        ? nil
        : pieces.indices.max {
          bounds.bound(lane: Int(pieces[$0].lane), sentence: sentence, rank: 0).upper
            < bounds.bound(lane: Int(pieces[$1].lane), sentence: sentence, rank: 0).upper
        }
    }
    if let first { settle(pieces[first], sentence, &value, &row) }
    for piece in pieces.indices where piece != first {
      settle(pieces[piece], sentence, &value, &row)
    }
    return Best(sentence: sentence, value: value, row: row)
  }

  /// Settles the rows of a piece whose bounds reach the best value so far.
  private mutating func settle(
    _ piece: PanelLayout.Piece, _ sentence: Int, _ value: inout Double, _ row: inout Int
  ) {
    var known: UInt64 = 0
    if let bounds {
      for rank in 0..<min(ScreenBounds.bestCount, Int(piece.height)) {
        let bound = bounds.bound(lane: Int(piece.lane), sentence: sentence, rank: rank)
        guard bound.upper >= value else { return }
        settle(piece.firstRow + bound.row, sentence, &value, &row)
        known |= 1 << UInt64(bound.row)
      }
      // What is left is under the last bound.
      let last = bounds.bound(
        lane: Int(piece.lane), sentence: sentence, rank: ScreenBounds.bestCount - 1)
      guard last.upper >= value else { return }
    }
    for offset in 0..<Int(piece.height) where known & 1 << UInt64(offset) == 0 {
      settle(piece.firstRow + offset, sentence, &value, &row)
    }
  }

  /// Computes one similarity, and keeps it where it is the largest, or as large and earlier.
  private mutating func settle(
    _ candidate: Int, _ sentence: Int, _ value: inout Double, _ row: inout Int
  ) {
    let similarity = index.rows.similarity(
      row: candidate, with: sentences, row: sentence, kernel: kernel, buffer: buffer)
    settledPairCount += 1
    if similarity > value || (similarity == value && candidate < row) {
      value = similarity
      row = candidate
    }
  }
}
