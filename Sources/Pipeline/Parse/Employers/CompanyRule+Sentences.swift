/// The employer's name in sentences: who "is hiring", "is a company", "At Acme, we".
extension CompanyRule {
  private static let verbs = PhraseTable<Int>(
    [
      ("is looking for", 5), ("are looking for", 3), ("is hiring", 5), ("is seeking", 5),
      ("seeks", 4), ("is currently looking for", 5), ("is currently hiring", 5),
      ("is a leading", 4), ("is one of", 3), ("is the leading", 4), ("is an it", 3),
      ("is the world's", 4), ("is a global", 4), ("was founded", 4), ("has been", 1),
      ("is a fast", 3), ("is a software", 3), ("is a technology", 3), ("is a product", 3),
      ("is a startup", 4),
      ("is a company", 4), ("is an india", 3), ("is a web", 2), ("is a digital", 3),
      ("is a mobile", 2),
      ("is an equal opportunity", 4), ("is an equal", 4), ("is committed", 2),
      ("is an innovative", 3),
      ("is on a mission", 4), ("is building", 2), ("is a provider", 4), ("helps", 1),
      ("provides", 1),
      ("is the", 1), ("is a", 1), ("is an", 1), ("offers", 1), ("are a", 1), ("develops", 1),
      ("is recruiting", 5), ("are recruiting", 5), ("are hiring", 5), ("are seeking", 5),
      ("has an opportunity", 5), ("has an exciting opportunity", 5),
      ("have an exciting opportunity", 5), ("is searching for", 5), ("is on the lookout", 5),
      ("is expanding", 5), ("is growing", 5),
    ])

  func stated() -> Name? {
    var scores: [String: (score: Int, name: Name)] = [:]
    var best: (score: Int, key: String)?
    func vote(_ range: Range<Int>, _ score: Int) {
      guard let found = name(range) else { return }
      let entry = scores[found.text] ?? (0, found)
      scores[found.text] = (entry.score + score, entry.name)
      if best.map({ entry.score + score > $0.score }) ?? true {
        best = (entry.score + score, found.text)
      }
    }
    for section in sections {
      var opensCompany = section.kind == .company
      for piece in section.pieces {
        for sentence in SentenceRule.sentences(in: piece.tokens, of: document.tokens) {
          let range = sentence.tokens
          let start = range.first { document.tokens[$0].isSpoken } ?? range.lowerBound
          if let subject = proper(at: start, limit: range.upperBound) {
            let verb = verbStart(subject.upperBound, range)
            if let said = Self.verbs.match(in: document, at: verb, upTo: range.upperBound) {
              vote(subject, said.value)
            }
            if describesFirm(at: verb, in: range) || opensCompany && isVerb(verb, in: range) {
              vote(subject, 3)
            }
          }
          opensCompany = false
          voteWe(start, range, vote)
          voteAt(start, range, vote)
        }
      }
    }
    guard let best, best.score >= 3 else { return nil }
    return scores[best.key]?.name
  }

  /// What a firm calls itself.
  private static let firms = JDWords.set(
    """
    company startup provider studio agency firm organization organisation manufacturer consultancy
    charity bank retailer business developer supplier leader marketplace platform team school
    academy hospital trust college university group brand publisher distributor corporation
    enterprise network community laboratory lab practice subsidiary vendor integrator
    """)

  /// Words behind it; in "a team sport" and "a business need" the word names no firm.
  private static let afterFirms = JDWords.set(
    """
    that which who with in for based of whose and headquartered founded focused focussed dedicated
    committed to at from on is
    """)

  /// The farthest that such a word stands behind the article, in tokens.
  private static let firmDistance = 8

  /// "Is a small bakery company", "is one of the oldest schools": who the subject is.
  private func describesFirm(at verb: Int, in range: Range<Int>) -> Bool {
    guard ["is", "are"].contains(document.key(verb)),
      ["a", "an", "the", "one", "india's", "world's"].contains(document.key(verb + 1))
    else { return false }
    let words = (verb + 2..<min(max(verb + 2, range.upperBound), verb + 2 + Self.firmDistance))
      .prefix { ![".", ","].contains(document.key($0)) }
    return words.contains { index in
      guard Self.firms.contains(document.key(index)) else { return false }
      let next = document.key(index + 1)
      return index + 1 >= range.upperBound || !document.tokens[index + 1].isSpoken
        || Self.afterFirms.contains(next) || next.hasSuffix("ing")
    }
  }

  /// Whether a verb of the third person stands at a token.
  private func isVerb(_ index: Int, in range: Range<Int>) -> Bool {
    guard index < range.upperBound, !document.tokens[index].isCapitalized else { return false }
    let key = document.key(index)
    return ["is", "are", "has", "have", "was", "were"].contains(key)
      || key.hasSuffix("s") && DutyLexicon.isVerb(key)
  }

  /// "We're Acme, a …", "We are Acme."
  private func voteWe(_ start: Int, _ range: Range<Int>, _ vote: (Range<Int>, Int) -> Void) {
    let first: Int
    switch document.key(start) {
    case "we're": first = start + 1
    case "we" where document.key(start + 1) == "are": first = start + 2
    default: return
    }
    guard first < range.upperBound, !document.key(first).hasSuffix("ing"),
      let name = proper(at: first, limit: range.upperBound)
    else { return }
    let next = name.upperBound < range.upperBound ? document.key(name.upperBound) : "."
    if [",", "(", ".", "–", "—", "-", "!"].contains(next) { vote(name, 3) }
  }

  /// "Acme (formerly Apex) is": passes over a bracket.
  private func verbStart(_ index: Int, _ range: Range<Int>) -> Int {
    guard index < range.upperBound, document.key(index) == "(" || document.key(index) == "," else {
      return index
    }
    let closing = document.key(index) == "(" ? ")" : ","
    var cursor = index + 1
    while cursor < range.upperBound, cursor < index + 8, document.key(cursor) != closing {
      cursor += 1
    }
    return min(cursor + 1, range.upperBound)
  }

  /// "At Acme, we", "join Acme", "job is with Acme,".
  private func voteAt(_ start: Int, _ range: Range<Int>, _ vote: (Range<Int>, Int) -> Void) {
    for index in range {
      let key = document.key(index)
      guard key == "at" || key == "join" || key == "with" || key == "joining" else { continue }
      guard index + 1 < range.upperBound,
        let found = proper(at: index + 1, limit: range.upperBound),
        LocationTable.cities.match(in: document, at: found.lowerBound, upTo: found.upperBound)
          == nil
      else { continue }
      let next = document.key(found.upperBound)
      switch key {
      case "at":
        if index == start {
          vote(found, next == "," ? 4 : 2)
        } else if next == "," || next == "." || next == "you" {
          vote(found, 2)
        }
      case "with":
        if document.key(index - 1) == "is" && document.key(index - 2) == "job" { vote(found, 5) }
      default: vote(found, 2)
      }
    }
  }
}
