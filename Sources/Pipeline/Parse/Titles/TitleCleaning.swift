/// Takes from a title line what is no title: places, employment types, years, "Urgent opening for".
struct TitleCleaning {
  let document: JDDocument

  private static let openings = PhraseTable<Bool>(
    JDWords.phrases(
      """
      urgent requirement of, urgent requirement for, urgent requirement, urgent opening for
      urgent hiring for, urgent hiring, hiring for, hiring, we are hiring, we are hiring for
      opening for
      openings for, vacancy for, job opening for, job title, requirement for, requirement of
      urgently hiring
      urgent need for, immediate requirement for, immediate opening for, immediate hiring for
      job for
      position, job, urgent, wanted, required, we're hiring, a, an, the, job vacancy for
      we are looking for
      looking for, we are looking for a, we are looking for an, looking for a, looking for an
      apply for
      greetings for, currently hiring for, currently hiring, is hiring, jd for
      urgently looking for, require
      requires, opening of, opening in, openings in, urgent opening in
      walk in interview for
      walk in for, walk in drive for, invite, description for a, job description for
      job description of, job description
      opportunity for, designation, title, role, post, corporate title, business title, project role
      hiring a, hiring an, we need, we need a, we need an, we require, immediate openings for
      job role, wanted for
      excellent opportunity for, great opportunity for, vacancy of, we have an opening for
      job opportunity for
      responsibilities of the, responsibilities of a, responsibilities for, appointed for, immediate appointed for
      immediately appointed for
      urgently required, urgently need, urgently require, we have opening for
      we have openings for, immediate opening
      """
    ).map { ($0, true) })

  static let suffixWords = JDWords.set(
    """
    remote hybrid onsite on-site wfh full-time fulltime part-time parttime full part contract
    permanent freelance temporary internship urgent immediate joiner joiners fresher freshers m f
    d w male female
    work from experience experienced exp years yrs location job pan india
    """)

  /// The title in a line that holds one, or an empty range.
  func titleLine(_ line: Range<Int>, isLabelled: Bool) -> Range<Int> {
    var lower = start(of: line)
    let upper = line.upperBound
    while let match = Self.openings.match(in: document, at: lower, upTo: upper), match.end < upper {
      lower = match.end
      while lower < upper, [":", "-", "–", "*"].contains(document.key(lower)) { lower += 1 }
    }
    var end = lower
    var lastWord = lower
    var sawHead = false
    scan: while end < upper {
      let token = document.tokens[end]
      switch token.kind {
      case .link, .bullet: break scan
      case .number:
        let next = document.key(end + 1)
        if ["+", "-", "–", "to", "year", "years", "yrs", "yr", "positions", "openings", "nos"]
          .contains(next),
          end > lower
        {
          break scan
        }
      case .mark:
        if endsTitle(at: end, in: lower..<upper, sawHead: sawHead) { break scan }
      default:
        if end > lower, TitleLexicon.lineStops.contains(token.key) { break scan }
        if token.key == "in", sawHead,
          isEmployer(end + 1, upper) || !TitleLexicon.isField(at: end + 1, in: document)
        {
          break scan
        }
        if sawHead, isRequisition(end, upper) { break scan }
        if TitleLexicon.isHead(at: end, in: document) { sawHead = true }
      }
      end += 1
      if document.tokens[end - 1].isSpoken || [")", "+", "#"].contains(token.key) {
        lastWord = end
      }
    }
    return settled(lower..<max(lower, lastWord), isLabelled: isLabelled, sawHead: sawHead)
  }

  /// Behind the marks at the start of a line, and behind a group such as "[Remote]"; a group that
  /// may belong to the title ("(Senior) Tester") begins it.
  private func start(of line: Range<Int>) -> Int {
    var lower = line.lowerBound
    while lower < line.upperBound,
      document.tokens[lower].kind == .mark || document.tokens[lower].kind == .bullet
    {
      guard let end = closing(ofGroupAt: lower, upTo: line.upperBound) else {
        lower += 1
        continue
      }
      guard isAside(lower + 1..<end) else { return lower }
      lower = end + 1
    }
    return lower
  }

  /// The longest group in brackets in front of a title, and the longest way on to its noun, in
  /// tokens.
  private static let longestGroup = 10

