import Foundation
import Pipeline

/// A labelled text.
public struct EvaluationRow: Sendable {
  /// The row's id, of its own in its file.
  public var id: String
  /// The job description, title or sentence.
  public var text: String
  /// The slug of the role that its label means; of several labels the first one's.
  public var slug: String
  /// The slugs of further labels, each once: these roles are right, too.
  public var alternatives: [String] = []

  /// All rows of a JSON Lines file.
  ///
  /// - Parameters:
  ///   - kind: what the rows hold; a title or a sentence may have several labels.
  ///   - mask: what is taken out of the texts; nil leaves them.
  /// - Throws: `InputError`, `EvaluationError`; nothing is skipped silently.
  public static func rows(
    of path: String, labels: EvaluationLabels, kind: RowKind = .jd, mask: TitleMask? = nil
  ) throws -> [EvaluationRow] {
    var rows: [EvaluationRow] = []
    var seen: Set<String> = []
    var lines = try FileLines(path: path)
    while let line = try lines.nextFilled() {
      let (row, names) = try labelledRow(line, number: lines.number, of: path)
      var slugs: [String] = []
      for name in names {
        guard let slug = labels.slugs[name] else {
          throw EvaluationError.unknownLabel(path: path, id: row.id, label: name)
        }
        if !slugs.contains(slug) { slugs.append(slug) }
      }
      guard let slug = slugs.first else {
        throw EvaluationError.unlabelled(path: path, id: row.id)
      }
      guard slugs.count == 1 || kind != .jd else {
        throw EvaluationError.severalLabels(path: path, id: row.id)
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
      rows.append(
        EvaluationRow(
          id: row.id, text: text, slug: slug, alternatives: Array(slugs.dropFirst())))
    }
    guard !rows.isEmpty else { throw EvaluationError.noRows(path: path) }
    return rows
  }

  /// How many rows have the text of one of `others`.
  public static func sharedCount(_ rows: [EvaluationRow], with others: [EvaluationRow]) -> Int {
    let texts = Set(others.map(\.text))
    return rows.count { texts.contains($0.text) }
  }

  /// A row and its labels; its file is named, of `--input` and `--train`.
  private static func labelledRow(
    _ line: some Collection<UInt8>, number: Int, of path: String
  ) throws -> (row: JDRow, labels: [String]) {
    let row: JDRow
    do {
      row = try JDRow(line: line, number: number)
    } catch {
      guard case .row(_, let reason) = error else { throw error }
      throw EvaluationError.badRow(path: path, line: number, reason: reason)
    }
    do {
      return (row, try JSONDecoder().decode(RowLabels.self, from: Data(line)).labels)
    } catch {
      throw EvaluationError.badRow(
        path: path, line: number, reason: "it is no row: \(JSONFault.line(for: error))")
    }
  }
}

/// The labels of a row: `label` is one or a list; empty where it is missing or null.
private struct RowLabels: Decodable {
  var labels: [String]

  enum CodingKeys: String, CodingKey { case label }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: CodingKeys.self)
    if (try? row.nestedUnkeyedContainer(forKey: .label)) != nil {
      labels = try row.decode([String].self, forKey: .label)
    } else {
      let label = try row.decodeIfPresent(String.self, forKey: .label)
      labels = label.map { [$0] } ?? []
    }
  }
}
