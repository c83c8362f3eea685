/// How strongly the sentences of a text ask for what they name: "Kafka is a plus", "preferably
/// Kafka", "you must know Kafka". What headings say is no part of it.
///
/// A cue behind what it speaks of ("is a plus") reaches back to the start of its clause or to the
/// cue before it, a cue in front ("preferably") on to the end of the clause, and a cue in brackets
/// of its own ("Kafka (optional)") back over one item. Texts of bare words have no emphasis.
struct Emphasis: Sendable {
  enum Kind: Sendable { case required, optional }

  let document: JDDocument
  /// By token; nil where nothing is said.
  private var kinds: [Kind?]

  /// - Complexity: O(length of the text).
  init(_ text: JDText) {
    document = JDDocument(text)
    kinds = Array(repeating: nil, count: document.tokens.count)
    guard !document.isBareWords else { return }
    for piece in document.pieces {
      for sentence in SentenceRule.sentences(in: piece.tokens, of: document.tokens) {
        read(sentence.tokens)
      }
    }
  }

  /// What is said of the name at a range of bytes of the prepared text.
  func kind(of name: Range<Int>) -> Kind? {
    var low = 0
    var high = kinds.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if document.tokens[middle].start <= name.lowerBound { low = middle } else { high = middle }
    }
    return low < kinds.count ? kinds[low] : nil
  }

  // MARK: Reading

  /// No cue speaks of what stands farther away, in tokens.
  private static let reach = 40

  private mutating func read(_ sentence: Range<Int>) {
    var outside: [Int] = []
    var brackets: [(inside: Range<Int>, position: Int)] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      if document.key(index) == "(", let end = closing(after: index, upTo: sentence.upperBound) {
        brackets.append((index + 1..<end, outside.count))
        index = end + 1
      } else {
        outside.append(index)
        index += 1
      }
    }
    for clause in clauses(of: outside) { mark(clause) }
    for bracket in brackets {
      let start = max(0, bracket.position - Self.reach)
      mark(Array(bracket.inside), after: outside[start..<bracket.position])
    }
  }

  private func closing(after opening: Int, upTo limit: Int) -> Int? {
    (opening + 1..<min(limit, opening + Self.reach)).first { document.key($0) == ")" }
  }

  /// Words that turn a sentence to something else, and words that begin another demand behind a
  /// comma or "and".
  private static let turns = JDWords.set("; but however whereas although though")
  private static let demands = JDWords.set(
    """
    knowledge experience experienced familiarity familiar exposure understanding proficiency
    proficient expertise ability strong solid good excellent basic some prior previous working hands
    with also must should you candidate candidates
    """)

  private func clauses(of tokens: [Int]) -> [[Int]] {
    var clauses: [[Int]] = [[]]
    for (position, index) in tokens.enumerated() {
      let key = document.key(index)
      let next = position + 1 < tokens.count ? document.key(tokens[position + 1]) : ""
      let opensDemand = [",", "and", "&"].contains(key) && Self.demands.contains(next)
      if opensDemand || Self.turns.contains(key) { clauses.append([]) }
      clauses[clauses.count - 1].append(index)
    }
    return clauses
  }

  /// Marks what the cues of a clause speak of.
  private mutating func mark(_ clause: [Int]) {
    let cues = cues(in: clause)
    for (number, cue) in cues.enumerated() where cue.leads {
      let next = cues[(number + 1)...].first(where: \.leads)
      let end = next?.positions.lowerBound ?? clause.count
      mark(clause[cue.positions.upperBound..<end].prefix(Self.reach), as: cue.kind)
    }
    var start = 0
    var followsLead = false
    for cue in cues {
      if !cue.leads {
        var spoken = clause[start..<cue.positions.lowerBound]
        while let last = spoken.last, isFiller(last) { spoken.removeLast() }
        // "Must know Java, Kafka preferred": what the cue in front speaks of ends at the comma.
        if followsLead, let comma = spoken.lastIndex(where: { document.key($0) == "," }) {
          spoken = spoken[(comma + 1)...]
        }
        mark(spoken.suffix(Self.reach), as: cue.kind)
      }
      start = cue.positions.upperBound
      followsLead = cue.leads
    }
  }

  /// Words between two items of a list.
  private static let joints = JDWords.set(", ; and or & |")

  /// Marks what the cues in a bracket speak of: what stands in it too, or else the item before it.
  private mutating func mark(_ inside: [Int], after outside: ArraySlice<Int>) {
    guard let cue = cues(in: inside).first(where: { $0.kind != nil }) else { return }
    let isAlone = inside.indices.allSatisfy {
      cue.positions.contains($0) || isFiller(inside[$0])
    }
    guard isAlone else { return mark(inside) }
    let joint = outside.lastIndex { Self.joints.contains(document.key($0)) }
    mark(joint.map { outside[($0 + 1)...] } ?? outside, as: cue.kind)
  }

  private mutating func mark(_ tokens: ArraySlice<Int>, as kind: Kind?) {
    guard let kind, let first = tokens.first, let last = tokens.last else { return }
    for index in first...last { kinds[index] = kind }
  }
}
