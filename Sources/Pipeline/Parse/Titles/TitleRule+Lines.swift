/// Titles that are a line of their own.
extension TitleRule {
  /// How many pieces at the top may be the title line.
  static let topPieces = 6

  func topLine(pieces: Int) -> Title? {
    var seen = 0
    for section in sections where section.kind != .terms && section.kind != .pay {
      guard
        [.opening, .roleSummary, .title, .location, .company, .experience].contains(section.kind)
      else {
        return nil
      }
      for piece in section.pieces {
        seen += 1
        if seen > pieces { return nil }
        guard piece.startsLine, !piece.isItem || seen <= 1 else { continue }
        let range = TitleCleaning(document: document).titleLine(piece.tokens, isLabelled: false)
        if !range.isEmpty, isTitleLine(range, ofLine: piece.tokens) {
          let whole = TitleCleaning(document: document).withNextLine(range, of: piece.tokens)
          return title(whole)
        }
      }
    }
    return nil
  }

  /// Words that no title line holds.
  private static let foreign = JDWords.set(
    "looking hiring seeking searching knowledge exposure experience requires years ability")

  func isTitleLine(_ range: Range<Int>, ofLine line: Range<Int>) -> Bool {
    let words = document.tokens[range].filter(\.isSpoken)
    guard (1...9).contains(words.count), let first = words.first, hasHead(range),
      line.count <= 26 || isDescribed(range, in: line)
    else { return false }
    // "Recruiter: Ann Oven" is a field of a form.
    guard
      !range.contains(where: {
        Self.foreign.contains(document.key($0)) && !namesExperience(at: $0, in: range)
      }), document.key(range.lowerBound + 1) != ":"
    else { return false }
    guard !TitleLexicon.isUnspecific(range, in: document), !isSentence(range, in: line) else {
      return false
    }
    let heads = range.filter { TitleLexicon.isHead(at: $0, in: document) }
    if heads.allSatisfy({ TitleLexicon.generalHeads.contains(document.key($0)) }),
      restCount(of: line, besides: range) > 4, !isSought(range, in: line)
    {
      return false
    }
    guard words.count > 1 || !TitleLexicon.generalHeads.contains(first.key),
      !TitleLexicon.generalHeads.contains(first.key) || heads.count > 1
        || ["head", "director", "manager", "lead", "associate"].contains(first.key)
    else { return false }
    guard first.isCapitalized || first.kind == .word && first.key.hasPrefix("i") || words.count <= 4
    else { return false }
    guard
      namesField(range)
        || !TitleLexicon.sentenceOpeners.contains(first.key)
          && (!DutyLexicon.beginsWithDuty(words.map(\.key)) || words.count <= 3 || isNamed(range))
    else { return false }
    if document.key(line.upperBound - 1) == ".", words.count > 5, !isSought(range, in: line) {
      return false
    }
    if line.contains(where: { document.key($0) == ":" && document.tokens[$0].kind == .mark }),
      words.count > 6
    {
      return false
    }
    let small = words.filter { !$0.isCapitalized && $0.kind == .word }
    let linking: Set<String> = ["of", "and", "in", "for", "to", "or", "the", "on", "with", "ios"]
    let loose = small.filter { !linking.contains($0.key) }
    return loose.count <= max(1, words.count / 2)
      || words.count <= (isDescribed(range, in: line) ? 5 : 4)
  }

  /// Words before "experience" that ask for it.
  private static let asking = JDWords.set(
    """
    work working total overall relevant required minimum min prior previous proven preferred
    professional technical year years yr yrs
    """)

  /// Whether "experience" is what the work is about ("User Experience Designer", "Tester, Guest
  /// Experience"), and not asked for.
  private func namesExperience(at index: Int, in range: Range<Int>) -> Bool {
    guard document.key(index) == "experience", index > range.lowerBound,
      document.tokens[index].isCapitalized
    else { return false }
    let before = document.tokens[index - 1]
    guard before.isWord, before.isCapitalized, !Self.asking.contains(before.key) else {
      return false
    }
    return hasHead(index + 1..<range.upperBound)
      || index + 1 == range.upperBound
        && (range.lowerBound..<index).suffix(3).contains { document.key($0) == "," }
  }

  /// How many tokens of a line are no part of its title and of the genders behind it ("(m/f/d)").
  private func restCount(of line: Range<Int>, besides title: Range<Int>) -> Int {
    let rest = line.count - title.count
    guard document.key(title.upperBound) == "(", title.upperBound < line.upperBound,
      let end = (title.upperBound..<line.upperBound).first(where: { document.key($0) == ")" }),
      (title.upperBound + 1..<end).allSatisfy({ document.key($0).utf8.count == 1 })
    else { return rest }
    return rest - (end + 1 - title.upperBound)
  }

  /// "DevOps Engineer, specializing in …", "Sales Manager. Leads …": a long line that begins with a
  /// title in capitals, or with who is sought.
  private func isDescribed(_ range: Range<Int>, in line: Range<Int>) -> Bool {
    guard range.count >= 2, range.lowerBound == line.lowerBound else { return false }
    return isSought(range, in: line)
      || [".", ",", "-", "–", "(", "?", "|"].contains(document.key(range.upperBound))
        && document.tokens[range].allSatisfy {
          !$0.isWord || TitleLexicon.isNamed($0) || ["of", "and"].contains($0.key)
        }
  }

  /// "Tide analyst who …", "Tide analyst role with …": a line that begins with who is sought.
  private func isSought(_ range: Range<Int>, in line: Range<Int>) -> Bool {
    range.count >= 2 && range.lowerBound == line.lowerBound
      && document.tokens[range.lowerBound].isCapitalized
      && ["with", "who", "required", "needed", "wanted", "role", "position"]
        .contains(document.key(range.upperBound))
  }

  /// "Support Engineer", "IT Manager": a word that opens sentences, too, and capitals all along; not
  /// "Design and Architect the ovens".
  private func namesField(_ range: Range<Int>) -> Bool {
    guard !["the", "a", "an", "our", "your", "all"].contains(document.key(range.upperBound)) else {
      return false
    }
    let words = document.tokens[range].filter(\.isWord)
    guard let first = words.first, TitleLexicon.fieldOpeners.contains(first.key),
      first.key != "it" || first.isAllCapitals
    else { return false }
    return words.allSatisfy { TitleLexicon.isNamed($0) || ["of", "and", "for"].contains($0.key) }
  }

  /// "The ideal tester will": a sentence, weaker than one that names who is sought.
  private func isSentence(_ range: Range<Int>, in line: Range<Int>) -> Bool {
    document.key(line.lowerBound) == "the"
      && ["will", "should", "must"].contains(document.key(range.upperBound))
  }

  /// Whether all words have capitals, and the noun of a title ends them or a field behind a mark
  /// follows it ("Lead Kiln Engineer - Clay").
  private func isNamed(_ range: Range<Int>) -> Bool {
    document.tokens[range].allSatisfy { !$0.isWord || TitleLexicon.isNamed($0) }
      && range.contains { index in
        TitleLexicon.isHead(at: index, in: document)
          && (index + 1 == range.upperBound
            || [",", "-", "–", "—"].contains(document.key(index + 1)))
      }
  }
}
