/// A duty of a JD in the form of the library's KRAs: third person, no lead-in, a full stop.
///
/// "• You will design and build REST APIs" becomes "Designs and builds REST APIs.". A draft: what
/// the rules do not know stays as it is, and a reviewer edits it.
enum KRADraft {
  /// What stands before the duty itself, in lower case; the longest that fits is dropped.
  private static let leadIns = [
    "you will be responsible for", "you'll be responsible for", "you are responsible for",
    "you will be expected to", "you will be required to", "you are expected to",
    "the candidate will be responsible for", "the successful candidate will",
    "the ideal candidate will", "the candidate will", "the role involves", "this role involves",
    "your responsibilities include", "responsibilities include", "duties include",
    "we expect you to", "will be responsible for", "be responsible for", "responsible for",
    "accountable for", "you will", "you'll", "you are to", "able to", "will",
  ].sorted { $0.count > $1.count }

  /// The drafts of a JD's sentences, each once, at most `limit`, in text order.
  ///
  /// Where any sentence begins like a duty, the others are left out.
  static func drafts(of sentences: [String], limit: Int) -> [String] {
    let duties = sentences.filter { sentence in
      let words = words(of: sentence).map { $0.lowercased() }
      return DutyLexicon.beginsWithDuty(words) || DutyLexicon.announcesRole(words)
    }
    var seen: Set<String> = []
    return Array(
      (duties.isEmpty ? sentences : duties).map(text).filter {
        !$0.isEmpty && seen.insert($0).inserted
      }.prefix(limit))
  }

  /// The draft of one sentence.
  static func text(of sentence: String) -> String {
    var words = words(of: withoutLeadIn(sentence))
    conjugate(&words)
    var text = words.joined(separator: " ")
    guard let first = text.first else { return "" }
    text = first.uppercased() + text.dropFirst()
    while let last = text.last, ".;,:".contains(last) { text.removeLast() }
    return text.last == "!" || text.last == "?" ? text : text + "."
  }

  private static func words(of sentence: String) -> [String] {
    sentence.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func withoutLeadIn(_ sentence: String) -> String {
    let lower = sentence.lowercased().replacing("’", with: "'")
    // Lower case can change the length of letters: then nothing is cut by it.
    guard lower.count == sentence.count,
      let leadIn = leadIns.first(where: { lower.hasPrefix($0 + " ") })
    else { return sentence }
    return String(sentence.dropFirst(leadIn.count + 1))
  }

  /// Puts the verbs at the start into the third person: the first word, and those that a comma or
  /// a conjunction ties to it.
  private static func conjugate(_ words: inout [String]) {
    var index = 0
    var isTied = true
    while index < words.count, isTied {
      let word = words[index]
      let bare = word.hasSuffix(",") ? String(word.dropLast()) : word
      if index > 0, ["and", "or", "&"].contains(bare.lowercased()) {
        index += 1
        continue
      }
      guard let verb = thirdPerson(bare.lowercased()) else { return }
      words[index] = verb + (word == bare ? "" : ",")
      index += 1
      let next = index < words.count ? words[index].lowercased() : ""
      isTied = word != bare || ["and", "or", "&"].contains(next)
    }
  }

  /// "design" and "designing" as "designs"; nil for what is no duty verb.
  static func thirdPerson(_ word: String) -> String? {
    guard let base = DutyLexicon.baseForm(of: word) else { return nil }
    if base.contains("-") { return base + "s" }
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    if base.hasSuffix("y"), let before = base.dropLast().last, !vowels.contains(before) {
      return base.dropLast() + "ies"
    }
    let sibilants = ["s", "x", "z", "ch", "sh", "o"]
    return base + (sibilants.contains(where: base.hasSuffix) ? "es" : "s")
  }
}
