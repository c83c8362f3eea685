/// The f32 vectors of an index: in memory, or in a file from which single rows are read.
///
/// Rows of a file are read, not mapped: a mapped row would fault whole pages, and what surrounds
/// them, into the resident set.
enum VectorRows: Sendable {
  case memory(FloatMatrix)
  case file(FileRows)

  var rowCount: Int {
    switch self {
    case .memory(let matrix): matrix.rowCount
    case .file(let rows): rows.rowCount
    }
  }

  /// Room for rows that are read from a file; none where they are in memory.
  func buffer(rowCount: Int, columnCount: Int) -> FloatMatrix {
    switch self {
    case .memory: FloatMatrix(rowCount: 0, columnCount: columnCount)
    case .file: FloatMatrix(rowCount: rowCount, columnCount: columnCount)
    }
  }

  /// Calls `body` with the rows of a range as a matrix; `buffer` has room for them.
  func withRows<Result, Failure: Error>(
    _ range: Range<Int>, buffer: FloatMatrix, _ body: (FloatMatrix) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch self {
    case .memory(let matrix):
      return try body(matrix.rows(range))
    case .file(let rows):
      rows.read(range, into: buffer)
      return try body(buffer.prefix(rows: range.count))
    }
  }
}

/// The rows of a matrix of little-endian f32 in an open file.
struct FileRows: Sendable {
  let file: OpenFile
  let byteOffset: Int
  let rowCount: Int
  let columnCount: Int

  /// Reads rows into the first rows of `buffer`. The file was checked to be long enough when it was
  /// opened and is never changed in place; a disk that fails ends the process, as it would with a
  /// mapped file.
  func read(_ range: Range<Int>, into buffer: FloatMatrix) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rowCount && range.count <= buffer.rowCount
        && columnCount == buffer.columnCount, "no such rows")
    let rowByteCount = columnCount * MemoryLayout<Float>.stride
    buffer.prefix(rows: range.count).fill(
      from: file, at: byteOffset + range.lowerBound * rowByteCount)
  }
}