  /// Where the group in brackets that opens at a token closes; nil where no title follows it.
  private func closing(ofGroupAt opening: Int, upTo upper: Int) -> Int? {
    guard let mark = ["(": ")", "[": "]"][document.key(opening)] else { return nil }
    let group = opening + 1..<min(upper, opening + Self.longestGroup)
    guard let end = group.first(where: { document.key($0) == mark }) else { return nil }
    let title = end + 1..<min(upper, end + 1 + Self.longestGroup)
    return title.contains { TitleLexicon.isHead(at: $0, in: document) } ? end : nil
  }

  /// Whether words in brackets say how, where or how soon the work is done.
  private func isAside(_ group: Range<Int>) -> Bool {
    isPlace(group.lowerBound, group.upperBound)
      || group.allSatisfy { index in
        let token = document.tokens[index]
        return token.kind != .word || Self.suffixWords.contains(token.key)
          || TitleLexicon.noise.contains(token.key)
      }
  }

  /// Whether the number of a requisition begins at a token: "#4432", "Req #4432", "REQ4432".
  private func isRequisition(_ index: Int, _ upper: Int) -> Bool {
    var cursor = index
    let key = document.key(index)
    if key == "req" || key == "requisition" {
      repeat {
        cursor += 1
      } while ["id", "no", "number", ".", ":", "-", "#"]
        .contains(document.key(cursor))
    } else if key == "#" {
      cursor += 1
    } else {
      return key.hasPrefix("req") && key.utf8.count > 3
        && key.utf8.dropFirst(3).allSatisfy(JDBytes.isDigit)
    }
    return cursor < upper && document.tokens[cursor].kind == .number
  }

  private static let links = JDWords.set("of in for and or & - –")

  /// Without noise in front, and without words at the end that lead nowhere.
  private func settled(_ range: Range<Int>, isLabelled: Bool, sawHead: Bool) -> Range<Int> {
    var lower = afterNumber(range)
    var upper = range.upperBound
    while lower + 1 < upper {
      if lower + 3 < upper, TitleLexicon.isNoiseCompound(at: lower, in: document) {
        lower += 3
        continue
      }
      guard
        TitleLexicon.isNoise(at: lower, in: document)
          || ["/", "-"].contains(document.key(lower))
      else { break }
      if document.tokens[lower].isAllCapitals, document.key(lower).utf8.count <= 3 { break }
      lower += 1
    }
    if sawHead,
      let head = (lower..<upper).last(where: { TitleLexicon.isHead(at: $0, in: document) })
    {
      // After the noun only capitals, brackets and levels go on with the title.
      var end = TitleLexicon.specialityEnd(after: head + 1, limit: upper, in: document)
      while end < upper {
        let token = document.tokens[end]
        let isLink = Self.links.contains(token.key)
        if token.isWord, !TitleLexicon.isNamed(token), !isLink, !isSecondPart(end),
          !document.isBareWords
        {
          break
        }
        if isLink, end + 1 < upper, !leadsOn(end + 1, upper), !isSecondPart(end + 1) { break }
        if token.key.utf8.count >= 6, token.key.utf8.prefix(4).allSatisfy(JDBytes.isDigit) { break }
        end += 1
      }
      upper = end
    }
    upper = withoutList(lower..<upper)
    while upper > lower,
      Self.links.contains(document.key(upper - 1))
        || !document.tokens[upper - 1].isSpoken
          && ![")", "+", "#"].contains(document.key(upper - 1))
    {
      upper -= 1
    }
    return isLabelled || sawHead ? dropOpenBracket(lower..<max(lower, upper)) : lower..<lower
  }

  /// The "end" of "Front-end".
  private func isSecondPart(_ index: Int) -> Bool {
    guard index > 1, document.key(index - 1) == "-", document.tokens[index].isWord else {
      return false
    }
    return document.tokens[index - 2].isWord && !document.tokens[index].hasSpaceBefore
      && !document.tokens[index - 1].hasSpaceBefore
  }

  /// Behind the number of a requisition: "R-3233 Tester", "20417 - Tester".
  private func afterNumber(_ range: Range<Int>) -> Int {
    var index = range.lowerBound
    if range.count > 2, document.key(index + 1) == "-",
      document.key(index).utf8.count <= 3, document.tokens[index].isAllCapitals
    {
      index += 2
    }
    guard index < range.upperBound, document.tokens[index].kind == .number,
      document.key(index).utf8.count >= 4
    else { return range.lowerBound }
    index += 1
    while index < range.upperBound, ["-", "–", ":"].contains(document.key(index)) { index += 1 }
    return index
  }

