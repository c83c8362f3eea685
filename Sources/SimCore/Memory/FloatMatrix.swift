import CSimKernels

/// A row-major f32 matrix inside a `MemoryRegion`, which it keeps alive.
///
/// `stride` is the distance between rows in floats (at least `columnCount`), so a block of columns
/// is a matrix too. Views of one region may overlap; the passes below never read what they write,
/// except in place where they say so.
@safe
struct FloatMatrix: @unchecked Sendable {
  let region: MemoryRegion
  let rowCount: Int
  let columnCount: Int
  let stride: Int
  /// The first element; for the passes of this folder alone.
  let base: UnsafeMutablePointer<Float>

  /// A matrix in a region of its own; zeroed unless the caller writes it all before reading.
  init(rowCount: Int, columnCount: Int, isZeroed: Bool = true) {
    let region = MemoryRegion(
      byteCount: rowCount * columnCount * MemoryLayout<Float>.stride, isZeroed: isZeroed)
    self.init(region: region, byteOffset: 0, rowCount: rowCount, columnCount: columnCount)
  }

  /// The rows × columns floats at `byteOffset` of `region`.
  init(region: MemoryRegion, byteOffset: Int, rowCount: Int, columnCount: Int) {
    precondition(
      byteOffset >= 0 && byteOffset % MemoryLayout<Float>.alignment == 0
        && byteOffset + rowCount * columnCount * MemoryLayout<Float>.stride <= region.byteCount,
      "matrix outside its region")
    self.region = region
    self.rowCount = rowCount
    self.columnCount = columnCount
    stride = columnCount
    unsafe base = region.floats(atByteOffset: byteOffset)
  }

  /// A packed matrix in memory that the caller holds for as long as the matrix is used.
  @unsafe
  init(borrowing memory: UnsafeMutableBufferPointer<Float>, rowCount: Int, columnCount: Int) {
    guard let base = memory.baseAddress, rowCount * columnCount <= memory.count else {
      preconditionFailure("matrix outside its memory")
    }
    unsafe self.init(
      region: .empty, base: base, rowCount: rowCount, columnCount: columnCount,
      stride: columnCount)
  }

  private init(
    region: MemoryRegion, base: UnsafeMutablePointer<Float>, rowCount: Int, columnCount: Int,
    stride: Int
  ) {
    self.region = region
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.stride = stride
    unsafe self.base = base
  }

  /// The first `count` rows.
  func prefix(rows count: Int) -> FloatMatrix {
    precondition(count >= 0 && count <= rowCount, "no such rows")
    return unsafe FloatMatrix(
      region: region, base: base, rowCount: count, columnCount: columnCount, stride: stride)
  }

