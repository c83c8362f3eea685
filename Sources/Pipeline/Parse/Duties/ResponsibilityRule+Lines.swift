/// Which lines of a section are duties.
extension ResponsibilityRule {
  /// A line, or a sentence of a paragraph.
  struct Part {
    var tokens: Range<Int>
    var bullet: Int?
    var nature: DutyLexicon.Nature
    var startsPiece: Bool
    var isSentenceOfParagraph: Bool
  }

  /// All of a section under a heading for duties, up to where other matters begin.
  func explicitLines(of section: JDSection) -> [Line] {
    var parts = section.pieces.flatMap { self.parts(of: $0) }
    if let stop = parts.firstIndex(where: { endsDuties($0.nature) }) {
      parts.removeSubrange(stop...)
    }
    if let stop = requirementsStart(in: parts) { parts.removeSubrange(stop...) }
    guard parts.count > 1 else { return lines(of: parts) }
    return lines(of: withoutRequirements(withoutAnnouncements(parts)).map(withoutSearch))
  }

  /// Without lines that only announce the list below: "Your duties include the following:", "What
  /// will you do?".
  private func withoutAnnouncements(_ parts: [Part]) -> [Part] {
    parts.indices.filter { index in
      let part = parts[index]
      if document.key(part.tokens.upperBound - 1) == "?" { return false }
      guard part.bullet == nil, index + 1 < parts.count, parts[index + 1].startsPiece,
        document.key(part.tokens.upperBound - 1) == ":"
      else { return true }
      return Set(document.phraseWords(part.tokens.suffix(12))).isDisjoint(with: Self.announcing)
    }.map { parts[$0] }
  }

  private static let announcing = JDWords.set(
    "following follows include includes including responsibilities duties tasks deliverables below")

  /// Without what is asked of the person, and what the employer says of itself.
  ///
  /// "Ability to plan releases" between two duties stays: some ads word duties so.
  private func withoutRequirements(_ parts: [Part]) -> [Part] {
    parts.indices.filter { index in
      switch parts[index].nature {
      case .company:
        return document.phraseWords(parts[index].tokens.prefix(80)).contains("you")
      case .requirement:
        guard index > 0, index + 1 < parts.count, parts[index - 1].nature == .duty,
          parts[index + 1].nature == .duty
        else { return false }
        let words = document.phraseWords(parts[index].tokens.prefix(4))
        return words.count > 2 && words[0] == "ability" && words[1] == "to"
          && DutyLexicon.isVerb(words[2])
          && !["work", "learn", "communicate", "adapt", "prioritize", "manage"].contains(words[2])
      default: return true
      }
    }.map { parts[$0] }
  }

  /// "We are looking for a developer responsible for …" from "responsible" on.
  func withoutSearch(_ part: Part) -> Part {
    let opening = part.tokens.prefix(10).map { document.key($0) }
    guard opening.contains(where: { ["looking", "seeking", "searching", "hiring"].contains($0) }),
      let start = part.tokens.first(where: { document.key($0) == "responsible" }),
      ["for", "to"].contains(document.key(start + 1))
    else { return part }
    var part = part
    let isQualified = document.key(start - 1).hasSuffix("ly")
    part.tokens = (isQualified ? start - 1 : start)..<part.tokens.upperBound
    part.isSentenceOfParagraph = false
    return part
  }

  /// Where an unknown label ("Position Specifications:") opens a list of requirements.
  private func requirementsStart(in parts: [Part]) -> Int? {
    parts.indices.dropFirst(2).first { index in
      guard parts[index].bullet == nil, parts[index].tokens.count <= 8,
        document.key(parts[index].tokens.upperBound - 1) == ":", index + 2 < parts.count
      else { return false }
      let following = parts[(index + 1)...].prefix(3).map(\.nature)
      return !following.contains(.duty)
        && following.reduce(0) { $0 + ($1 == .requirement ? 1 : 0) } >= 2
    }
  }

