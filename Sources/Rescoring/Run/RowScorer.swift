import Pipeline

/// Decides rows of the input and writes them as lines: what `rescore` and `worker` share, so that
/// their rows are the same bytes.
struct RowScorer: Sendable {
  let pipeline: FrozenPipeline
  let writesVectors: Bool

  /// The lines of some rows.
  struct Lines: Sendable {
    var rows: [UInt8] = []
    var vectors: [UInt8] = []
    var rowCount = 0
    /// Rows that could not be read.
    var badRowCount = 0
  }

  /// The lines of rows, in their order. A bad row gives an error row.
  func lines(of rows: [InputRow]) async throws -> Lines {
    var lines = Lines()
    for row in try await separateLines(of: rows) {
      lines.rows += row.rows
      lines.vectors += row.vectors
      lines.rowCount += row.rowCount
      lines.badRowCount += row.badRowCount
    }
    return lines
  }

  /// The lines of each row.
  func separateLines(of rows: [InputRow]) async throws -> [Lines] {
    let texts = rows.compactMap { row -> String? in
      if case .text(let text) = row.content { text } else { nil }
    }
    var decisions = try await pipeline.decide(texts)[...]
    return try rows.map { row in
      switch row.content {
      case .bad(let reason): return try lines(row, RescoreRow(row, bad: reason), vector: nil)
      case .text:
        let decision = decisions.removeFirst()
        return try lines(row, RescoreRow(row, decision), vector: decision.vector)
      }
    }
  }

  private func lines(
    _ row: InputRow, _ result: RescoreRow, vector: [Double]?
  ) throws -> Lines {
    var lines = Lines(rows: Array(try result.line.utf8), rowCount: 1)
    if result.error != nil { lines.badRowCount = 1 }
    if writesVectors {
      let vectorRow = VectorRow(id: row.id, role: result.slug, vector: vector)
      lines.vectors = Array(try vectorRow.line.utf8)
    }
    return lines
  }
}
