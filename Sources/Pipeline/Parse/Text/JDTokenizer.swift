import SimCore

/// Cuts prepared text into tokens, in one pass.
///
/// `Node.js`, `C++`, `e.g`, `B.Tech` and web addresses are one token each; `control.Troubleshoot`
/// is two words and a full stop; `5yrs`, `10LPA` and `30,000pa` are a number and a unit, `RM3,500`
/// is a currency and a number.
struct JDTokenizer {
  private let bytes: [UInt8]
  private var tokens: [JDToken] = []
  private var hasSpaceBefore = true

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 4)
  }

  static func tokens(of bytes: [UInt8]) -> [JDToken] {
    var tokenizer = JDTokenizer(bytes: bytes)
    tokenizer.run()
    return tokenizer.tokens
  }

  private mutating func run() {
    var offset = 0
    var chunkEnd = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if JDBytes.isSpace(byte) {
        if byte == 0x0A { append(offset..<offset + 1, .lineBreak) }
        hasSpaceBefore = true
        offset += 1
        continue
      }
      if offset >= chunkEnd {
        chunkEnd = offset
        var hasAt = false
        while chunkEnd < bytes.count, !JDBytes.isSpace(bytes[chunkEnd]) {
          if bytes[chunkEnd] == 0x40 { hasAt = true }
          chunkEnd += 1
        }
        if let link = linkRange(offset..<chunkEnd, hasAt: hasAt) {
          append(link, .link)
          offset = link.upperBound
          continue
        }
      }
      if bytes[offset] | 0x20 == 0x68 || bytes[offset] | 0x20 == 0x77,
        isLinkStart(offset, chunkEnd), tokens.last.map({ $0.end < offset || !$0.isWord }) ?? true
      {
        let end = Self.trimmedLinkEnd(bytes, offset..<chunkEnd)
        append(offset..<max(end, offset + 1), .link)
        offset = max(end, offset + 1)
        continue
      }
      offset = takeToken(at: offset)
    }
  }

  private mutating func append(_ range: Range<Int>, _ kind: JDToken.Kind) {
    var key = JDBytes.lowercased(bytes[range])
    let isASCII = key.utf8.count == key.unicodeScalars.count
    if !isASCII {
      key = key.lowercased()
      // Tables are asked by a hash of bytes: an accent is composed, as it is in them.
      if key.unicodeScalars.contains(where: {
        $0.properties.canonicalCombiningClass != .notReordered
      }) {
        key = TextKey.spelling(of: key)
      }
      if key.unicodeScalars.contains(where: { $0 == "\u{2019}" || $0 == "\u{2018}" }) {
        key = String(
          String.UnicodeScalarView(
            key.unicodeScalars.map { $0 == "\u{2019}" || $0 == "\u{2018}" ? "'" : $0 }))
      }
    }
    let first = bytes[range.lowerBound]
    let isCapitalized =
      first < 0x80
      ? JDBytes.isUppercase(first)
      : JDBytes.scalar(in: bytes, at: range.lowerBound).0.properties.isUppercase
    var hasLetter = false
    var hasSmallLetter = false
    for byte in bytes[range] where JDBytes.isLetter(byte) {
      hasLetter = true
      if JDBytes.isLowercase(byte) { hasSmallLetter = true }
    }
    tokens.append(
      JDToken(
        start: range.lowerBound, end: range.upperBound, kind: kind, key: key,
        isCapitalized: isCapitalized, isAllCapitals: hasLetter && !hasSmallLetter,
        mark: JDBytes.mark(of: key), hasSpaceBefore: hasSpaceBefore))
    hasSpaceBefore = false
  }

  // MARK: Links

  /// The web or mail address that begins the chunk, without the marks around it.
  private func linkRange(_ chunk: Range<Int>, hasAt: Bool) -> Range<Int>? {
    var lower = chunk.lowerBound
    if bytes[lower] == 0x28 || bytes[lower] == 0x3C || bytes[lower] == 0x22 { lower += 1 }
    guard lower == chunk.lowerBound, isLinkStart(lower, chunk.upperBound) || hasAt else {
      return nil
    }
    var upper = chunk.upperBound
    if hasAt, !isLinkStart(lower, chunk.upperBound) {
      guard let at = bytes[lower..<upper].firstIndex(of: 0x40), at > lower,
        JDBytes.isAlphanumeric(bytes[at - 1]), at + 1 < upper,
        JDBytes.isAlphanumeric(bytes[at + 1])
      else { return nil }
      var dot = at + 1
      while dot < upper, bytes[dot] != 0x2E { dot += 1 }
      guard dot < upper else { return nil }
    }
    upper = Self.trimmedLinkEnd(bytes, lower..<upper)
    return lower < upper ? lower..<upper : nil
  }

  private func isLinkStart(_ start: Int, _ end: Int) -> Bool {
    guard end - start > 4, bytes[start] | 0x20 == 0x68 || bytes[start] | 0x20 == 0x77,
      bytes[start + 1] | 0x20 == 0x74 || bytes[start + 1] | 0x20 == 0x77
    else { return false }
    let head = JDBytes.lowercased(bytes[start..<min(end, start + 8)])
    return head.hasPrefix("http://") || head.hasPrefix("https://") || head.hasPrefix("www.")
  }

  /// The end of a link without closing punctuation and without what an angle or quote closes.
  static func trimmedLinkEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var upper = range.lowerBound
    var openings = 0
    while upper < range.upperBound {
      let byte = bytes[upper]
      if byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x2C { break }
      if byte == 0x28 { openings += 1 }
      if byte == 0x29 {
        openings -= 1
        if openings < 0 { break }
      }
      upper += 1
    }
    let closing: Set<UInt8> = [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x5D, 0x2A, 0x7D]
    while upper > range.lowerBound, closing.contains(bytes[upper - 1]) { upper -= 1 }
    return upper
  }

  // MARK: Words, numbers and marks

  private mutating func takeToken(at offset: Int) -> Int {
    let byte = bytes[offset]
    if JDBytes.isDigit(byte) { return takeNumber(at: offset) }
    if byte < 0x80, !JDBytes.isLetter(byte) {
      if byte == 0x2E, let end = dotNetEnd(at: offset) {
        append(offset..<end, .word)
        return end
      }
      append(offset..<offset + 1, .mark)
      return offset + 1
    }
    let (scalar, length) = JDBytes.scalar(in: bytes, at: offset)
    if byte >= 0x80, JDBytes.isMark(scalar) {
      append(offset..<offset + length, JDBytes.isBullet(scalar) ? .bullet : .mark)
      return offset + length
    }
    let end = currencyEnd(at: offset) ?? wordEnd(from: offset)
    append(offset..<end, .word)
    return end
  }

  /// Codes of currencies that stand before an amount without a space.
  private static let currencies = JDWords.set(
    "rs rm inr usd eur gbp aed sgd aud cad nzd hkd chf php zar")

  /// What digits and commas an amount has at least: "RS232" and "PHP7" are none.
  private static let shortestAmount = 4

  /// The end of the code in "RM3,500".
  private func currencyEnd(at offset: Int) -> Int? {
    var letters = offset
    while letters < bytes.count, letters < offset + 4, JDBytes.isLetter(bytes[letters]) {
      letters += 1
    }
    guard letters < bytes.count, JDBytes.isDigit(bytes[letters]) else { return nil }
    let amount = bytes[letters...].prefix(Self.shortestAmount)
    guard amount.count == Self.shortestAmount,
      amount.allSatisfy({ JDBytes.isDigit($0) || $0 == JDBytes.comma }),
      Self.currencies.contains(JDBytes.lowercased(bytes[offset..<letters]))
    else { return nil }
    return letters
  }

  /// `.NET` at the start of a word.
  private func dotNetEnd(at offset: Int) -> Int? {
    guard hasSpaceBefore || offset == 0 || !JDBytes.isAlphanumeric(bytes[offset - 1]),
      offset + 4 <= bytes.count, JDBytes.lowercased(bytes[offset..<offset + 4]) == ".net",
      offset + 4 == bytes.count || !JDBytes.isAlphanumeric(bytes[offset + 4])
    else { return nil }
    return offset + 4
  }

  private static let units = JDWords.set(
    """
    yrs yr years year yoe y months month mths lpa l lac lacs lakh lakhs k hrs hr hours cr crore crores
    pa pd ph
    """)

  private mutating func takeNumber(at offset: Int) -> Int {
    var end = offset
    while end < bytes.count, JDBytes.isDigit(bytes[end]) { end += 1 }
    while end + 1 < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x2C,
      JDBytes.isDigit(bytes[end + 1])
    {
      end += 1
      while end < bytes.count, JDBytes.isDigit(bytes[end]) { end += 1 }
    }
    var letters = end
    while letters < bytes.count, JDBytes.isLetter(bytes[letters]) { letters += 1 }
    if letters > end, !Self.units.contains(JDBytes.lowercased(bytes[end..<letters])) {
      let wordEnd = wordEnd(from: offset)
      append(offset..<wordEnd, .word)
      return wordEnd
    }
    append(offset..<end, .number)
    return end
  }

  private func wordEnd(from start: Int) -> Int {
    var cursor = start
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if JDBytes.isAlphanumeric(byte) {
        cursor += 1
      } else if byte >= 0x80 {
        let (scalar, length) = JDBytes.scalar(in: bytes, at: cursor)
        if scalar.value == 0x2019 || scalar.value == 0x2018 {
          guard continuesWord(after: cursor, by: length) else { break }
        } else if JDBytes.isMark(scalar) {
          break
        }
        cursor += length
      } else if byte == 0x27 {
        guard continuesWord(after: cursor, by: 1) else { break }
        cursor += 1
      } else if byte == 0x2E {
        guard let next = afterInnerDot(cursor, wordStart: start) else { break }
        cursor = next
      } else if byte == 0x2B, cursor + 1 < bytes.count, bytes[cursor + 1] == 0x2B {
        cursor += 2
        break
      } else if byte == 0x23, cursor == start + 1 || endsInNet(start..<cursor) {
        cursor += 1
        break
      } else {
        break
      }
    }
    return max(cursor, start + 1)
  }

  private func endsInNet(_ range: Range<Int>) -> Bool {
    range.count > 1 && bytes[range.upperBound - 2] == 0x2E
  }

  private func continuesWord(after offset: Int, by length: Int) -> Bool {
    let next = offset + length
    return next < bytes.count && JDBytes.isLetter(bytes[next])
  }

  private static let dottedEndings = JDWords.set(
    "js net ts io tech sc com co ph ed ai ml py nets js/ html jsx mvc org in jpg pdf")

  /// Where a word goes on after a full stop inside it, or `nil` if the stop ends the word.
  private func afterInnerDot(_ dot: Int, wordStart: Int) -> Int? {
    var end = dot + 1
    while end < bytes.count, JDBytes.isAlphanumeric(bytes[end]) { end += 1 }
    let rightLength = end - dot - 1
    guard rightLength > 0 else { return nil }
    let right = bytes[dot + 1]
    let left = bytes[dot - 1]
    if JDBytes.isDigit(right) { return JDBytes.isDigit(left) ? end : nil }
    if !JDBytes.isUppercase(right) { return rightLength <= 24 ? end : nil }
    if Self.dottedEndings.contains(JDBytes.lowercased(bytes[(dot + 1)..<end])) { return end }
    if rightLength == 1 { return JDBytes.isUppercase(left) ? end : nil }
    let isAbbreviation = dot - wordStart == 1 && JDBytes.isUppercase(left)
    return isAbbreviation && rightLength <= 4 ? end : nil
  }
}
