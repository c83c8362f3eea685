internal import CSimKernels

/// The encoding of texts, one after the other: their ids so far, and the buffers of the word being
/// read. Used again, it allocates nothing.
///
/// A text is read in chunks that white space ends: a chunk of printable ASCII is lower-cased and
/// split as it is read, any other is normalised scalar by scalar (`appendScalars`).
struct TokenizerRun {
  /// The texts that were encoded.
  private(set) var texts = TokenizedTexts()

  private let tokenizer: WordPieceTokenizer
  /// The ids of a text that fit before [SEP].
  private let limit: Int
  /// Where the ids of the text being read begin.
  private var start = 0

  /// The word being read, normalised.
  private var word: [UInt8] = []
  private var wordLength = 0
  /// Scalars in canonical decomposition that are still to be put in order.
  private var pending = NormalizationBuffer()

  init(_ tokenizer: WordPieceTokenizer) {
    self.tokenizer = tokenizer
    limit = tokenizer.maximumTokenCount - 1
  }

  private var isFull: Bool { texts.ids.count - start >= limit }

  /// Encodes a text: [CLS], its tokens, cut off where they are too many, and [SEP].
  mutating func encode(_ text: Span<UInt8>) {
    start = texts.ids.count
    texts.ids.append(tokenizer.classifierID)
    read(text)
    let excess = texts.ids.count - start - limit
    if excess > 0 { texts.ids.removeLast(excess) }
    texts.ids.append(tokenizer.separatorID)
    texts.endText()
  }

  /// Forgets the texts.
  mutating func removeAll() { texts.removeAll() }

  /// Reads a text; special tokens in it stand alone and part what is around them.
  private mutating func read(_ text: Span<UInt8>) {
    var offset = 0
    while offset < text.count, !isFull {
      if ASCII.isWhiteSpace(text[offset]), text[offset] != 0x0B, text[offset] != 0x0C {
        offset += 1
        continue
      }
      // The chunk up to ASCII white space or a special token.
      let start = offset
      var isPlain = true
      var special: (length: Int, id: Int32)?
      while offset < text.count {
        let byte = text[offset]
        if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { break }
        if byte == 0x5B {
          special = tokenizer.specialToken(in: text, at: offset)
          if special != nil { break }
        }
        if byte &- 0x21 >= 94 { isPlain = false }
        offset += 1
      }
      if isPlain {
        appendASCII(text, start..<offset)
      } else {
        appendScalars(text, start..<offset)
      }
      if let special {
        texts.ids.append(special.id)
        offset += special.length
      }
    }
  }

  /// Reads a chunk of printable ASCII.
  private mutating func appendASCII(_ text: Span<UInt8>, _ range: Range<Int>) {
    for offset in range {
      if isFull { break }
      let byte = text[offset]
      if ASCII.isPunctuation(byte) {
        finishWord()
        appendToWord(byte)
        finishWord()
      } else {
        appendToWord(tokenizer.lowercases ? ASCII.lowercased(byte) : byte)
      }
    }
    finishWord()
  }

  @inline(__always)
  private mutating func appendToWord(_ byte: UInt8) {
    word.append(byte)
    wordLength += 1
  }

  private mutating func finishWord() {
    guard !word.isEmpty else { return }
    tokenizer.vocabulary.appendPieces(
      of: word, scalarCount: wordLength, to: &texts.ids)
    word.removeAll(keepingCapacity: true)
    wordLength = 0
  }
}

// MARK: Text beyond ASCII

extension TokenizerRun {
  /// Reads a chunk with the steps of `BertNormalizer`, in its order: clean the text, part CJK
  /// characters, strip accents, lower-case.
  private mutating func appendScalars(_ text: Span<UInt8>, _ range: Range<Int>) {
    var offset = range.lowerBound
    while offset < range.upperBound, !isFull {
      let scalar = UTF8Scalar(in: text, at: offset)
      offset += scalar.length
      let properties = ScalarProperties(of: scalar.value)
      if properties.contains(.bertRemoved) { continue }
      if properties.contains(.whiteSpace) {
        finishPending()
      } else if TokenizerRun.isCJK(scalar.value) {
        finishPending()
        appendPending(scalar.value, properties)
        finishPending()
      } else {
        appendPending(scalar.value, properties)
      }
    }
    finishPending()
  }

  private mutating func appendPending(_ scalar: UInt32, _ properties: ScalarProperties) {
    if !tokenizer.stripsAccents || properties.contains(.bertInert) {
      pending.append(scalar, combiningClass: 0)
    } else {
      pending.appendCanonicalDecomposition(of: scalar)
    }
  }

  /// Ends what white space ends: puts the pending scalars in order, drops accents, lower-cases,
  /// splits at punctuation.
  private mutating func finishPending() {
    guard !pending.isEmpty else { return }
    pending.reorder()
    for scalar in pending.scalars {
      let properties = ScalarProperties(of: scalar)
      if tokenizer.stripsAccents, properties.contains(.bertMark) { continue }
      if tokenizer.lowercases, properties.contains(.lowers) {
        let lowered = sim_unicode_lowercase(scalar)
        let span = ScalarSpan(packed: lowered.span)
        if span.isEmpty { appendNormalized(lowered.scalar) }
        for index in 0..<span.count { appendNormalized(span[index]) }
      } else {
        appendNormalized(scalar)
      }
    }
    pending.removeAll()
    finishWord()
  }

  private mutating func appendNormalized(_ scalar: UInt32) {
    let isPunctuation = ScalarProperties(of: scalar).contains(.bertPunctuation)
    if isPunctuation { finishWord() }
    word.appendUTF8(scalar)
    wordLength += 1
    if isPunctuation { finishWord() }
  }

  /// The ideographs that the reference parts, its gaps included (U+2B820 to U+2B91F).
  private static func isCJK(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
      0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
