import CSimKernels

// The passes of the encoder. Matrices are packed, their columns padded with zeros to whole blocks
// of `blockWidth`.
extension FloatMatrix {
  /// Columns of a block.
  static let blockWidth = Int(SIM_ENCODER_LANES)

  /// `count` columns rounded up to whole blocks.
  static func padded(_ count: Int) -> Int {
    (count + blockWidth - 1) / blockWidth * blockWidth
  }

  /// Floats of scratch memory for passes over `rowCount` rows, of sentences of at most `longest`
  /// tokens, with layers of at most `widest` inputs (all padded).
  static func scratchCount(rowCount: Int, longest: Int, widest: Int, headStride: Int) -> Int {
    sim_encoder_scratch_floats(rowCount, longest, widest, headStride)
  }

  /// The first row, padded with zeros to whole blocks, in memory of its own.
  func paddedRow() -> FloatMatrix {
    let row = FloatMatrix(rowCount: 1, columnCount: Self.padded(columnCount))
    for column in 0..<columnCount { row[0, column] = self[0, column] }
    return row
  }

  /// Copies all elements of a matrix of the same shape.
  func assign(_ other: FloatMatrix) {
    precondition(
      stride == columnCount && other.stride == stride && rowCount == other.rowCount,
      "shapes do not fit")
    unsafe base.update(from: other.base, count: rowCount * columnCount)
  }

  /// Widens 16-bit floats of a region: IEEE 754 half precision, or bf16. Exact.
  func assign(halves region: MemoryRegion, atByteOffset byteOffset: Int, isBrainFloat: Bool) {
    precondition(
      stride == columnCount && byteOffset >= 0 && byteOffset % 2 == 0
        && byteOffset + elementCount * 2 <= region.byteCount, "elements outside their region")
    unsafe sim_encoder_widen(
      region.address(atByteOffset: byteOffset), elementCount, isBrainFloat ? 1 : 0, base)
  }

  /// Row r = word embedding of token r + position embedding r + type embedding 0.
  func assignEmbeddings(
    of tokens: ArraySlice<Int32>, words: FloatMatrix, positions: FloatMatrix, types: FloatMatrix
  ) {
    precondition(
      tokens.count == rowCount && rowCount <= positions.rowCount && types.rowCount > 0
        && stride == columnCount && columnCount == Self.padded(words.columnCount)
        && words.columnCount == positions.columnCount && words.columnCount == types.columnCount,
      "shapes do not fit")
    precondition(
      tokens.allSatisfy { $0 >= 0 && Int($0) < words.rowCount }, "a token has no embedding")
    unsafe tokens.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe sim_encoder_embed(
        words.base, types.base, positions.base, start, buffer.count, words.columnCount, base)
    }
  }

  /// Every row becomes LayerNorm(row) · weight + shift over its first `columns` components.
  func layerNorm(
    columns: Int, weight: FloatMatrix, shift: FloatMatrix, epsilon: Float, kernel: Kernel
  ) {
    precondition(
      stride == columnCount && columnCount == Self.padded(columns)
        && weight.columnCount == columnCount && shift.columnCount == columnCount,
      "shapes do not fit")
    unsafe sim_encoder_layer_norm(
      kernel.code, base, rowCount, columns, weight.base, shift.base, epsilon)
  }

  /// self = softmax(Q·Kᵀ)·V of one sentence, head by head. A row of `projections` has the heads of
  /// Q, scaled, of K and of V, each padded to whole blocks.
  func assignAttention(
    _ projections: FloatMatrix, headCount: Int, scratch: FloatMatrix, kernel: Kernel
  ) {
    let headStride = columnCount / headCount
    precondition(
      stride == columnCount && projections.stride == 3 * columnCount
        && projections.rowCount == rowCount && headStride * headCount == columnCount
        && headStride % Self.blockWidth == 0
        && scratch.elementCount
          >= Self.scratchCount(rowCount: 0, longest: rowCount, widest: 0, headStride: headStride),
      "shapes do not fit")
    unsafe sim_encoder_attention(
      kernel.code, projections.base, rowCount, headCount, headStride, base, scratch.base)
  }

  /// A row becomes the unit vector of the mean of a sentence's rows, or of its first row.
  func assignPooledRow(_ row: Int, from sentence: FloatMatrix, firstRowOnly: Bool) {
    precondition(
      row >= 0 && row < rowCount && sentence.columnCount >= columnCount, "shapes do not fit")
    unsafe sim_pool_unit(
      sentence.base, sentence.rowCount, columnCount, sentence.stride, firstRowOnly ? 1 : 0,
      base + row * stride)
  }

  /// Elements of a packed matrix.
  var elementCount: Int { rowCount * columnCount }
}