  /// Consecutive rows.
  func rows(_ range: Range<Int>) -> FloatMatrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rowCount, "no such rows")
    return unsafe FloatMatrix(
      region: region, base: base + range.lowerBound * stride, rowCount: range.count,
      columnCount: columnCount, stride: stride)
  }

  /// A block of columns of every row.
  func columns(_ range: Range<Int>) -> FloatMatrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= columnCount, "no such columns")
    return unsafe FloatMatrix(
      region: region, base: base + range.lowerBound, rowCount: rowCount,
      columnCount: range.count, stride: stride)
  }

  subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "outside")
      return unsafe base[row * stride + column]
    }
    nonmutating set {
      precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "outside")
      unsafe base[row * stride + column] = newValue
    }
  }

  /// Calls `body` with one row.
  func withRow<Result, Failure: Error>(
    _ row: Int, _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(row >= 0 && row < rowCount, "no such row")
    let buffer = unsafe UnsafeBufferPointer(start: base + row * stride, count: columnCount)
    return try body(unsafe buffer.span)
  }

  /// Copies `values` into a row.
  func setRow(_ row: Int, to values: some Collection<Float>) {
    precondition(row >= 0 && row < rowCount && values.count == columnCount, "no such row")
    let buffer = unsafe UnsafeMutableBufferPointer(start: base + row * stride, count: columnCount)
    _ = unsafe buffer.update(from: values)
  }

  /// Calls `body` with the address of a row of `columnCount` floats, to be written.
  @unsafe
  func withMutableRow(_ row: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    precondition(row >= 0 && row < rowCount, "no such row")
    unsafe body(base + row * stride)
  }

  /// The address of the elements of a packed matrix, to be read while the matrix lives.
  @unsafe
  var packedElements: UnsafePointer<Float> {
    precondition(stride == columnCount, "the matrix is not packed")
    return unsafe UnsafePointer(base)
  }

  /// Calls `body` with the address of the elements of a packed matrix, to be read.
  @unsafe
  func withElements<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    precondition(stride == columnCount, "the matrix is not packed")
    return unsafe body(base)
  }

  /// Calls `body` with the address of the elements, to be read, and the distance between rows.
  @unsafe
  func withStridedElements(_ body: (UnsafePointer<Float>, Int) -> Void) {
    unsafe body(base, stride)
  }

  /// The Euclidean length of a row, in f64.
  func norm(row: Int) -> Double {
    withRow(row) { span in
      var square = 0.0
      for index in span.indices { square += Double(span[index]) * Double(span[index]) }
      return square.squareRoot()
    }
  }

  /// Reads all elements of a packed matrix from a file of little-endian f32.
  func fill(from file: OpenFile, at byteOffset: Int) {
    precondition(stride == columnCount, "the matrix is not packed")
    let bytes = unsafe UnsafeMutableRawBufferPointer(
      start: base, count: rowCount * columnCount * MemoryLayout<Float>.stride)
    let failure = unsafe file.read(into: bytes, at: byteOffset)
    precondition(failure == 0, "cannot read \(file.path): \(systemMessage(failure))")
  }

  /// Appends all elements of a packed matrix to a file.
  func write(to sink: FileSink) throws(FileError) {
    precondition(stride == columnCount, "the matrix is not packed")
    try unsafe sink.append(
      UnsafeRawBufferPointer(
        start: base, count: rowCount * columnCount * MemoryLayout<Float>.stride))
  }

  /// Copies an embedding matrix of the same shape.
  func fill(from embeddings: EmbeddingMatrix) {
    precondition(
      stride == columnCount && embeddings.count == rowCount
        && embeddings.dimension == columnCount, "the shapes differ")
    unsafe embeddings.components.withUnsafeBufferPointer { components in
      guard let start = components.baseAddress else { return }
      unsafe base.update(from: start, count: rowCount * columnCount)
    }
  }

  /// All elements of a packed matrix, row after row.
  func elements() -> [Float] {
    precondition(stride == columnCount, "the matrix is not packed")
    return unsafe Array(UnsafeBufferPointer(start: base, count: rowCount * columnCount))
  }
}

// MARK: - Products and similarities

extension FloatMatrix {
  /// self = left · rightᵀ by OpenBLAS. Shapes: m×n = (m×k) · (n×k)ᵀ.
  func assignProduct(_ left: FloatMatrix, transposed right: FloatMatrix) {
    precondition(
      rowCount == left.rowCount && columnCount == right.rowCount
        && left.columnCount == right.columnCount, "shapes do not fit")
    guard rowCount > 0, columnCount > 0 else { return }
    unsafe sim_product_transposed(
      rowCount, columnCount, left.columnCount, 1, left.base, left.stride, right.base,
      right.stride, 0, base, stride)
  }

  /// The defined similarity of a row of this matrix with a row of another (see `Similarity`).
  func similarity(row: Int, with other: FloatMatrix, row otherRow: Int, kernel: Kernel) -> Double {
    precondition(
      row >= 0 && row < rowCount && otherRow >= 0 && otherRow < other.rowCount
        && columnCount == other.columnCount, "rows do not fit")
    return unsafe sim_similarity(
      kernel.code, base + row * stride, other.base + otherRow * other.stride, columnCount)
  }
}
