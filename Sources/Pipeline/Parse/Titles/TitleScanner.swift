/// Finds a title inside running text: the first title noun and the words in front of it.
struct TitleScanner {
  let document: JDDocument

  /// The title in a range of tokens, or `nil`.
  func title(in range: Range<Int>) -> Range<Int>? {
    guard !range.isEmpty else { return nil }
    for index in range {
      let token = document.tokens[index]
      if token.isWord, stops(token.key), index > range.lowerBound + 1,
        !isBeforeModifier(index)
      {
        return nil
      }
      guard isHead(index, in: range) else { continue }
      let start = modifierStart(before: index, floor: range.lowerBound)
      var end = levelEnd(after: index + 1, limit: range.upperBound)
      end = secondHead(from: end, limit: range.upperBound) ?? end
      end = TitleLexicon.specialityEnd(after: end, limit: range.upperBound, in: document)
      end = fieldEnd(of: start..<end, limit: range.upperBound)
      let words = document.tokens[start..<end].filter(\.isSpoken)
      guard words.count <= 8 else { return nil }
      if isTooGeneral(index, from: start) { continue }
      if TitleLexicon.isUnspecific(start..<index + 1, in: document) { continue }
      return start..<end
    }
    return nil
  }

  /// Verbs and pronouns after which a noun belongs to another clause.
  private func stops(_ key: String) -> Bool {
    ["who", "whom", "that", "which", "with", "will", "can", "to", "having", "responsible"]
      .contains(key)
  }

  private func isBeforeModifier(_ index: Int) -> Bool {
    document.key(index) == "to" && document.key(index + 1) == "join"
      || document.key(index) == "to" && document.key(index + 1) == "hire"
  }

  private func isHead(_ index: Int, in range: Range<Int>) -> Bool {
    let token = document.tokens[index]
    guard token.isWord, TitleLexicon.isHead(at: index, in: document) else { return false }
    var next = index + 1
    if next < document.tokens.count, document.key(next) == "/" || document.key(next) == "-" {
      next += 1
      return !(next < range.upperBound && TitleLexicon.heads.contains(document.key(next)))
        || document.tokens[next].hasSpaceBefore || document.key(index + 1) == "/"
    }
    guard next < range.upperBound else { return true }
    // "lead engineer", "associate developer": the noun comes later.
    if TitleLexicon.seniority.contains(token.key) || token.key == "head" || token.key == "master" {
      var cursor = next
      while cursor < range.upperBound, cursor < index + 5, document.tokens[cursor].isWord,
        !TitleLexicon.noise.contains(document.key(cursor))
      {
        if TitleLexicon.isHead(at: cursor, in: document) { return false }
        cursor += 1
      }
    }
    return !TitleLexicon.heads.contains(document.key(next))
      || ["professional", "professionals", "expert", "experts"].contains(document.key(next))
      || document.tokens[next].kind != .word
  }

  /// A noun such as "expert" needs a title word before it, and a capital in itself or in that.
  private func isTooGeneral(_ head: Int, from start: Int) -> Bool {
    guard TitleLexicon.generalHeads.contains(document.key(head)) else { return false }
    guard start < head,
      !["expertise", "experience", "skills"].contains(document.key(head + 1))
    else { return true }
    return !document.tokens[start...head].contains { $0.isCapitalized || $0.isAllCapitals }
  }

  /// The first token of the title whose noun stands at `head`.
  private func modifierStart(before head: Int, floor: Int) -> Int {
    var start = head
    var cursor = head - 1
    var words = 0
    while cursor >= floor, words < 7 {
      let token = document.tokens[cursor]
      if token.kind == .lineBreak || token.kind == .bullet || token.kind == .link { break }
      if token.kind == .mark {
        guard ["/", "-", "&", "+", ")", "(", ".", "_"].contains(token.key) else {
          break
        }
        cursor -= 1
        continue
      }
      if token.isWord, TitleLexicon.isNoise(at: cursor, in: document),
        !(token.key == "and" && joinsTitles(cursor, floor: floor)),
        !isHyphenated(cursor), !isLevel(cursor)
      {
        break
      }
      if token.isWord, isSecondOfNoise(cursor, floor: floor) { break }
      if token.kind == .number,
        !(cursor > floor && document.tokens[cursor].start == document.tokens[cursor - 1].end)
      {
        break
      }
      start = cursor
      words += 1
      cursor -= 1
    }
    return balanced(start, head)
  }

