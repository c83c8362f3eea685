/// The words that say how strongly something is asked for.
extension Emphasis {
  struct Cue {
    /// Places in the clause.
    var positions: Range<Int>
    /// Nil of a word such as "strong", which keeps a cue behind it from what it opens.
    var kind: Kind?
    /// Whether it stands in front of what it speaks of.
    var leads: Bool
  }

  /// The cues of a clause, in order.
  ///
  /// - Parameter clause: the places of its tokens.
  func cues(in clause: [Int]) -> [Cue] {
    var cues: [Cue] = []
    var isOpening = true
    var position = 0
    while position < clause.count {
      let spot = Spot(
        document: document, clause: clause, position: position, isOpening: isOpening)
      if let cue = spot.cue {
        cues.append(cue)
        if cue.kind == nil { isOpening = false }
        position = cue.positions.upperBound
      } else {
        if !isFiller(clause[position]) { isOpening = false }
        position += 1
      }
    }
    return cues
  }

  /// Whether a token says nothing of what is asked for: a mark, or a word such as "would".
  func isFiller(_ index: Int) -> Bool {
    !document.tokens[index].isSpoken || Spot.fillers.contains(document.key(index))
  }

  /// A place in a clause where a cue may begin.
  private struct Spot {
    let document: JDDocument
    let clause: [Int]
    let position: Int
    /// Whether nothing but fillers stands before it.
    let isOpening: Bool

    private static let praises = JDWords.set(
      """
      a an is be are as big huge major added definite great strong real additional distinct
      """)

    static let fillers = praises.union(
      JDWords.set("also it it's this that would will can the highly strongly very and but or not"))

    private static let strengths = JDWords.set(
      "strong solid excellent proficient proficiency expert expertise extensive thorough")

    /// Words before "required" that take the demand back: "as required", "no degree required".
    private static let reservations = JDWords.set(
      "no not without as if when where wherever whenever")
    private static let reservationReach = 6

    private func key(_ offset: Int) -> String {
      let place = position + offset
      return clause.indices.contains(place) ? document.key(clause[place]) : ""
    }

    /// Whether the clause ends at a distance, or a mark stands there.
    private func isEnd(_ offset: Int) -> Bool {
      let place = position + offset
      return place >= clause.count || !document.tokens[clause[place]].isSpoken
    }

    private func hasWord(from offset: Int) -> Bool {
      clause.dropFirst(position + offset).contains { document.tokens[$0].isSpoken }
    }

    private func found(_ kind: Kind?, count: Int = 1, leads: Bool) -> Cue {
      Cue(positions: position..<position + count, kind: kind, leads: leads)
    }

    var cue: Cue? {
      switch key(0) {
      case "preferably", "ideally":
        return key(1) == "suited" ? nil : found(.optional, leads: hasWord(from: 1))
      case "preferred", "prefered", "preferable", "optional", "desirable", "beneficial",
        "advantageous":
        return key(-1) == "not" ? nil : found(.optional, leads: isOpening || key(1) == ":")
      case "desired":
        return isEnd(1) ? found(.optional, leads: key(1) == ":") : nil
      case "nice", "good", "great": return toHave
      case "plus", "pluses", "bonus", "advantage", "advantages": return boon
      case "prefer":
        return isOpening || key(-1) == "we" ? found(.optional, leads: true) : nil
      case "preference":
        let isGiven = ["will", "would", "is", "given", "for", "to"].contains(key(1))
        return isGiven ? found(.optional, leads: true) : nil
      case "extra":
        return key(1) == "credit" ? found(.optional, count: 2, leads: true) : nil
      default: return demand
      }
    }

    /// "Nice to have", "good-to-have".
    private var toHave: Cue? {
      let isHyphenated = key(1) == "-"
      let count = isHyphenated ? 5 : 3
      guard key(isHyphenated ? 2 : 1) == "to", key(count - 1) == "have" else { return demand }
      return found(.optional, count: count, leads: isOpening || key(count) == ":")
    }

    /// "A plus", "an added advantage", "bonus points"; not "5 plus years", "take advantage of",
    /// "yearly bonus".
    private var boon: Cue? {
      let word = key(0)
      let count = ["point", "points"].contains(key(1)) ? 2 : 1
      let next = key(count)
      let isAnnounced = [":", "if"].contains(next) || count == 2 && next == "for"
      let isPraised = Self.praises.contains(key(-1))
      if word.hasPrefix("advantage"),
        next == "of" || ["take", "takes", "taking", "competitive"].contains(key(-1))
      {
        return nil
      }
      let isPlain =
        word == "bonus"
        ? isOpening && next == "for"
        : isEnd(count) && position > 0
          && document.tokens[clause[position - 1]].kind != .number
      guard count == 2 || isAnnounced || isPraised || isPlain else { return nil }
      return found(.optional, count: count, leads: isAnnounced || isOpening)
    }

    /// "Must know", "is a must", "required".
    private var demand: Cue? {
      switch key(0) {
      case "must":
        let isBehind =
          ["a", "is", "are", "be"].contains(key(-1))
          || !hasWord(from: key(1) == "have" ? 2 : 1)
        return key(1) == "not" ? nil : found(.required, leads: !isBehind)
      case "required", "mandatory", "compulsory":
        let isReserved = clause[..<position].suffix(Self.reservationReach).contains {
          Self.reservations.contains(document.key($0))
        }
        guard !isReserved else { return nil }
        return found(.required, leads: isOpening || [":", "to"].contains(key(1)))
      case "essential":
        return ["is", "are", "be"].contains(key(-1)) ? found(.required, leads: false) : nil
      case let word:
        return isOpening && Self.strengths.contains(word) ? found(nil, leads: true) : nil
      }
    }
  }
}
