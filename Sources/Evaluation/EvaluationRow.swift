import Pipeline

/// A labelled text.
public struct EvaluationRow: Sendable {
  /// The row's id, of its own in its file.
  public var id: String
  /// The job description, title or sentence.
  public var text: String
  /// The slug of the role that its label means.
  public var slug: String

  /// All rows of a JSON Lines file.
  ///
  /// - Parameter mask: what is taken out of the texts; nil leaves them.
  /// - Throws: `InputError`, `EvaluationError`; nothing is skipped silently.
  public static func rows(
    of path: String, labels: EvaluationLabels, mask: TitleMask? = nil
  ) throws -> [EvaluationRow] {
    var rows: [EvaluationRow] = []
    var seen: Set<String> = []
    var lines = try FileLines(path: path)
    while let line = try lines.nextFilled() {
      let row = try row(line, number: lines.number, of: path)
      guard let label = row.label else {
        throw EvaluationError.unlabelled(path: path, id: row.id)
      }
      guard let slug = labels.slugs[label] else {
        throw EvaluationError.unknownLabel(path: path, id: row.id, label: label)
      }
      guard seen.insert(row.id).inserted else {
        throw EvaluationError.repeatedRow(path: path, id: row.id)
      }
      let text = mask?.masking(row.text) ?? row.text
      do {
        try JDInput.check(text)
      } catch {
        throw EvaluationError.badRow(
          path: path, line: lines.number, reason: "without the labels, \(error)")
      }
      rows.append(EvaluationRow(id: row.id, text: text, slug: slug))
    }
    guard !rows.isEmpty else { throw EvaluationError.noRows(path: path) }
    return rows
  }

  /// How many rows have the text of one of `others`.
  public static func sharedCount(_ rows: [EvaluationRow], with others: [EvaluationRow]) -> Int {
    let texts = Set(others.map(\.text))
    return rows.count { texts.contains($0.text) }
  }

  /// A row; its file is named, of `--input` and `--train`.
  private static func row(
    _ line: some Collection<UInt8>, number: Int, of path: String
  ) throws -> JDRow {
    do {
      return try JDRow(line: line, number: number)
    } catch {
      guard case .row(_, let reason) = error else { throw error }
      throw EvaluationError.badRow(path: path, line: number, reason: reason)
    }
  }
}
