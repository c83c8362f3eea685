/// Phrases looked up word by word, the longest first.
struct PhraseTable<Value: Sendable>: Sendable {
  private var entries: [String: [(rest: [String], value: Value)]] = [:]
  /// A bit for the mark of every first word.
  private var filter = [UInt64](repeating: 0, count: 1024)

  init(_ phrases: [(String, Value)]) {
    for (phrase, value) in phrases { insert(phrase, value) }
    for key in entries.keys { entries[key]?.sort { $0.rest.count > $1.rest.count } }
  }

  private mutating func insert(_ phrase: String, _ value: Value) {
    var words: [String] = []
    for word in phrase.split(separator: " ") { words.append(String(word)) }
    guard let first = words.first else { return }
    let mark = Int(JDBytes.mark(of: first))
    filter[mark >> 6] |= 1 << UInt64(mark & 63)
    entries[first, default: []].append((Array(words.dropFirst()), value))
  }

  /// The longest phrase that begins at `index` of `words`, and how many words it has.
  func match(in words: [String], at index: Int) -> (value: Value, count: Int)? {
    guard index < words.count, let candidates = entries[words[index]] else { return nil }
    for candidate in candidates
    where index + candidate.rest.count < words.count
      && candidate.rest.indices.allSatisfy({ candidate.rest[$0] == words[index + 1 + $0] })
    {
      return (candidate.value, candidate.rest.count + 1)
    }
    return nil
  }

  /// The longest phrase that begins at token `index`; hyphens between words are passed over.
  ///
  /// Returns the value and the token after the phrase.
  func match(
    in document: JDDocument, at index: Int, upTo limit: Int
  ) -> (value: Value, end: Int)? {
    guard index < limit else { return nil }
    let mark = Int(document.tokens[index].mark)
    guard filter[mark >> 6] >> UInt64(mark & 63) & 1 == 1,
      let candidates = entries[document.tokens[index].key]
    else { return nil }
    for candidate in candidates {
      var cursor = index + 1
      var matches = true
      for word in candidate.rest {
        if cursor < limit, ["-", "/", "&", ":"].contains(document.tokens[cursor].key),
          document.tokens[cursor].key != word
        {
          cursor += 1
        }
        guard cursor < limit, document.tokens[cursor].key == word else {
          matches = false
          break
        }
        cursor += 1
      }
      if matches { return (candidate.value, cursor) }
    }
    return nil
  }

  /// The values of all phrases in `words`, in order, not overlapping.
  func values(in words: [String]) -> [Value] {
    var values: [Value] = []
    var index = 0
    while index < words.count {
      if let match = match(in: words, at: index) {
        values.append(match.value)
        index += match.count
      } else {
        index += 1
      }
    }
    return values
  }
}
