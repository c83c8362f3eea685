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
            if ["no", "not", "or", "don't"].contains(before) || isDenied(match.end) { continue }
            return Mode(mode: match.value, tokens: index..<match.end)
          }
          if let mode = bracketed(index, in: piece.tokens) ?? partOfWeek(index, in: piece.tokens) {
            return mode
          }
        }
      }
    }
    return nil
  }

  /// "Remote job: No".
  private func isDenied(_ index: Int) -> Bool {
    document.key(index) == ":" && ["no", "not"].contains(document.key(index + 1))
  }

  private static let weekWords = JDWords.set("per a / week weekly each every in at from on the our")

  /// The longest way from "2 days" to "office", in tokens.
  private static let weekDistance = 7

  /// "2 days a week in the office": fewer days than a week has, so the others are at home.
  private func partOfWeek(_ index: Int, in range: Range<Int>) -> Mode? {
    guard ["1", "2", "3", "4", "one", "two", "three", "four"].contains(document.key(index)),
      index + 1 < range.upperBound, ["day", "days"].contains(document.key(index + 1))
    else { return nil }
    let way = (index + 2..<min(range.upperBound, index + Self.weekDistance)).prefix {
      Self.weekWords.contains(document.key($0))
    }
    let place = way.endIndex
    guard place < range.upperBound else { return nil }
    let isPlace: Bool
    switch document.key(place) {
    case "office", "site":
      isPlace = way.contains { ["in", "at", "from", "on"].contains(document.key($0)) }
    case "onsite":
      // "3 days onsite", and not "3 days onsite training".
      isPlace = place + 1 == range.upperBound || !document.tokens[place + 1].isWord
    default: isPlace = false
    }
    return isPlace ? Mode(mode: "hybrid", tokens: index..<place + 1) : nil
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
    case "onsite", "wfo": return Mode(mode: "onsite", tokens: index..<index + 1)
    case "on":
      let next = document.key(index + 1) == "-" ? index + 2 : index + 1
      return document.key(next) == "site"
        ? Mode(mode: "onsite", tokens: index..<next + 1) : nil
    case "work" where document.key(index + 1) == "from" && document.key(index + 2) == "home":
      return Mode(mode: "remote", tokens: index..<index + 3)
    default: return nil
    }
  }

  /// The longest line, or part between bars, in which a single word tells the mode.
  private static let longestPart = 18

  /// "(Remote)", "- Remote", "| Hybrid (3 days)" on a short line.
  private func bracketed(_ index: Int, in range: Range<Int>) -> Mode? {
    guard ["remote", "hybrid", "onsite", "on"].contains(document.key(index)),
      let mode = modeWord(at: index), isInShortPart(index, of: range, longest: Self.longestPart)
    else { return nil }
    let end = mode.tokens.upperBound
    let before = document.key(index - 1)
    let after = end < range.upperBound ? document.key(end) : ""
    let isOpen = ["(", "-", "–", "|", ",", "—", "/"].contains(before) || index == range.lowerBound
    let isClosed =
      after.isEmpty || [")", "|", ",", "-", "–", "—", "/", ";", "."].contains(after)
      || after == "(" && opensDetail(end + 1, in: range)
    let isInBrackets = before == "(" && after == ")"
    let isLast = ["–", "—", "|"].contains(before) && (after.isEmpty || after == "|")
    guard isOpen, isClosed, document.tokens[index].isCapitalized || isInBrackets || isLast else {
      return nil
    }
    return mode
  }

  /// What brackets say of the mode: "Remote (Spain)", "Hybrid (3 days a week)".
  private func opensDetail(_ index: Int, in range: Range<Int>) -> Bool {
    guard index < range.upperBound else { return false }
    return document.tokens[index].kind == .number
      || LocationTable.regions.match(in: document, at: index, upTo: range.upperBound) != nil
  }

  /// Whether the part of a line between the bars around a token has at most so many tokens.
  func isInShortPart(_ index: Int, of range: Range<Int>, longest: Int) -> Bool {
    let before = max(range.lowerBound, index - longest)..<index
    let after = index..<min(range.upperBound, index + longest)
    let start = before.last { document.key($0) == "|" }
    let end = after.first { document.key($0) == "|" }
    let lower = start.map { $0 + 1 } ?? before.lowerBound
    return (end ?? after.upperBound) - lower <= longest
  }
}