  /// "full-time" is noise, "on-page" in "on-page specialist" is not.
  private func isHyphenated(_ index: Int) -> Bool {
    let joinsNext =
      document.key(index + 1) == "-" && !document.tokens[index + 1].hasSpaceBefore
      && !document.tokens[min(index + 2, document.tokens.count - 1)].hasSpaceBefore
    return joinsNext && ["front", "back", "on"].contains(document.key(index))
  }

  /// The second word of "mid-level" or "entry-level".
  private func isLevel(_ index: Int) -> Bool {
    document.key(index) == "level" && document.key(index - 1) == "-"
      && ["mid", "entry"].contains(document.key(index - 2))
  }

  /// "Manual and Automation Tester", "systems and servers administrator".
  private func joinsTitles(_ index: Int, floor: Int) -> Bool {
    guard index > floor else { return false }
    let before = document.tokens[index - 1]
    let after = document.tokens[index + 1]
    return before.isCapitalized && after.isCapitalized
      && !TitleLexicon.noise.contains(before.key)
      || TitleLexicon.isModifier(before.key) && TitleLexicon.isModifier(after.key)
  }

  private static let noiseOpenings = JDWords.set(
    "self results result highly well detail fast hard goal solution customer quality performance")

  /// Whether the word ends a compound such as "results-driven" or "full-time".
  private func isSecondOfNoise(_ index: Int, floor: Int) -> Bool {
    guard index - 2 >= floor, document.key(index - 1) == "-" else { return false }
    let first = document.key(index - 2)
    return TitleLexicon.isNoiseCompound(at: index - 2, in: document)
      || Self.noiseOpenings.contains(first) && !document.tokens[index].isCapitalized
        && (document.key(index).hasSuffix("ed") || document.key(index).hasSuffix("en")
          || document.key(index).hasSuffix("ing") || document.key(index) == "starter")
  }

  /// Drops an opening part whose bracket is cut off, and what stands before a bracket that is still
  /// open at the noun.
  private func balanced(_ start: Int, _ head: Int) -> Int {
    var depth = 0
    var result = start
    var opening = start
    for index in start..<head {
      if document.key(index) == "(" {
        depth += 1
        opening = index
      }
      if document.key(index) == ")" {
        depth -= 1
        if depth < 0 {
          result = index + 1
          depth = 0
        }
      }
    }
    return depth > 0 ? max(result, opening + 1) : result
  }

  private func levelEnd(after end: Int, limit: Int) -> Int {
    guard end < limit else { return min(end, limit) }
    let token = document.tokens[end]
    guard TitleLexicon.levels.contains(token.key), token.isAllCapitals || token.kind == .number,
      token.kind != .number
        || !["+", "-", "to", "year", "years", "yrs"].contains(document.key(end + 1))
    else { return end }
    return end + 1
  }

  /// "Developer/Engineer", "Developer / Programmer", "Tester/Associate Tester": the second noun
  /// belongs to the title.
  private func secondHead(from end: Int, limit: Int) -> Int? {
    guard end + 1 < limit, document.key(end) == "/" else { return nil }
    for cursor in (end + 1)..<min(limit, end + 4) {
      guard document.tokens[cursor].isWord else { return nil }
      let key = document.key(cursor)
      let isBeforeNoun =
        TitleLexicon.seniority.contains(key) && cursor + 1 < limit
        && TitleLexicon.heads.contains(document.key(cursor + 1))
      if TitleLexicon.heads.contains(key), !isBeforeNoun { return cursor + 1 }
    }
    return nil
  }
}
