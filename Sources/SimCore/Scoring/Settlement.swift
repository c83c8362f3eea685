import CSimKernels

/// Settles what a screen left open for one JD: the roles that can reach the shortlist, and of them
/// only the pairs whose bounds leave them a chance to be a role's best.
///
/// For one thread. The C side reads the vectors, bounds and pieces that this object keeps alive.
@safe
final class Settlement {
  let index: KRAIndex
  /// Best sentences that make a role's score: at most as many as the JD has.
  let limit: Int
  /// The sentences of this JD among those of the pass.
  let rows: Range<Int>
  /// Nil where no bounds are known: then every pair is settled.
  let bounds: ScreenBounds?
  /// The JD's number in `bounds`.
  let document: Int

  private let sentences: FloatMatrix
  private let fileRows: FileRows?
  /// Room for rows read from a file, and for `best`.
  private let room: MemoryRegion
  /// The sentences of two roles that are begun.
  private let best: UnsafeMutablePointer<sim_settled>
  private var state: sim_settlement

  /// `sentences` are all of the pass.
  init(
    index: KRAIndex, kernel: Kernel, sentencesPerRole: Int, sentences: FloatMatrix,
    rows: Range<Int>, bounds: ScreenBounds?, document: Int
  ) {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= sentences.rowCount && !rows.isEmpty
        && sentences.columnCount == index.dimension, "sentences outside their matrix")
    self.index = index
    self.limit = min(sentencesPerRole, rows.count)
    self.rows = rows
    self.bounds = bounds
    self.document = document
    self.sentences = sentences
    var memory: UnsafePointer<Float>?
    switch index.rows {
    case .memory(let matrix):
      fileRows = nil
      unsafe memory = matrix.packedElements
    case .file(let rows): fileRows = rows
    }
    let rowByteCount =
      fileRows == nil ? 0 : index.dimension * MemoryLayout<Float>.stride
    let bestOffset = (Int(SIM_SIMILARITY_PAIRS) * rowByteCount + 63) / 64 * 64
    room = MemoryRegion(
      byteCount: bestOffset + 2 * rows.count * MemoryLayout<sim_settled>.stride, isZeroed: false)
    unsafe best = room.address(atByteOffset: bestOffset).bindMemory(
      to: sim_settled.self, capacity: 2 * rows.count)
    unsafe state = sim_settlement(
      kernel: kernel.code, dimension: index.dimension, vectors: sentences.packedElements,
      first: rows.lowerBound, count: rows.count, bounds: bounds?.bounds.packedElements,
      scales: bounds?.query.scales, panel_stride: bounds?.bounds.columnCount ?? 0, rows: memory,
      file: fileRows?.file.descriptor ?? -1, file_offset: Int64(fileRows?.byteOffset ?? 0),
      room: room.floats(atByteOffset: 0),
      relative_error: Self.relativeError(dimension: index.dimension) * index.largestNorm,
      absolute_error: Double(index.dimension) * 0x1p-148, norms: bounds?.query.norms,
      sharpened_pairs: 0, settled_pairs: 0, failure: 0)
  }

  /// What the error of an f32 product of two vectors is at most, divided by their lengths.
  ///
  /// For any order of summation |fl(a·b) − a·b| ≤ γ·Σ|aₖbₖ| ≤ γ‖a‖‖b‖ with γ = nu/(1 − nu), u = 2⁻²⁴
  /// (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1); underflow adds at
  /// most 2⁻¹⁴⁹ a term. A hundredth more covers the rounding of lengths and of the similarity itself.
  static func relativeError(dimension: Int) -> Double {
    let terms = Double(dimension) * 0x1p-24
    return terms < 0.5 ? 1.01 * terms / (1 - terms) : .infinity
  }

  /// Products computed so far in f32, to leave roles out.
  var sharpenedPairCount: Int { unsafe state.sharpened_pairs }

  /// Pairs settled so far.
  var settledPairCount: Int { unsafe state.settled_pairs }

  /// A role whose bounds were put in order, and whose vectors are on their way to the cache. Two
  /// can be begun at a time.
  struct Begun {
    let position: Int
    /// What the role's score cannot exceed.
    let upper: Double
    /// Where its sentences are: the first or the second half of the room.
    fileprivate let slot: Int
  }

  /// Begins a role in `slot`, 0 or 1.
  func begin(_ position: Int, slot: Int) -> Begun {
    precondition(slot == 0 || slot == 1, "no such slot")
    let upper = unsafe withPieces(ofRole: position) { pieces, count in
      unsafe sim_settle_begin(&state, pieces, count, limit, best + slot * rows.count)
    }
    return Begun(position: position, upper: upper, slot: slot)
  }

  /// The score of a role, or nil when it is under `threshold`. Each begun role is scored once.
  ///
  /// Bounds are replaced by sharper ones and these by settled values, the largest first, until the
  /// best sentences are settled or their mean, an upper bound of the score, is too small.
  func score(of begun: Begun, threshold: Double) -> RoleScore? {
    let best = unsafe best + begun.slot * rows.count
    let reaches = unsafe withPieces(ofRole: begun.position) { pieces, count in
      unsafe sim_settle_role(&state, pieces, count, limit, threshold, best)
    }
    // The file was checked to be long enough when it was opened and is never changed in place; a
    // disk that fails ends the process, as it would with a mapped file.
    let failure = unsafe state.failure
    precondition(
      failure == 0, "cannot read \(fileRows?.file.path ?? ""): \(systemMessage(failure))")
    guard reaches == 1 else { return nil }
    let role = index.roles[begun.position]
    var pairs: [RoleScore.Pair] = []
    pairs.reserveCapacity(limit)
    for rank in 0..<limit {
      let pair = unsafe best[rank]
      pairs.append(
        RoleScore.Pair(
          sentence: pair.sentence, kra: Int(pair.row) - role.rows.lowerBound,
          similarity: pair.value))
    }
    return RoleScore(roleID: role.id, orderedPairs: pairs)
  }

  private func withPieces<Result>(
    ofRole position: Int, _ body: (UnsafePointer<sim_piece>, Int) -> Result
  ) -> Result {
    let range = index.layout.pieceRange(ofRole: position)
    return unsafe index.layout.packedPieces.withUnsafeBufferPointer { pieces in
      guard let start = pieces.baseAddress else { preconditionFailure("no role has a piece") }
      return unsafe body(start + range.lowerBound, range.count)
    }
  }
}
