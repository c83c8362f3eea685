/// A line of the prepared text.
struct JDLine: Sendable {
  /// Its tokens, without the line break.
  var tokens: Range<Int>
  /// Whether the line before it is blank, or it is the first.
  var isAfterBlank: Bool
}

/// A list item, or what stands on a line before, between and after list items.
struct JDPiece: Sendable {
  /// Its tokens, without the mark of the item.
  var tokens: Range<Int>
  /// The token of the bullet, where one stands before the piece.
  var bullet: Int?
  /// Whether a number such as `2.` stands before the piece.
  var isNumbered = false
  var startsLine = true
  var endsLine = true
  var isAfterBlank = false

  var isItem: Bool { bullet != nil || isNumbered }
}

/// The prepared text with its tokens, lines and pieces.
struct JDDocument: Sendable {
  let text: JDText
  let tokens: [JDToken]
  let lines: [JDLine]
  let pieces: [JDPiece]
  /// Whether the text has (nearly) no capital letters and no sentences: words taken from an ad by
  /// a program. Capitals then tell nothing.
  let isBareWords: Bool

  init(_ text: JDText) {
    self.text = text
    tokens = JDTokenizer.tokens(of: text.bytes)
    lines = Self.lines(of: tokens)
    isBareWords = Self.isBareWords(text.bytes)
    pieces = PieceSplitter(text: text, tokens: tokens, isBareWords: isBareWords).pieces(of: lines)
  }

  private static func lines(of tokens: [JDToken]) -> [JDLine] {
    var lines: [JDLine] = []
    var start = 0
    var isAfterBlank = true
    for index in 0...tokens.count
    where index == tokens.count || tokens[index].kind == .lineBreak {
      if index > start {
        lines.append(JDLine(tokens: start..<index, isAfterBlank: isAfterBlank))
        isAfterBlank = false
      } else {
        isAfterBlank = true
      }
      start = index + 1
    }
    return lines
  }

  /// The question of `isBareWords`, of a prepared text in bytes.
  static func isBareWords(_ bytes: [UInt8]) -> Bool {
    var capitals = 0
    var letters = 0
    for byte in bytes where JDBytes.isLetter(byte) {
      letters += 1
      if JDBytes.isUppercase(byte) { capitals += 1 }
    }
    return letters > 250 && capitals * 300 < letters
  }

  // MARK: Reading

  /// The bytes from the first to the last of a range of tokens.
  func byteRange(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last, last < tokens.count else { return 0..<0 }
    return tokens[first].start..<tokens[last].end
  }

  func string(_ range: Range<Int>) -> String { text.string(byteRange(range)) }

  func key(_ index: Int) -> String {
    tokens.indices.contains(index) ? tokens[index].key : ""
  }

  /// Whether a tab stands between a token and the one before it: they are cells of a table.
  func followsTab(_ index: Int) -> Bool {
    guard index > 0, index < tokens.count, tokens[index].hasSpaceBefore else { return false }
    return text.bytes[tokens[index - 1].end..<tokens[index].start].contains(JDBytes.tab)
  }

  /// Whether the word tokens from `index` on are `words`; hyphens between them are passed over.
  func matches(_ words: [String], at index: Int, upTo limit: Int) -> Int? {
    var cursor = index
    for (position, word) in words.enumerated() {
      if position > 0, cursor < limit, tokens[cursor].key == "-" { cursor += 1 }
      guard cursor < limit, tokens[cursor].key == word else { return nil }
      cursor += 1
    }
    return cursor
  }

  /// The words of a range: keys of words and numbers, `&` as "and", contractions written out.
  func phraseWords(_ range: Range<Int>) -> [String] {
    var words: [String] = []
    words.reserveCapacity(range.count)
    for position in range {
      switch tokens[position].kind {
      case .word, .number:
        let key = tokens[position].key
        if let written = Self.contraction(key) {
          words.append(contentsOf: written)
        } else {
          words.append(key)
        }
      case .mark where tokens[position].key == "&" || tokens[position].key == "+":
        words.append("and")
      default: break
      }
    }
    return words
  }

  /// What a contraction stands for. Nearly all words are told by their letters to be none.
  private static func contraction(_ key: String) -> [String]? {
    key.utf8.contains { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "&") } || key == "youll"
      ? contractions[key] : nil
  }

  private static let contractions: [String: [String]] = [
    "you'll": ["you", "will"], "we'll": ["we", "will"], "you're": ["you", "are"],
    "we're": ["we", "are"], "what's": ["what", "is"], "who's": ["who", "is"],
    "you've": ["you", "have"], "we've": ["we", "have"], "we'd": ["we", "would"],
    "you'd": ["you", "would"], "youll": ["you", "will"], "roles&responsibilities": ["roles"],
    "here's": ["here", "is"], "it's": ["it", "is"],
  ]
}
