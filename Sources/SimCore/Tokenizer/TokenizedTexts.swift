/// The token ids of texts, one text after the other.
struct TokenizedTexts: Sendable {
  /// All ids.
  var ids: [Int32] = []
  /// Where each text's ids begin, and behind the last text their number.
  private(set) var starts = [0]

  /// Texts.
  var count: Int { starts.count - 1 }
  /// Ids of all texts.
  var tokenCount: Int { starts[count] }

  /// The ids of a text.
  func range(of text: Int) -> Range<Int> { starts[text]..<starts[text + 1] }

  /// How many ids a text has.
  func tokenCount(of text: Int) -> Int { starts[text + 1] - starts[text] }

  /// Ends a text: what was appended to `ids` since the last one is its ids.
  mutating func endText() { starts.append(ids.count) }

  /// Takes all texts away and keeps the memory.
  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
  }
}