  /// The duties of a section that may also hold other text.
  func dutyLines(of section: JDSection) -> [Line] {
    var parts = section.pieces.flatMap { self.parts(of: $0) }
    if let stop = parts.firstIndex(where: { $0.nature == .equalOpportunity }) {
      parts.removeSubrange(stop...)
    }
    let isOfRole = section.kind != .requirements
    if isOfRole { parts = parts.map(asTold) }
    let kept = parts.indices.filter { index in
      switch parts[index].nature {
      case .duty: true
      case .neutral: isAmongDuties(index, parts, longestRun: isOfRole ? Self.longestRun : 1)
      default: false
      }
    }.map { parts[$0] }
    return lines(of: kept.map(withoutSearch))
  }

  /// A neutral part as a duty, where it tells what the person does.
  private func asTold(_ part: Part) -> Part {
    var part = part
    if part.nature == .neutral,
      DutyLexicon.tellsOfWork(document.phraseWords(part.tokens.prefix(12)))
    {
      part.nature = .duty
    }
    return part
  }

  /// Lines of a list of duties that do not begin like one, at most so many on end.
  private static let longestRun = 5

  /// Whether duties stand on both sides of a neutral part: next to it where it is a sentence of a
  /// paragraph, and with other neutral lines between where it is a line. O(longestRun).
  private func isAmongDuties(_ index: Int, _ parts: [Part], longestRun: Int) -> Bool {
    var lower = index
    var upper = index
    let isLine = parts[index].startsPiece && !parts[index].isSentenceOfParagraph
    func isTooLong() -> Bool { upper - lower >= longestRun }
    while isLine, !isTooLong(), lower > 0, parts[lower - 1].nature == .neutral { lower -= 1 }
    while isLine, !isTooLong(), upper + 1 < parts.count, parts[upper + 1].nature == .neutral {
      upper += 1
    }
    guard !isTooLong(), lower > 0, parts[lower - 1].nature == .duty else { return false }
    if upper + 1 < parts.count { return parts[upper + 1].nature == .duty }
    // The last line of a list of duties.
    return isLine && lower == upper && lower >= 3
      && parts[(lower - 3)..<lower].allSatisfy { $0.nature == .duty }
  }

  private func endsDuties(_ nature: DutyLexicon.Nature) -> Bool {
    nature == .equalOpportunity || nature == .application || nature == .offer
  }

  /// The parts of a piece, each with its nature.
  func parts(of piece: JDPiece) -> [Part] {
    let sentences = SentenceRule.sentences(in: piece.tokens, of: document.tokens)
    if piece.isItem, !sentences.contains(where: \.runsTogether) {
      return [
        Part(
          tokens: piece.tokens, bullet: piece.bullet, nature: nature(of: piece.tokens),
          startsPiece: true, isSentenceOfParagraph: false)
      ]
    }
    let isCut = sentences.contains(where: \.runsTogether)
    return sentences.enumerated().map { index, sentence in
      Part(
        tokens: sentence.tokens, bullet: index == 0 ? piece.bullet : nil,
        nature: nature(of: sentence.tokens), startsPiece: index == 0,
        isSentenceOfParagraph: index > 0 && !isCut)
    }
  }

  private func nature(of tokens: Range<Int>) -> DutyLexicon.Nature {
    DutyLexicon.nature(of: document.phraseWords(tokens.prefix(80)))
  }

  /// Lines of the kept parts; sentences of one paragraph that follow each other share a line.
  func lines(of parts: [Part]) -> [Line] {
    var lines: [Line] = []
    var lastToken = -1
    for part in parts {
      let tokens = trimmed(part.tokens)
      guard !tokens.isEmpty else { continue }
      let bytes = document.byteRange(tokens)
      if part.isSentenceOfParagraph, lastToken == part.tokens.lowerBound, !lines.isEmpty {
        lines[lines.count - 1].bytes = lines[lines.count - 1].bytes.lowerBound..<bytes.upperBound
      } else {
        let start = part.bullet.map { document.tokens[$0].start } ?? bytes.lowerBound
        lines.append(Line(bytes: start..<bytes.upperBound, isBulleted: part.bullet != nil))
      }
      lastToken = part.tokens.upperBound
    }
    return lines
  }
}
