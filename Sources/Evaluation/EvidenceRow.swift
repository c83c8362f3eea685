import Foundation
import Pipeline

/// What was known of a row before the decision: what the arbiter's weights are fitted on.
struct EvidenceRow: Encodable {
  var id: String
  /// The label's role.
  var expected: String
  /// Nil where the text states none.
  var title: String?
  /// Skills of the JD that the library knows.
  var knownSkillCount: Int
  /// Of every role that can be chosen, ascending by role id; empty for a text that is no JD.
  var evidence: [CandidateEvidence]

  enum CodingKeys: String, CodingKey {
    case id, expected, title
    case knownSkillCount = "known_skill_count"
    case evidence
  }

  init(_ row: EvaluationRow, _ facts: Facts?) {
    id = row.id
    expected = row.slug
    title = facts?.title
    knownSkillCount = facts?.knownSkillCount ?? 0
    evidence = facts?.evidence ?? []
  }
}

/// A file of JSON Lines that is written row by row.
final class EvidenceFile {
  private let handle: FileHandle
  private let path: String

  /// - Throws: `EvaluationError.unwritable`.
  init(path: String) throws(EvaluationError) {
    guard let handle = try? OutputFile.open(path) else { throw .unwritable(path: path) }
    self.handle = handle
    self.path = path
  }

  deinit { try? handle.close() }

  func write(_ row: EvidenceRow) throws {
    let line = try RecordCoding.text(row) + "\n"
    do {
      try handle.write(contentsOf: Data(line.utf8))
    } catch {
      throw EvaluationError.unwritable(path: path)
    }
  }
}
