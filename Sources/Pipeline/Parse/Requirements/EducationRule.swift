/// Finds the degrees that are asked for: one entry for each level in a sentence.
struct EducationRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var education: Education
    var tokens: Range<Int>
    /// Whether the text says "degree" and no level.
    var isUnnamed: Bool
  }

  struct Match {
    var degree: DegreeTable.Degree
    var tokens: Range<Int>
  }

  /// No text asks for more degrees than this.
  private static let mostFindings = 8

  func findings() -> [Finding] {
    var findings: [Finding] = []
    for section in sections where !section.kind.isBoilerplate && section.kind != .title {
      for piece in section.pieces where findings.count < Self.mostFindings {
        for sentence in sentences(in: piece.tokens) where findings.count < Self.mostFindings {
          findings.append(contentsOf: self.findings(in: sentence, of: section))
        }
      }
    }
    var seen: Set<Education> = []
    return findings.enumerated().filter { index, finding in
      var key = finding.education
      key.raw = nil
      if finding.isUnnamed,
        findings.contains(where: { !$0.isUnnamed && $0.education.level == key.level })
      {
        return false
      }
      // A form footer ("Bachelor's (Preferred)") says nothing beside a sentence on the same level.
      let isBare = finding.tokens.count <= 5 && index > 0
      let isKnown = findings.prefix(index).contains {
        !$0.isUnnamed && $0.education.level == key.level
      }
      return seen.insert(key).inserted && !(isBare && isKnown)
    }.map(\.element)
  }

  /// The sentences of a piece; the stops of "B. Tech" and "Ph.D. preferred" end none.
  private func sentences(in piece: Range<Int>) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for sentence in SentenceRule.sentences(in: piece, of: document.tokens) {
      let tokens = sentence.tokens
      if let last = joined.last, goesOn(at: tokens.lowerBound) {
        joined[joined.count - 1] = last.lowerBound..<tokens.upperBound
      } else {
        joined.append(tokens)
      }
    }
    return joined
  }

  /// Whether the full stop before a token belongs to a degree that the words from there speak of.
  private func goesOn(at index: Int) -> Bool {
    guard document.key(index - 1) == "." else { return false }
    let key = document.key(index)
    let first = document.key(index - 2)
    if let endings = DegreeTable.spacedEndings[first], endings.contains(key) {
      return first == "ph" || document.tokens[index - 2].isCapitalized
    }
    let isDoctor =
      first == "d" && document.key(index - 3) == "." && document.key(index - 4) == "ph"
    guard isDoctor || DegreeTable.dotted.contains(first) else { return false }
    return Self.requirementWords.contains(key)
      || ["degree", "degrees", "level", "or", "and", "in", "(", "/"].contains(key)
  }

  private func findings(in sentence: Range<Int>, of section: JDSection) -> [Finding] {
    let matches = matches(in: sentence, of: section)
    guard !matches.isEmpty else { return [] }
    var codes: [DegreeTable.Level: [String]] = [:]
    var last: [DegreeTable.Level: Int] = [:]
    var levels: [(level: DegreeTable.Level, start: Int)] = []
    for match in matches {
      let level = match.degree.level
      if last[level] == nil { levels.append((level, match.tokens.lowerBound)) }
      last[level] = match.tokens.upperBound
      if let code = match.degree.code, codes[level]?.contains(code) != true {
        codes[level, default: []].append(code)
      }
    }
    let unnamed = matches.last { $0.degree.caution == .unnamed }
    let starts = clauseStarts(of: matches, in: sentence)
    let raw = JDWords.split(document.string(sentence)).prefix(60).joined(separator: " ")
    return levels.map { level, start in
      let lower = starts.last { $0 <= start } ?? sentence.lowerBound
      let upper = starts.first { $0 > start } ?? sentence.upperBound
      return Finding(
        education: Education(
          level: level.rawValue,
          qualification: qualification(
            level, codes[level] ?? [],
            subject: subject(after: last[level] ?? sentence.lowerBound, in: sentence)
              ?? unnamed.flatMap { subject(before: $0.tokens.lowerBound, in: sentence) }),
          raw: raw, requirement: requirement(in: lower..<upper, of: section)),
        tokens: sentence, isUnnamed: matches.allSatisfy { $0.degree.caution == .unnamed })
    }
  }

  // MARK: Clauses

  /// Where the parts of a sentence begin that speak of one level each, in order.
  ///
  /// A part ends at a semicolon, and before another level after a comma or bracket or after a word
  /// such as "required". "A, B or C preferred" is one part.
  private func clauseStarts(of matches: [Match], in sentence: Range<Int>) -> [Int] {
    var starts: Set<Int> = [sentence.lowerBound]
    for index in sentence where document.key(index) == ";" { starts.insert(index + 1) }
    var isChoice = false
    for position in matches.indices.dropFirst().reversed() {
      let end = matches[position - 1].tokens.upperBound
      var start = matches[position].tokens.lowerBound
      while start > end, Self.clauseOpenings.contains(document.key(start - 1)) { start -= 1 }
      let between = end..<max(end, start)
      if document.key(start - 1) == "or", start > end {
        isChoice = true
        continue
      }
      let isListed = isChoice && between.allSatisfy { Self.listWords.contains(document.key($0)) }
      isChoice = isListed
      guard !isListed, matches[position].degree.level != matches[position - 1].degree.level else {
        continue
      }
      if [",", "("].contains(document.key(start - 1)) && start > end
        || between.contains(where: { Self.requirementWords.contains(document.key($0)) })
      {
        starts.insert(start)
      }
    }
    return starts.sorted()
  }

  /// Words between a comma and the level that opens a clause.
  private static let clauseOpenings = JDWords.set(
    "a an the and but with while preferably ideally")

  private static let listWords = JDWords.set(", degree degrees '")

  static let optionalWords = JDWords.set(
    "preferred preferably plus desirable desired advantage nice optional bonus advantageous")

  static let requirementWords = optionalWords.union(["required", "must", "mandatory"])

  private func requirement(in clause: Range<Int>, of section: JDSection) -> String {
    if clause.contains(where: { Self.optionalWords.contains(document.key($0)) }) {
      return "preferred"
    }
    if clause.contains(where: { Self.requirementWords.contains(document.key($0)) }) {
      return "required"
    }
    let heading = section.heading.map { Set(document.phraseWords($0)) } ?? []
    return heading.isDisjoint(with: Self.optionalWords.union(["good"])) ? "required" : "preferred"
  }
}