  /// Whether a title goes on after "of", "in", "for" or a dash.
  private func leadsOn(_ index: Int, _ upper: Int) -> Bool {
    let token = document.tokens[index]
    guard token.kind != .number, !isPlace(index, upper) else { return false }
    return !token.isWord || TitleLexicon.isNamed(token) || Self.links.contains(token.key)
      || TitleLexicon.isHead(at: index, in: document)
  }

  /// The end of the title without a list in brackets: "Engineer (AWS, Jenkins, Terraform)".
  private func withoutList(_ range: Range<Int>) -> Int {
    guard range.count > 4, document.key(range.upperBound - 1) == ")",
      let opening = range.last(where: { document.key($0) == "(" }), opening > range.lowerBound
    else { return range.upperBound }
    let inside = opening + 1..<range.upperBound - 1
    let isList = inside.contains { document.key($0) == "," } || inside.count > 5
    return isList ? opening : range.upperBound
  }

  /// Whether a mark inside the line ends the title.
  private func endsTitle(at index: Int, in line: Range<Int>, sawHead: Bool) -> Bool {
    let token = document.tokens[index]
    let upper = line.upperBound
    guard index + 1 < upper else {
      return !sawHead || !isAddition(closingAt: index, from: line.lowerBound)
    }
    let next = document.tokens[index + 1]
    if sawHead, isRequisition(index, upper) || isRequisition(index + 1, upper) { return true }
    switch token.key {
    case ":":
      return !sawHead || !isSpeciality(from: index + 1, upper)
    case "|", ";", "!", "?", "*", "•", "=", "~", "_", "\"": return true
    case ".": return next.hasSpaceBefore && !["sr", "jr"].contains(document.key(index - 1))
    case ",":
      let isLast =
        index + 2 >= upper && !TitleLexicon.modifiers.contains(next.key)
        && !TitleLexicon.departments.contains(next.key)
      return sawHead
        && (isPlace(index + 1, upper) || isLast || !TitleLexicon.isNamed(next)
          || isCondition(index + 1))
    case "-", "–", "—", "@":
      guard token.hasSpaceBefore || next.hasSpaceBefore || token.key == "@" else { return false }
      return token.key == "@" || isPlace(index + 1, upper) || Self.suffixWords.contains(next.key)
        || next.kind == .number || isCondition(index + 1)
        || hasTitleNoun(from: index + 1, upper) == false && sawHead
    case "(":
      guard sawHead else { return false }
      return isPlace(index + 1, upper) || Self.suffixWords.contains(next.key)
        || next.kind == .number
    default: return false
    }
  }

  private static let seasons = JDWords.set("summer spring autumn fall winter")

  /// Whether "Summer 2027" or "part-time" begins at a token.
  private func isCondition(_ index: Int) -> Bool {
    let next = document.key(index + 1)
    if Self.seasons.contains(document.key(index)) {
      return next.utf8.count == 4 && next.utf8.allSatisfy(JDBytes.isDigit)
    }
    return next == "-"
      && ["full-time", "part-time", "on-site"]
        .contains("\(document.key(index))-\(document.key(index + 2))")
  }

  /// After a colon: whether the line ends in the title's field ("Engineer: Payments").
  private func isSpeciality(from index: Int, _ upper: Int) -> Bool {
    let rest = document.tokens[index..<upper].filter(\.isSpoken)
    return (1...3).contains(rest.count) && hasTitleNoun(from: index, upper)
      && rest.allSatisfy { $0.kind != .number && !TitleLexicon.lineStops.contains($0.key) }
      && !isPlace(index, upper)
  }

  /// After a dash: whether a noun of a title follows ("Manager - Sales Engineer").
  private func hasTitleNoun(from index: Int, _ upper: Int) -> Bool {
    let rest = document.tokens[index..<upper].filter(\.isSpoken)
    return rest.count <= 4
      && rest.allSatisfy { !["ltd", "pvt", "inc", "llc", "limited"].contains($0.key) }
      && rest.allSatisfy { TitleLexicon.isNamed($0) || $0.kind == .number }
  }

  private func dropOpenBracket(_ range: Range<Int>) -> Range<Int> {
    var depth = 0
    var opening: Int?
    for index in range {
      if ["(", "["].contains(document.key(index)) {
        depth += 1
        opening = index
      }
      if [")", "]"].contains(document.key(index)) { depth -= 1 }
    }
    guard depth > 0, let opening, opening > range.lowerBound else { return range }
    return range.lowerBound..<opening
  }
}
