/// Tells texts that are no job description, by what speaks for one and what speaks against it.
struct RejectionRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Rejection: Sendable, Equatable {
    /// The `JD_type` of the record.
    var type: String
    /// The reason as a sentence.
    var sentence: String
  }

  /// What the other rules found.
  struct Evidence: Sendable {
    var hasTitle: Bool
    var hasDuties: Bool
    var hasExperience: Bool
    var hasEducation: Bool
  }

  func rejection(_ evidence: Evidence) -> Rejection? {
    let spoken = document.tokens.lazy.filter(\.isWord).prefix(6000).map(\.key)
    let words = Array(spoken)
    guard words.count >= 3 else {
      return Rejection(type: "empty", sentence: "The text is empty or holds next to no words.")
    }
    let counts = Counts(words)
    var points = jobPoints(counts, evidence)
    if counts.person == 0, Self.announcesJob(words) { points += 3 }
    if isCode(points) { return reject("it reads like program code") }
    if counts.filler >= 4 { return reject("it is placeholder text") }
    if isResume(counts, points) {
      return Rejection(
        type: "resume",
        sentence: "The text describes a person who applies, not a job: it reads like a résumé.")
    }
    // The duties of a baker name what a recipe names.
    let speaksForJob = evidence.hasTitle && evidence.hasDuties ? 2 * points : points
    if counts.kitchen >= 6, counts.kitchen > speaksForJob {
      return reject("it reads like a recipe")
    }
    if isLetter(words, counts, points) { return reject("it reads like a letter") }
    if let other = otherText(words, evidence) { return reject(other.reason) }
    guard points >= 3 else {
      return Rejection(
        type: "not_a_job_description",
        sentence: "The text names "
          + (evidence.hasTitle ? "a job title, but no duty" : "no job title, duty")
          + " or requirement (English is read): it is not taken for a job description.")
    }
    return nil
  }

  private func reject(_ reason: String) -> Rejection {
    Rejection(
      type: "not_a_job_description",
      sentence: "The text is not taken for a job description: \(reason).")
  }

  // MARK: What speaks for a job

  private static let headingKinds: Set<SectionKind> = [
    .responsibilities, .requirements, .roleSummary, .experience, .title,
  ]

  /// Points for a job description; 0 where nothing but single words speaks for it.
  private func jobPoints(_ counts: Counts, _ evidence: Evidence) -> Int {
    var points = min(counts.job + counts.loose / 2, 6)
    var structure = 0
    if evidence.hasTitle { structure += 2 }
    if evidence.hasExperience { structure += 2 }
    if evidence.hasEducation { structure += 1 }
    if evidence.hasDuties { structure += 1 }
    var headings = 0
    for section in sections where Self.headingKinds.contains(section.kind) {
      guard let heading = section.heading else { continue }
      let isTelling =
        section.kind == .responsibilities
        || heading.contains { ["skills", "skill"].contains(document.key($0)) }
      headings += isTelling ? 2 : 1
    }
    structure += min(headings, 3)
    let telling = tellingSentences()
    structure += telling >= 5 ? 3 : telling >= 3 ? 2 : telling >= 2 ? 1 : 0
    if structure == 0, counts.job < 5, counts.job + counts.loose < 9 { points = 0 }
    return points + structure
  }

  private static let soughtWords = JDWords.set(
    "experienced qualified skilled passionate motivated talented dynamic dedicated professional")

  /// Whether a short text without headings offers work: "looking for a qualified …", "should be
  /// well versed with …", "opportunity … your career".
  private static func announcesJob(_ words: [String]) -> Bool {
    for index in words.indices.dropLast() {
      let rest = words[(index + 2)...].prefix(10)
      switch (words[index], words[index + 1]) {
      case ("looking", "for"):
        if rest.prefix(5).contains(where: soughtWords.contains) { return true }
      case ("well", "versed"): return true
      case ("great", "opportunity"), ("exciting", "opportunity"):
        if rest.contains("career") { return true }
      default: break
      }
    }
    return false
  }

  /// How many of the sentences in the first pieces are requirements or duties.
  private func tellingSentences() -> Int {
    var count = 0
    for piece in document.pieces.prefix(60) where piece.tokens.count >= 3 {
      let sentences = SentenceRule.sentences(in: piece.tokens.prefix(600), of: document.tokens)
      for sentence in sentences where sentence.tokens.count >= 3 {
        switch DutyLexicon.nature(of: document.phraseWords(sentence.tokens.prefix(30))) {
        case .requirement, .duty: count += 1
        default: break
        }
      }
    }
    return count
  }

  // MARK: Kinds of text

  static let mostLines = 400
  private static let braces: Set<String> = ["{", "}", "="]
  private static let codeOpeners = JDWords.set(
    """
    import func def return let var const class public private if for while #include function package
    struct else select int void
    """)

  /// Lines that end in `;`, `{` or `}`, or begin with a keyword of a programming language.
  private func isCode(_ points: Int) -> Bool {
    var code = 0
    for line in document.lines.prefix(Self.mostLines) {
      guard let last = line.tokens.last, let first = line.tokens.first else { continue }
      let ending = document.key(last)
      if ending == "{" || ending == "}" {
        code += 2
      } else if ending == ";" {
        code += 1
      } else if Self.codeOpeners.contains(document.key(first)),
        !document.tokens[first].isCapitalized,
        line.tokens.contains(where: { ["=", "(", "{"].contains(document.key($0)) })
      {
        code += 1
      }
    }
    let read = document.tokens.prefix(6000)
    let braces = read.reduce(0) { $0 + (Self.braces.contains($1.key) ? 1 : 0) }
    return code >= 4 && code * 3 >= min(document.lines.count, Self.mostLines) && points < 8
      || braces * 12 > read.count && braces >= 4 && points < 6
  }

  private func isLetter(_ words: [String], _ counts: Counts, _ points: Int) -> Bool {
    let opening = Set(words.prefix(30))
    let closing = Set(words.suffix(25))
    let opens = opening.contains("dear") || opening.contains("hi") || opening.contains("hello")
    let closes =
      !closing.isDisjoint(with: [
        "sincerely", "faithfully", "regards", "yours", "love", "xoxo", "cheers",
      ])
    let speaksOfSelf = counts.person >= 3
    let headings = sections.contains { $0.heading != nil && Self.headingKinds.contains($0.kind) }
    return speaksOfSelf && (opens || closes) && !headings && counts.person * 2 > points - 4
  }
}
