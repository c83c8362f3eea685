import SimCore

/// What the stages that need no vector make of a text, and the texts whose vectors the next stage
/// needs. A value: nothing of it is stored.
struct UnencodedJD: Sendable {
  let text: JDText
  let reading: JDReading
  let skills: [ExtractedSkill]
  /// What the reader found of which a reviewer said that it is no skill; not among `skills`.
  let refusedSkills: [ExtractedSkill]
  /// The distinct sentences of the R&R, at most `responsibilityLimit`; empty for a text that is no JD.
  let sentences: [String]
  /// The title and its aliases.
  let titles: [String]
  /// The texts to be encoded, each once.
  let texts: [String]
  /// The rows of `texts` with the R&R's sentences, the whole text's sentences, and the titles.
  let dutyRows: [Int]
  let textRows: [Int]
  let titleRows: [Int]

  /// What a reviewer should know of: sentences that are not looked at.
  let flags: [String]

  /// Sentences of an R&R that are compared: real ads have up to fifty, and a text of a million
  /// bytes must not take minutes.
  static let responsibilityLimit = 1024

  /// Sentences of a whole text that the evidence looks at: real ads have up to a hundred.
  static let textLimit = 256

  /// O(text).
  init(
    text: JDText, reading: JDReading, skills: [ExtractedSkill],
    refusedSkills: [ExtractedSkill] = []
  ) {
    self.text = text
    self.reading = reading
    self.skills = skills
    self.refusedSkills = refusedSkills
    guard reading.parsed.isAccepted else {
      (sentences, titles, texts, flags) = ([], [], [], [])
      (dutyRows, textRows, titleRows) = ([], [], [])
      return
    }
    let duties = SentenceSplitter.distinctSentences(of: reading.parsed.responsibilityText)
    let textSentences = SentenceSplitter.distinctSentences(of: text.cleaned)
    flags =
      Self.flags("the R&R", sentenceCount: duties.count, limit: Self.responsibilityLimit)
      + Self.flags("the text", sentenceCount: textSentences.count, limit: Self.textLimit)
    sentences = Array(duties.prefix(Self.responsibilityLimit))
    titles = ([reading.parsed.role].compactMap { $0 } + reading.parsed.roleAliases)
      .filter { !TextKey($0).text.isEmpty }
    var distinct: [String] = []
    var rows: [ExactText: Int] = [:]
    func row(of text: String) -> Int {
      if let row = rows[ExactText(text)] { return row }
      rows[ExactText(text)] = distinct.count
      distinct.append(text)
      return distinct.count - 1
    }
    dutyRows = sentences.map { row(of: $0) }
    textRows = textSentences.prefix(Self.textLimit).map { row(of: $0) }
    titleRows = titles.map { row(of: $0) }
    texts = distinct
  }

  private static func flags(_ part: String, sentenceCount count: Int, limit: Int) -> [String] {
    guard count > limit else { return [] }
    return ["\(part) has \(count) sentences; only the first \(limit) are compared"]
  }
}
