/// A word, number or mark of the prepared text.
struct JDToken: Sendable {
  enum Kind: UInt8, Sendable { case word, number, mark, bullet, link, lineBreak }

  var start: Int
  var end: Int
  var kind: Kind
  /// The text in lower case, with straight apostrophes and composed accents.
  var key: String
  var isCapitalized: Bool
  var isAllCapitals: Bool
  /// A cheap hash of `key`, to rule out most look-ups.
  var mark: UInt16
  /// Whether white space or the start of the text stands before it.
  var hasSpaceBefore: Bool

  var range: Range<Int> { start..<end }
  var isWord: Bool { kind == .word }
  /// Whether it counts as a word when words are counted.
  var isSpoken: Bool { kind == .word || kind == .number || kind == .link }
}
