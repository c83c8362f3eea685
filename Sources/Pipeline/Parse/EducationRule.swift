/// Finds the degrees that are asked for: one entry for each level in a sentence.
struct EducationRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var education: Education
    var tokens: Range<Int>
  }

  /// No text asks for more degrees than this.
  private static let mostFindings = 8

  func findings() -> [Finding] {
    var findings: [Finding] = []
    for section in sections where !section.kind.isBoilerplate && section.kind != .title {
      for piece in section.pieces where findings.count < Self.mostFindings {
        for sentence in SentenceRule.sentences(in: piece.tokens, of: document.tokens)
        where findings.count < Self.mostFindings {
          findings.append(contentsOf: self.findings(in: sentence.tokens, of: section))
        }
      }
    }
    var seen: Set<Education> = []
    return findings.enumerated().filter { index, finding in
      var key = finding.education
      key.raw = nil
      // A form footer ("Bachelor's (Preferred)") says nothing beside a sentence on the same level.
      let isBare = finding.tokens.count <= 5 && index > 0
      let isKnown = findings.prefix(index).contains { $0.education.level == key.level }
      return seen.insert(key).inserted && !(isBare && isKnown)
    }.map(\.element)
  }

  private func findings(in sentence: Range<Int>, of section: JDSection) -> [Finding] {
    var codes: [DegreeTable.Level: [String]] = [:]
    var first: [DegreeTable.Level: Int] = [:]
    var last: [DegreeTable.Level: Int] = [:]
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      if let match = DegreeTable.degrees.match(in: document, at: index, upTo: sentence.upperBound),
        isDegree(match.value, at: index, end: match.end, in: sentence, section: section)
      {
        let degree = match.value
        first[degree.level] = first[degree.level] ?? index
        if let code = degree.code, codes[degree.level]?.contains(code) != true {
          codes[degree.level, default: []].append(code)
        } else {
          codes[degree.level, default: []] += []
        }
        last[degree.level] = match.end
        index = match.end
      } else {
        index += 1
      }
    }
    guard !codes.isEmpty else { return [] }
    let requirement = requirement(in: sentence, of: section)
    let raw = JDWords.split(document.string(sentence)).prefix(60).joined(separator: " ")
    return codes.keys.sorted { first[$0]! < first[$1]! }.map { level in
      Finding(
        education: Education(
          level: level.rawValue,
          qualification: qualification(
            level, codes[level] ?? [],
            subject: subject(after: last[level] ?? sentence.lowerBound, in: sentence)),
          raw: raw, requirement: requirement),
        tokens: sentence)
    }
  }

  /// Whether a degree word means a degree here: "BE" not "be", "Graduate" not "graduate program".
  private func isDegree(
    _ degree: DegreeTable.Degree, at index: Int, end: Int, in sentence: Range<Int>,
    section: JDSection
  ) -> Bool {
    let token = document.tokens[index]
    switch degree.caution {
    case .none: return true
    case .capitals:
      guard token.isAllCapitals || token.key.contains(".") && token.isCapitalized else {
        return false
      }
      let neighbours = [document.key(index - 1), document.key(end)]
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

  private func requirement(in sentence: Range<Int>, of section: JDSection) -> String {
    let optional: Set<String> = [
      "preferred", "preferably", "plus", "desirable", "desired", "advantage", "nice", "optional",
      "bonus",
      "advantageous",
    ]
    if sentence.contains(where: { optional.contains(document.key($0)) }) { return "preferred" }
    if sentence.contains(where: { ["required", "must", "mandatory"].contains(document.key($0)) }) {
      return "required"
    }
    let heading = section.heading.map { Set(document.phraseWords($0)) } ?? []
    return heading.isDisjoint(with: optional.union(["good"])) ? "required" : "preferred"
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
      case .school, .graduate: codes = []
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
