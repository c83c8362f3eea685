internal import CSimKernels

/// A text folded for comparison, with the way back to the bytes it came from.
///
/// `bytes` is the UTF-8 of: NFKC, then full case folding (unless only spelling is folded), then
/// every run of White_Space as one space. Not trimmed. NFKC is computed piece by piece, each piece
/// the shortest that normalises alone, so that positions can be mapped; the result is the NFKC of
/// the whole.
struct FoldedText {
  /// A stretch of folded bytes that came from one stretch of the text.
  struct Segment {
    /// Where it begins in the folded bytes. It ends where the next one begins.
    var folded: Int
    /// Where it begins in the text.
    var original: Int
    /// Where it ends in the text, if it is one piece that maps as a whole; nil where folded and
    /// original bytes stand one for one.
    var pieceEnd: Int?
  }

  private(set) var bytes: [UInt8] = []
  /// In order; the last one is an empty sentinel at the ends of both texts.
  private(set) var segments: [Segment] = []

  private let foldsCase: Bool
  private var piece = NormalizationBuffer()

  /// Folds UTF-8 bytes. O(n); sorted runs of combining marks O(n log n).
  init(_ text: Span<UInt8>, foldsCase: Bool) {
    self.foldsCase = foldsCase
    bytes.reserveCapacity(text.count + 16)
    var offset = 0
    while offset < text.count {
      offset = appendASCII(text, from: offset)
      if offset < text.count { offset = appendPiece(text, at: offset) }
    }
    segments.append(Segment(folded: bytes.count, original: text.count, pieceEnd: nil))
  }

  /// The folded bytes without a space at either end.
  var trimmedBytes: ArraySlice<UInt8> {
    var slice = bytes[...]
    if slice.first == 0x20 { slice.removeFirst() }
    if slice.last == 0x20 { slice.removeLast() }
    return slice
  }

  /// Makes sure that what is appended next stands one for one with the text from `original` on.
  private mutating func beginPlainSegment(at original: Int) {
    if let last = segments.last, last.pieceEnd == nil,
      last.original - last.folded == original - bytes.count
    {
      return
    }
    segments.append(Segment(folded: bytes.count, original: original, pieceEnd: nil))
  }

  /// Appends ASCII up to the first other byte, whose offset it returns.
  private mutating func appendASCII(_ text: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset < text.count, text[offset] < 0x80 {
      // White space after white space is dropped; what follows is a new segment.
      if bytes.last == 0x20 {
        while offset < text.count, ASCII.isWhiteSpace(text[offset]) { offset += 1 }
      }
      let runStart = offset
      offset = FoldedText.endOfPlainRun(text, from: offset)
      guard runStart < offset else { continue }
      beginPlainSegment(at: runStart)
      append(text, runStart..<offset)
    }
    return offset
  }

  /// The end of the ASCII from an offset on that has no two white-space characters together.
  @inline(__always)
  private static func endOfPlainRun(_ text: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    var previousIsSpace = false
    while offset < text.count {
      // Eight bytes at once, as far as none is over 0x7F and no two under 0x21 are neighbours.
      while offset + 8 <= text.count {
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
          .littleEndian
        let high = word & 0x8080_8080_8080_8080
        // The top bit of each byte under 0x21, given that none is over 0x7F.
        let low = ~(word &+ 0x5F5F_5F5F_5F5F_5F5F) & 0x8080_8080_8080_8080
        let isPaired = low & low << 8 | (previousIsSpace ? low & 0x80 : 0)
        if high | isPaired != 0 { break }
        previousIsSpace = low >> 63 != 0
        offset += 8
      }
      guard offset < text.count else { break }
      let byte = text[offset]
      let isSpace = ASCII.isWhiteSpace(byte)
      if byte >= 0x80 || (isSpace && previousIsSpace) { break }
      previousIsSpace = isSpace
      offset += 1
    }
    return offset
  }

  private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    let foldsCase = foldsCase
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0x20, count: range.count))
    var target = bytes.mutableSpan
    var index = start
    for offset in range {
      let byte = text[offset]
      let spelled = byte &- 0x09 < 5 ? 0x20 : byte
      target[index] = foldsCase ? ASCII.lowercased(spelled) : spelled
      index &+= 1
    }
  }

  /// Appends the piece at a non-ASCII scalar: the scalar, what joins it, and the ASCII character
  /// before it where it joins that. Returns the offset after it.
  private mutating func appendPiece(_ text: Span<UInt8>, at offset: Int) -> Int {
    let scalar = UTF8Scalar(in: text, at: offset)
    let properties = ScalarProperties(of: scalar.value)
    var end = offset + scalar.length
    if properties.contains(.whiteSpace) {
      // Nothing composes with white space: what follows is a piece of its own.
      if bytes.last != 0x20 {
        segments.append(Segment(folded: bytes.count, original: offset, pieceEnd: end))
        bytes.append(0x20)
      }
      return end
    }
    let isJoined = FoldedText.joinsBackward(text, at: end)
    let changing: ScalarProperties = [.joinsBackward, .decomposes, .folds]
    if !isJoined, properties.isDisjoint(with: changing), scalar.length > 1 {
      beginPlainSegment(at: offset)
      for index in offset..<end { bytes.append(text[index]) }
      return end
    }

    piece.removeAll()
    var start = offset
    if properties.contains(.joinsBackward), offset > 0, text[offset - 1] < 0x80,
      !ASCII.isWhiteSpace(text[offset - 1])
    {
      start = offset - 1
      piece.append(UInt32(text[start]), combiningClass: 0)
      bytes.removeLast()
      if let last = segments.last, last.folded == bytes.count { segments.removeLast() }
    }
    piece.appendCompatibilityDecomposition(of: scalar.value)
    while FoldedText.joinsBackward(text, at: end) {
      let joined = UTF8Scalar(in: text, at: end)
      piece.appendCompatibilityDecomposition(of: joined.value)
      end += joined.length
    }
    piece.reorder()
    piece.compose()
    let folded = bytes.count
    for scalar in piece.scalars { appendFolded(scalar) }
    if bytes.count > folded {
      segments.append(Segment(folded: folded, original: start, pieceEnd: end))
    }
    return end
  }

  private mutating func appendFolded(_ scalar: UInt32) {
    let properties = ScalarProperties(of: scalar)
    if properties.contains(.whiteSpace) {
      if bytes.last != 0x20 { bytes.append(0x20) }
      return
    }
    guard foldsCase, properties.contains(.folds) else { return bytes.appendUTF8(scalar) }
    let folded = sim_unicode_fold(scalar)
    let span = ScalarSpan(packed: folded.span)
    if span.isEmpty { bytes.appendUTF8(folded.scalar) }
    for index in 0..<span.count { bytes.appendUTF8(span[index]) }
  }

  private static func joinsBackward(_ text: Span<UInt8>, at offset: Int) -> Bool {
    guard offset < text.count, text[offset] >= 0x80 else { return false }
    let scalar = UTF8Scalar(in: text, at: offset)
    return ScalarProperties(of: scalar.value).contains(.joinsBackward)
  }
}
