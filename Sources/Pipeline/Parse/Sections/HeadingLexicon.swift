/// Says which headings stand for which kind of section.
enum HeadingLexicon {
  /// Words that make a phrase a heading of a kind, wherever they stand in it.
  static let headWords: [String: SectionKind] = {
    var table: [String: SectionKind] = [:]
    func add(_ kind: SectionKind, _ words: String) {
      for word in JDWords.set(words) { table[word] = kind }
    }
    add(
      .responsibilities,
      "responsibilities responsibility duties accountabilities tasks deliverables")
    add(
      .requirements,
      """
      requirements requirement qualifications skills skill skillset skillsets competencies
      prerequisites eligibility criteria expertise attributes certifications technologies abilities
      proficiencies
      must-have mandatory
      """)
    add(.experience, "experience")
    add(.education, "education qualification educational academic")
    add(.benefits, "benefits perks")
    add(.pay, "salary ctc compensation remuneration stipend")
    return table
  }()

  /// Of several kinds in one heading the earlier one counts.
  private static let rank: [SectionKind] = [
    .responsibilities, .requirements, .education, .experience, .benefits, .pay,
  ]

  /// Words that may stand beside head words in a heading.
  private static let fillers = JDWords.set(
    """
    key core main primary major principal essential general specific basic minimum required desired
    preferred additional other technical functional professional personal educational academic soft
    hard job role roles position work your our the and or of for to in a an with candidate ideal we
    are is you will what need needed must should have nice good plus bonus points team day overall
    expected mandatory optional secondary detailed brief following as follows include includes
    including area areas level related relevant desirable necessary special set this be basis who
    looking prior previous minimum total years knowledge behavioral behavioural non it offered
    company employee other some few these those your's project supervisory leadership managerial
    future training certification qualities candidates applicants applicant successful success know
    how
    """)

  /// Words whose misspellings in headings are forgiven.
  private static let forgiven = [
    "responsibilities", "responsibility", "requirements", "requirement", "qualifications",
    "qualification", "description", "experience", "education", "eligibility", "location",
    "designation", "competencies", "benefits",
  ]

  /// The words of a heading with misspelt head words put right, and without the "s" of "skill(s)".
  static func corrected(_ words: [String]) -> [String] {
    words.filter { $0 != "s" }.map { word in
      let length = word.utf8.count
      guard length >= 7, length <= 19, headWords[word] == nil else { return word }
      if word.hasPrefix("respons"), length >= 12 {
        return word.hasSuffix("y") ? "responsibility" : "responsibilities"
      }
      for candidate in forgiven
      where candidate.utf8.first == word.utf8.first && candidate != word
        && abs(candidate.utf8.count - length) <= 2
      {
        let allowed = candidate.utf8.count >= 11 ? 2 : 1
        if editDistance(Array(word.utf8), Array(candidate.utf8), limit: allowed) <= allowed {
          return candidate
        }
      }
      return word
    }
  }

  /// The kind that a phrase stands for as a whole, or `nil`.
  static func exactKind(_ words: [String]) -> SectionKind? {
    guard !words.isEmpty, words.count <= 12 else { return nil }
    var words = words
    while let first = words.first, ["the", "some", "and"].contains(first), words.count > 2 {
      if HeadingTable.phrases[words.joined(separator: " ")] != nil { break }
      words.removeFirst()
    }
    if let kind = HeadingTable.phrases[words.joined(separator: " ")] { return kind }
    return words.last == "title" && words.count <= 3 ? .title : nil
  }

  /// The kind of a phrase that is made of heading words only ("required technical skills").
  static func vocabularyKind(_ words: [String]) -> SectionKind? {
    guard !words.isEmpty, words.count <= 9,
      words.allSatisfy({ fillers.contains($0) || headWords[$0] != nil })
    else { return nil }
    return headKind(words)
  }

  /// The kind that the head words of a phrase tell, whatever stands beside them.
  static func headKind(_ words: [String]) -> SectionKind? {
    let kinds = Set(
      words.indices.compactMap { index in
        namesField(words, at: index) ? nil : headWords[words[index]]
      })
    return rank.first { kinds.contains($0) }
  }

  /// "User experience designer": "experience" before a title's noun is what the work is about.
  private static func namesField(_ words: [String], at index: Int) -> Bool {
    words[index] == "experience" && index > 0 && index + 1 < words.count
      && TitleLexicon.heads.contains(words[index + 1])
  }

  /// Whether a word can stand inside a heading that is made of heading words.
  static func isHeadingWord(_ word: String) -> Bool {
    fillers.contains(word) || headWords[word] != nil
  }

  /// The edit distance of two short words, or `limit + 1` if it is larger than `limit`.
  static func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
    var previous = Array(0...right.count)
    for (row, leftByte) in left.enumerated() {
      var current = [row + 1]
      var smallest = row + 1
      for (column, rightByte) in right.enumerated() {
        let value = min(
          previous[column + 1] + 1, current[column] + 1,
          previous[column] + (leftByte == rightByte ? 0 : 1))
        current.append(value)
        smallest = min(smallest, value)
      }
      if smallest > limit { return limit + 1 }
      previous = current
    }
    return previous[right.count]
  }
}
