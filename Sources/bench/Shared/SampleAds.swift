import Foundation
import Pipeline

/// Job descriptions for a benchmark without input: ten of the built-in sentences each, with a
/// number of their own in every sentence, so that no sentence repeats.
enum SampleAds {
  /// `count` rows with `id` and `text`.
  static func rows(_ count: Int) -> [JDRow] {
    let all = SampleSentences.all
    return (0..<count).map { number in
      let duties = (0..<10).map { "• Project \(number): \(all[(number * 7 + $0 * 3) % all.count])" }
      return JDRow(
        id: "\(number)",
        text: "Engineer\n\nResponsibilities:\n" + duties.joined(separator: "\n"))
    }
  }

  /// Writes `count` rows as JSON Lines.
  static func write(_ count: Int, to path: String) throws {
    let lines = try rows(count).map { try RecordCoding.text($0) + "\n" }.joined()
    try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
  }
}
