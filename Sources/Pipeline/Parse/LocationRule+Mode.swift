/// How the work is done: remote, hybrid or on site.
extension LocationRule {
  struct Mode {
    var mode: String
    var tokens: Range<Int>
  }

  private static let modes = PhraseTable<String>(
    JDWords.phrases(
      """
      fully remote, 100 % remote, remote position, remote job, remote role, remote work
      remote working
      remote opportunity, work remotely, working remotely, work from home, remote first, remote only
      permanent remote, remote location, work from anywhere, completely remote, remote friendly
      remote employment
      permanent work from home, remote developer, remote engineer, remote full time
      """
    ).map { ($0, "remote") }
      + JDWords.phrases(
        """
        hybrid work, hybrid working, hybrid model, hybrid role, hybrid mode, hybrid position
        hybrid job, hybrid schedule, hybrid remote, hybrid work model, hybrid setup
        """
      ).map { ($0, "hybrid") }
      + JDWords.phrases(
        """
        work from office, working from office, onsite role, on site role, onsite position
        onsite job, on site position
        on site job, wfo, onsite only, on site work, in office role
        """
      ).map { ($0, "onsite") })

  /// The mode of work that a label, a line or the text tells, in this order.
  func workMode() -> Mode? {
    for section in sections where section.kind == .location {
      if let mode = labelledMode(section) { return mode }
    }
    for section in sections where section.kind != .benefits && section.kind != .company {
      for piece in section.pieces {
        if let line = placeLine(piece), line.hasCity || line.hasRegion,
          let mode = modeWord(in: piece.tokens)
        {
          return mode
        }
        for index in piece.tokens {
          if let match = Self.modes.match(in: document, at: index, upTo: piece.tokens.upperBound) {
            let before = document.key(index - 1)
            if ["no", "not", "or", "don't"].contains(before) { continue }
            return Mode(mode: match.value, tokens: index..<match.end)
          }
          if let mode = bracketed(index, in: piece.tokens) { return mode }
        }
      }
    }
    return nil
  }

  /// "Location: Remote", "Work remotely: No", "Remote: India".
  private func labelledMode(_ section: JDSection) -> Mode? {
    let heading = section.heading.map { document.phraseWords($0) } ?? []
    guard let piece = section.pieces.first else { return nil }
    if heading.contains("remotely") || heading == ["remote"] {
      switch document.key(piece.tokens.first { document.tokens[$0].isSpoken } ?? 0) {
      case "yes": return Mode(mode: "remote", tokens: piece.tokens)
      case "no": return Mode(mode: "onsite", tokens: piece.tokens)
      default:
        if heading.contains("remotely") { return nil }
      }
    }
    if let mode = modeWord(in: piece.tokens) { return mode }
    guard heading == ["remote"], let label = section.heading else { return nil }
    return Mode(mode: "remote", tokens: label)
  }

  private func modeWord(in range: Range<Int>) -> Mode? {
    for index in range {
      if let mode = modeWord(at: index) { return mode }
    }
    return nil
  }

  /// The mode of work that a single word says where only a place can stand.
  func modeWord(at index: Int) -> Mode? {
    switch document.key(index) {
    case "remote", "anywhere", "wfh", "remotely":
      return Mode(mode: "remote", tokens: index..<index + 1)
    case "hybrid": return Mode(mode: "hybrid", tokens: index..<index + 1)
    case "onsite", "on-site", "wfo": return Mode(mode: "onsite", tokens: index..<index + 1)
    case "work" where document.key(index + 1) == "from" && document.key(index + 2) == "home":
      return Mode(mode: "remote", tokens: index..<index + 3)
    default: return nil
    }
  }

  /// "(Remote)", "- Remote", "| Hybrid" on a short line.
  private func bracketed(_ index: Int, in range: Range<Int>) -> Mode? {
    let key = document.key(index)
    guard ["remote", "hybrid", "onsite"].contains(key), range.count <= 18 else { return nil }
    let before = document.key(index - 1)
    let after = index + 1 < range.upperBound ? document.key(index + 1) : ""
    let isOpen = ["(", "-", "–", "|", ",", "—", "/"].contains(before) || index == range.lowerBound
    let isClosed =
      after.isEmpty || [")", "|", ",", "-", "/", ";", "."].contains(after)
      || after == "("
        && LocationTable.regions.match(in: document, at: index + 2, upTo: range.upperBound) != nil
    let isInBrackets = before == "(" && after == ")"
    guard isOpen, isClosed, document.tokens[index].isCapitalized || isInBrackets else { return nil }
    return Mode(mode: key, tokens: index..<index + 1)
  }
}
