import Pipeline

/// A labelled text.
public struct EvaluationRow: Sendable {
  public var id: String
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
      let row = try JDRow(line: line, number: lines.number)
      guard let label = row.label else {
        throw EvaluationError.unlabelled(path: path, id: row.id)
      }
      guard let slug = labels.slugs[label] else {
        throw EvaluationError.unknownLabel(path: path, id: row.id, label: label)
      }
      guard seen.insert(row.id).inserted else {
        throw EvaluationError.repeatedRow(path: path, id: row.id)
      }
      rows.append(EvaluationRow(id: row.id, text: mask?.masking(row.text) ?? row.text, slug: slug))
    }
    guard !rows.isEmpty else { throw EvaluationError.noRows(path: path) }
    return rows
  }
}
