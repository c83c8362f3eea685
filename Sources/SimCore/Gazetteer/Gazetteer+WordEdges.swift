internal import CSimKernels

/// What of a name decides which neighbours refuse it.
struct NameShape: OptionSet, Sendable {
  let rawValue: UInt8

  /// The key is one scalar, a letter.
  static let singleLetter = NameShape(rawValue: 1)
  /// The key ends with `+` or `#`.
  static let endsWithSign = NameShape(rawValue: 2)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(key: String) {
    let scalars = key.unicodeScalars
    var shape: NameShape = []
    if let only = scalars.first, scalars.count == 1,
      ScalarProperties(of: only.value).contains(.letter)
    {
      shape.insert(.singleLetter)
    }
    if scalars.last == "+" || scalars.last == "#" { shape.insert(.endsWithSign) }
    self = shape
  }
}

/// The word edges, judged on the scalars of the text as they stand there: the sign of "Java™" is
/// no letter, though NFKC makes letters of it.
enum WordEdge {
  /// Whether a word goes on directly before `offset`.
  static func isInsideWord(_ text: Span<UInt8>, before offset: Int) -> Bool {
    guard offset > 0 else { return false }
    return isWord(UTF8Scalar(in: text, before: offset).value)
  }

  /// Whether what precedes `start` leaves room for a name of this shape.
  @inline(__always)
  static func isOpen(_ text: Span<UInt8>, before start: Int, shape: NameShape) -> Bool {
    guard start > 0 else { return true }
    if !shape.contains(.singleLetter) { return !isInsideWord(text, before: start) }
    let previous = UTF8Scalar(in: text, before: start)
    if isWord(previous.value) { return false }
    return !isJoiner(previous.value) || !isInsideWord(text, before: start - previous.length)
  }

  /// Whether what follows `end` leaves room for a name of this shape.
  @inline(__always)
  static func isOpen(_ text: Span<UInt8>, after end: Int, shape: NameShape) -> Bool {
    guard end < text.count else { return true }
    let next = UTF8Scalar(in: text, at: end)
    if isWord(next.value) { return false }
    if !shape.contains(.endsWithSign), isSign(next.value) { return false }
    guard shape.contains(.singleLetter), isJoiner(next.value) else { return true }
    let after = end + next.length
    return after >= text.count || !isWord(UTF8Scalar(in: text, at: after).value)
  }

  @inline(__always)
  static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return ASCII.isWord(UInt8(truncatingIfNeeded: scalar)) }
    return ScalarProperties(of: scalar).isWord
  }

  private static func isSign(_ scalar: UInt32) -> Bool {
    let plain = compatible(scalar)
    return plain == 0x2B || plain == 0x23
  }

  /// Hyphen-minus, ampersand, apostrophe, full stop; hyphen and right single quotation mark.
  private static func isJoiner(_ scalar: UInt32) -> Bool {
    switch compatible(scalar) {
    case 0x2D, 0x26, 0x27, 0x2E, 0x2010, 0x2019: true
    default: false
    }
  }

  /// The one scalar to which NFKC maps a scalar, such as "＋" to "+"; itself where there is none.
  private static func compatible(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar }
    let span = ScalarSpan(packed: sim_unicode_compatibility_decomposition(scalar))
    return span.count == 1 ? span[0] : scalar
  }
}
