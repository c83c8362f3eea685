/// What a degree is called and what it is in.
extension EducationRule {
  func qualification(
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
      case .associate, .school: codes = []
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
  func subject(after start: Int, in sentence: Range<Int>) -> String? {
    var cursor = start
    while cursor < sentence.upperBound, cursor < start + 5,
      !["in", "("].contains(document.key(cursor))
    {
      if ["with", "and", "interested"].contains(document.key(cursor)) { break }
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

  /// The subject before "degree": "a Computer Science degree".
  func subject(before index: Int, in sentence: Range<Int>) -> String? {
    var start = index
    while start > sentence.lowerBound,
      DegreeTable.subjectsBeforeDegree.contains(document.key(start - 1))
    {
      start -= 1
    }
    let words = (start..<index).map { position in
      DegreeTable.titleCased(document.text.string(document.tokens[position].range))
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
