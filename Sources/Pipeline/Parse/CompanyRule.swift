/// Finds the employer's name and what the text says of the employer.
struct CompanyRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Name: Sendable {
    var text: String
    var tokens: Range<Int>
  }

  struct About: Sendable {
    var about: AboutCompany
    var tokens: [Range<Int>]
  }

  // MARK: Name

  func name() -> Name? {
    guard !document.isBareWords else { return nil }
    return labelled() ?? headed() ?? stated()
  }

  private func name(_ range: Range<Int>) -> Name? {
    let text = JDWords.split(document.string(range)).joined(separator: " ")
    return text.isEmpty ? nil : Name(text: text, tokens: range)
  }

  /// "Company: Acme", "Company Name - Acme".
  private func labelled() -> Name? {
    for section in sections where section.kind == .company && section.isInline {
      guard let heading = section.heading, let piece = section.pieces.first else { continue }
      let words = document.phraseWords(heading)
      guard
        ["company", "company name", "name of the company", "employer", "organization"]
          .contains(words.joined(separator: " "))
      else { continue }
      guard piece.tokens.count <= 9,
        let range = proper(at: piece.tokens.lowerBound, limit: piece.tokens.upperBound)
      else { continue }
      return name(range)
    }
    return nil
  }

  /// "About Acme" as a heading, "Life at Acme", "Why Acme".
  private func headed() -> Name? {
    for section in sections {
      guard let heading = section.heading,
        ["about", "why", "life"].contains(document.key(heading.lowerBound)),
        section.kind == .company || section.kind == .benefits
      else { continue }
      var start = heading.lowerBound + 1
      if ["at", "join"].contains(document.key(start)) { start += 1 }
      if let range = proper(at: start, limit: heading.upperBound) { return name(range) }
    }
    return nil
  }

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
    ])

  private func stated() -> Name? {
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
      for piece in section.pieces {
        for sentence in SentenceRule.sentences(in: piece.tokens, of: document.tokens) {
          let range = sentence.tokens
          let start = range.first { document.tokens[$0].isSpoken } ?? range.lowerBound
          if let subject = proper(at: start, limit: range.upperBound),
            let verb = Self.verbs.match(
              in: document, at: verbStart(subject.upperBound, range), upTo: range.upperBound)
          {
            vote(subject, verb.value)
          }
          voteAt(start, range, vote)
        }
      }
    }
    guard let best, best.score >= 3 else { return nil }
    return scores[best.key]?.name
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

  private static let notNames = JDWords.set(
    """
    we our the this that you your it he she they there these those if as in at for with an a who
    what why how
    when where us role job candidate candidates position experience knowledge team work company
    strong good
    must should responsibilities requirements qualifications skills description about about-us
    applicants bachelor's
    bachelor degree one all any each some location salary education html css java javascript
    python php
    sql react angular node.js ios android flutter wordpress django aws azure linux agile scrum api
    apis
    devops software engineer developer title monday client clients customers overview summary
    preferred
    required minimum key other additional please join working ability understanding excellent
    proficiency
    here i my opportunity it's not are is do be to from have has will can by responsible people
    kubernetes
    docker jenkins git github mysql oracle mongodb swift kotlin laravel data machine everything
    everyone life
    interested note join our full part remote equal today currently total objective c++ c#
    """)

  private static let suffixes = JDWords.set(
    """
    ltd limited pvt private inc llc llp corp corporation technologies technology solutions labs
    systems group software services
    """
  )

  /// A run of capitalised words at `start` that can be a name.
  private func proper(at start: Int, limit: Int) -> Range<Int>? {
    guard start < limit else { return nil }
    var end = start
    var words = 0
    while end < limit, words < 6 {
      let token = document.tokens[end]
      if token.isWord {
        guard
          token.isCapitalized || (words > 0 && token.key.hasSuffix(".com"))
            || token.key.hasSuffix(".com")
        else { break }
        if words == 0 {
          guard !Self.notNames.contains(token.key), !TitleLexicon.heads.contains(token.key),
            !DutyLexicon.beginsWithDuty([token.key, "x", "y"])
          else { return nil }
        }
        words += 1
      } else if token.kind == .number, words > 0, !token.hasSpaceBefore {
        words += 0
      } else if token.kind == .mark, words > 0, ["&", "-", ".", "'"].contains(token.key),
        end + 1 < limit,
        token.key == "&"
          || !token.hasSpaceBefore && document.tokens[end + 1].isCapitalized
            && (!document.tokens[end + 1].hasSpaceBefore
              || Self.suffixes.contains(document.key(end + 1)))
      {
        words += 0
      } else {
        break
      }
      end += 1
    }
    while end > start, !document.tokens[end - 1].isSpoken { end -= 1 }
    guard words > 0, end > start else { return nil }
    let keys = (start..<end).map { document.key($0) }
    if keys.contains(where: { TitleLexicon.heads.contains($0) && $0 != "partner" && $0 != "master" }
    ) {
      return nil
    }
    if words == 1, LocationTable.cities.match(in: document, at: start, upTo: end) != nil {
      return nil
    }
    return start..<end
  }
}
