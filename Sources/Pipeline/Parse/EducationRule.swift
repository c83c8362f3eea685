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

  private struct Match {
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

  /// The sentences of a piece; the stop inside "Ph.D." ends none.
  private func sentences(in piece: Range<Int>) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for sentence in SentenceRule.sentences(in: piece, of: document.tokens) {
      let tokens = sentence.tokens
      if let last = joined.last, document.key(tokens.lowerBound) == "d",
        document.key(tokens.lowerBound - 1) == ".", document.key(tokens.lowerBound - 2) == "ph"
      {
        joined[joined.count - 1] = last.lowerBound..<tokens.upperBound
      } else {
        joined.append(tokens)
      }
    }
    return joined
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
            subject: subject(after: last[level] ?? sentence.lowerBound, in: sentence)),
          raw: raw, requirement: requirement(in: lower..<upper, of: section)),
        tokens: sentence, isUnnamed: matches.allSatisfy { $0.degree.caution == .unnamed })
    }
  }

  /// The degree words of a sentence; "degree" alone only where there is no other.
  private func matches(in sentence: Range<Int>, of section: JDSection) -> [Match] {
    var matches: [Match] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      if let match = DegreeTable.degrees.match(in: document, at: index, upTo: sentence.upperBound),
        isDegree(match.value, at: index, end: match.end, in: sentence, section: section)
      {
        matches.append(Match(degree: match.value, tokens: index..<match.end))
        index = match.end
      } else {
        index += 1
      }
    }
    let named = matches.filter { $0.degree.caution != .unnamed }
    return named.isEmpty ? matches : named
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

  /// Whether a degree word means a degree here: "BE" not "be", "Graduate" not "graduate program".
  private func isDegree(
    _ degree: DegreeTable.Degree, at index: Int, end: Int, in sentence: Range<Int>,
    section: JDSection
  ) -> Bool {
    let token = document.tokens[index]
    switch degree.caution {
    case .none: return degree.level != .school || !followsPost(index, in: sentence)
    case .section: return section.kind == .education && !followsPost(index, in: sentence)
    case .unnamed: return isUnnamedDegree(index, end: end, in: sentence)
    case .capitals:
      guard token.isAllCapitals || token.key.contains(".") && token.isCapitalized,
        !isProduct(end, in: sentence)
      else { return false }
      let neighbours = (max(sentence.lowerBound, index - 1)..<min(sentence.upperBound, end + 1))
        .filter { $0 < index || $0 >= end }.map { document.key($0) }
      return section.kind == .education || token.key.contains(".")
        || neighbours.contains {
          ["/", ",", "-", "in", "or", "degree", ")", "(", "&"].contains($0)
        }
    case .context:
      if section.kind == .education { return true }
      let near = (max(sentence.lowerBound, index - 3)..<min(sentence.upperBound, end + 3)).map {
        document.key($0)
      }
      return near.contains {
        ["any", "in", "degree", "must", "engineering", "university", "college", "required"]
          .contains($0)
      } && !near.contains("scrum") && !near.contains("fresh") && document.key(end) != "program"
    }
  }

  /// "Post-secondary": what comes after school.
  private func followsPost(_ index: Int, in sentence: Range<Int>) -> Bool {
    let before = document.key(index - 1) == "-" ? index - 2 : index - 1
    return before >= sentence.lowerBound && document.key(before) == "post"
  }

  /// "Degree in Chemistry", "any degree"; not "an advanced degree in Chemistry".
  private func isUnnamedDegree(_ index: Int, end: Int, in sentence: Range<Int>) -> Bool {
    if end - index > 1 { return document.key(end) != "of" && document.key(index - 1) != "to" }
    guard end + 1 < sentence.upperBound, document.key(end) == "in",
      !["which", "that", "this"].contains(document.key(end + 1))
    else { return false }
    return index == sentence.lowerBound
      || !["advanced", "higher", "large", "certain", "some"].contains(document.key(index - 1))
        && document.tokens[index - 1].kind != .number
  }

  /// "MS Office", "MS-Excel": the maker of a product.
  private func isProduct(_ end: Int, in sentence: Range<Int>) -> Bool {
    var next = end
    if ["-", "/", "."].contains(document.key(next)) { next += 1 }
    return next < sentence.upperBound && DegreeTable.products.contains(document.key(next))
  }

  private static let optionalWords = JDWords.set(
    "preferred preferably plus desirable desired advantage nice optional bonus advantageous")

  private static let requirementWords = optionalWords.union(["required", "must", "mandatory"])

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

  // MARK: Qualification

  private func qualification(
    _ level: DegreeTable.Level, _ codes: [String], subject: String?
  ) -> String? {
    var codes = codes
    if codes.isEmpty {
      let isEngineering = subject.map(DegreeTable.isEngineering) ?? false
      switch level {
      case .bachelors: codes = isEngineering ? ["BTECH/BE"] : ["BTECH/BE/BSC"]
      case .masters: codes = ["MTECH/ME"]
      case .doctorate: codes = ["PHD"]
      case .diploma: codes = ["DIPLOMA"]
      case .associate, .school, .graduate: codes = []
      }
    }
    codes.sort { (DegreeTable.codeOrder[$0] ?? 99) < (DegreeTable.codeOrder[$1] ?? 99) }
    let code = codes.joined(separator: "/")
    switch (code.isEmpty, subject) {
    case (true, nil): return nil
    case (false, nil): return code
    case (true, let subject?): return subject
    case (false, let subject?): return "\(code) - \(subject)"
    }
  }

  /// The subject after "in" or in brackets, such as "Computer Science (or related)".
  private func subject(after start: Int, in sentence: Range<Int>) -> String? {
    var cursor = start
    while cursor < sentence.upperBound, cursor < start + 5,
      !["in", "("].contains(document.key(cursor))
    {
      if document.key(cursor) == "with" || document.key(cursor) == "and" { break }
      cursor += 1
    }
    guard cursor < sentence.upperBound, ["in", "("].contains(document.key(cursor)) else {
      return nil
    }
    cursor += 1
    var words: [String] = []
    var suffix = ""
    while cursor < sentence.upperBound, words.count < 8 {
      let token = document.tokens[cursor]
      if token.key == "related" || token.key == "similar" || token.key == "relevant" {
        suffix = " (or related)"
        break
      }
      if token.key == "equivalent" {
        suffix = " (or equivalent)"
        break
      }
      if token.kind == .mark, ![",", "&", "/", "-"].contains(token.key) { break }
      if DegreeTable.subjectStops.contains(token.key) || token.kind == .number { break }
      if token.isSpoken {
        let joins = ["or", "and", "of", "a", "an", "any", "other", "the"].contains(token.key)
        words.append(joins ? token.key : DegreeTable.titleCased(document.text.string(token.range)))
      }
      cursor += 1
    }
    if suffix.isEmpty {
      let rest = (cursor..<min(sentence.upperBound, cursor + 6)).map { document.key($0) }
      if rest.contains("related") || rest.contains("relevant") { suffix = " (or related)" }
      if rest.contains("equivalent") { suffix = " (or equivalent)" }
    }
    while let last = words.last,
      ["or", "and", "of", "a", "an", "any", "other", "the"].contains(last)
    {
      words.removeLast()
    }
    while let first = words.first, ["or", "and", "of", "a", "an", "the", "any"].contains(first) {
      words.removeFirst()
    }
    return words.isEmpty ? nil : words.joined(separator: " ") + suffix
  }
}
