/// The natures of work, and the words of duties that tell them.
///
/// Cues are written as plain words and compared by their stems. A strong cue counts 2 points, a
/// weak one 1. Where two natures have as many points, the earlier one is taken: the special ones
/// stand before the general ones.
enum NatureOfWorkTable {
  struct Entry: Sendable {
    var label: String
    /// What the person does, as a sentence.
    var summary: String
    /// The same beside another nature.
    var inShort: String
    var strong: String
    var weak: String
  }

  static let entries = softwareEntries + operationsEntries + peopleEntries + otherEntries

  struct Cue: Sendable {
    var nature: Int
    var points: Int
  }

  static let cues = PhraseTable<Cue>(
    entries.enumerated().flatMap { index, entry in
      [(entry.strong, 2), (entry.weak, 1)].flatMap { list, points in
        JDWords.phrases(list).map { (CueWords.phrase($0), Cue(nature: index, points: points)) }
      }
    })
}
