/// Sentences that say in prose what the person sought will do.
extension DutyLexicon {
  /// "The developer will be responsible for", "this role involves", "as a tester you will".
  static func announcesRole(_ words: [String]) -> Bool {
    for (index, word) in words.prefix(40).enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      let after = index + 2 < words.count ? words[index + 2] : ""
      if word == "responsible", next == "for" || next == "to" { return true }
      if word == "responsibilities" || word == "duties", next.hasPrefix("include") || next == "are"
      {
        return true
      }
      if word == "you", next == "will" || next == "would",
        !["need", "have", "get", "love", "find"].contains(after)
      {
        return true
      }
      if word == "will", index > 0, index < 8, isVerb(next) || next == "be",
        roleNouns.contains(words[index - 1]) || words[index - 1] == "and"
      {
        return true
      }
      if word == "role" || word == "job" || word == "position",
        ["involves", "requires", "includes", "entails", "consists"].contains(next)
      {
        return next != "requires"
      }
    }
    return false
  }

  /// Whether a sentence of an opening tells duties, in the words of the ad to the reader or of the
  /// role: "you will maintain", "responsible for", "your primary focus will be", "the role will".
  ///
  /// Stricter than `announcesRole`: it decides about text that stands beside a list of duties.
  static func statesDuties(_ words: [String]) -> Bool {
    let words = Array(words.prefix(40)).filter { !isAdverb($0) }
    return words.indices.contains { index in
      let next = index + 1 < words.count ? words[index + 1] : ""
      let after = index + 2 < words.count ? words[index + 2] : ""
      let third = index + 3 < words.count ? words[index + 3] : ""
      switch words[index] {
      case "responsible", "accountable":
        return next == "for" && !words[max(0, index - 3)..<index].contains { teams.contains($0) }
      case "responsibilities", "responsibility", "duties", "tasks":
        return ["include", "includes", "are"].contains(next)
          || ["will", "may", "would", "can"].contains(next)
            && ["include", "involve", "be"].contains(after)
      case "focus", "goal", "mission", "job", "task", "objective", "role":
        guard index > 0, isOfTheRole(words, before: index) else { return false }
        return ["will", "would"].contains(next) && (after == "be" || isVerb(after))
          || next == "is" && after == "to" && isVerb(third)
          || ["involves", "entails", "includes"].contains(next)
      case "you":
        return ["will", "would"].contains(next) && isDone(after, then: third)
      case "will":
        return index > 0 && index < 10 && roleNouns.contains(words[index - 1])
          && isDone(next, then: after)
      default: return false
      }
    }
  }

  /// Whether a sentence of the text about the role tells what the person does: "You write firmware",
  /// "The tester checks …". Elsewhere such words may praise the person, or tell a story.
  static func tellsOfWork(_ words: [String]) -> Bool {
    let words = Array(words.prefix(12)).filter { !isAdverb($0) && $0 != "then" }
    return tellsReader(words) || tellsOfHolder(words)
  }

  /// "You write firmware", and not what the reader is, gets or sends.
  private static func tellsReader(_ words: [String]) -> Bool {
    guard words.count > 2, words[0] == "you", baseForm(of: words[1]) == words[1] else {
      return false
    }
    if words[1] == "work" { return ["with", "on", "together"].contains(words[2]) }
    return !notTold.contains(words[1])
  }

  /// "The tester checks …", "Under supervision, the kiln technician II fires …".
  private static func tellsOfHolder(_ words: [String]) -> Bool {
    guard let first = words.first, ["the", "this", "under"].contains(first) else { return false }
    return words.indices.contains { index in
      guard isHolder(words[index]),
        !Set(words[max(0, index - 4)..<index]).isDisjoint(with: ["the", "this"])
      else { return false }
      var next = index + 1
      if next < words.count, TitleLexicon.steps.contains(words[next]) { next += 1 }
      guard next < words.count, let base = baseForm(of: words[next]) else { return false }
      return words[next].hasSuffix("s") && words[next] != base && isVerb(words[next])
        && !notTold.contains(base)
    }
  }

  /// Whether a noun of titles names a trade, and not a rank that others may have, too.
  private static func isHolder(_ word: String) -> Bool {
    if ["incumbent", "specialist", "consultant"].contains(word) { return true }
    return TitleLexicon.heads.contains(word) && !TitleLexicon.generalHeads.contains(word)
      && !word.hasSuffix("s")
  }

  /// Verbs that tell of the person, of what the person gets, or of the application.
  private static let notTold = JDWords.set(
    """
    accept adapt apply bring care communicate complete demonstrate embody embrace engage enter
    explore find get give handle join keep learn meet offer qualify raise read receive remain report
    select send share show stay submit take understand upload use visit work
    """)

  private static func isAdverb(_ word: String) -> Bool {
    word == "also" || word.hasSuffix("ly") && word != "apply" && word != "supply"
  }

  /// "Your primary focus", "the goal", "part of your role".
  private static func isOfTheRole(_ words: [String], before index: Int) -> Bool {
    words[max(0, index - 3)..<index].contains {
      ["your", "primary", "main", "this", "the"].contains($0)
    }
  }

  /// Whether what follows "will" is a duty, and not what the person gets or needs.
  private static func isDone(_ verb: String, then next: String) -> Bool {
    if verb == "be" {
      return ["responsible", "tasked", "accountable", "involved", "required", "expected"]
        .contains(next)
        || next.hasSuffix("ing") && !notDone.contains(next)
    }
    guard isVerb(verb), !["learn", "join", "meet", "grow"].contains(verb) else { return false }
    return !(verb == "work" && ["side", "from", "at", "within", "in"].contains(next))
  }

  /// Who else may be responsible for something.
  private static let teams = JDWords.set("team teams department group company")

  private static let notDone = JDWords.set("joining getting receiving reporting")

  private static let roleNouns = JDWords.set(
    """
    developer engineer candidate candidates role position person incumbent administrator analyst manager
    designer applicant lead scientist specialist consultant intern architect he she who individual
    resource associate programmer
    """)
}
