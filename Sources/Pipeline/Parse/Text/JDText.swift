/// A job description prepared for reading, with a way back to the text as it was given.
///
/// Preparing takes out what is not text: the tags of a pasted HTML fragment (block tags and `<br>`
/// become line breaks, `<li>` a bullet, the end of a table's cell a tab), character references such
/// as `&amp;`, carriage returns, no-break and other special spaces, and invisible marks (byte order
/// mark, zero-width space, soft hyphen, direction marks), and accents beyond the thirtieth in a
/// row; marks read in the wrong encoding ("â€¢") are put right. Everything else stays byte for byte:
/// a plain text is its own prepared text, and the map is the identity.
///
/// Offsets count UTF-8 bytes. Preparing is linear in the length of the text.
public struct JDText: Sendable {
  /// The text as it was given.
  public let original: String
  /// The text that the rules read.
  public let cleaned: String
  /// Whether tags were found and taken out.
  public let containedMarkup: Bool
  /// The UTF-8 bytes of `cleaned`.
  let bytes: [UInt8]
  private let segments: [Segment]
  private let originalCount: Int

  /// A stretch of cleaned text and where it came from.
  struct Segment: Sendable {
    var cleanedStart: Int
    var originalStart: Int
    var originalEnd: Int
    /// Whether the cleaned bytes are the original bytes.
    var isVerbatim: Bool
  }

  /// Prepares `original` for reading.
  public init(_ original: String) {
    let source = Array(original.utf8)
    var cleaner = HTMLFragment(source: source)
    cleaner.run()
    self.original = original
    self.originalCount = source.count
    self.bytes = cleaner.output.bytes
    self.segments = cleaner.output.segments
    self.cleaned = String(decoding: cleaner.output.bytes, as: UTF8.self)
    self.containedMarkup = cleaner.isMarkup
  }

  /// The bytes of the original that `range` of the cleaned text came from.
  ///
  /// Markup between the first and the last byte of the range lies inside the result. A range that
  /// reaches past the end is cut at the end; an empty range gives an empty range.
  /// - Complexity: O(log n) in the number of places where the text was changed.
  public func originalRange(ofCleaned range: Range<Int>) -> Range<Int> {
    let clamped = range.clamped(to: 0..<bytes.count)
    guard !segments.isEmpty else { return 0..<0 }
    if clamped.isEmpty {
      guard range.lowerBound < bytes.count else { return originalCount..<originalCount }
      let start = originalStart(of: max(0, range.lowerBound))
      return start..<start
    }
    let lower = originalStart(of: clamped.lowerBound)
    return lower..<max(lower, originalEnd(of: clamped.upperBound - 1))
  }

  private func originalStart(of offset: Int) -> Int {
    let segment = segments[segmentIndex(of: offset)]
    guard segment.isVerbatim else { return segment.originalStart }
    return segment.originalStart + (offset - segment.cleanedStart)
  }

  private func originalEnd(of offset: Int) -> Int {
    let segment = segments[segmentIndex(of: offset)]
    guard segment.isVerbatim else { return segment.originalEnd }
    return segment.originalStart + (offset - segment.cleanedStart) + 1
  }

  private func segmentIndex(of offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].cleanedStart <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The cleaned text of a byte range; bounds inside a character are repaired.
  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// Collects cleaned bytes and remembers where they came from.
struct CleanedOutput: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var segments: [JDText.Segment] = []

  /// Appends one byte of the original as it is.
  mutating func keep(_ byte: UInt8, at offset: Int) {
    if let last = segments.last, last.isVerbatim, last.originalEnd == offset {
      segments[segments.count - 1].originalEnd = offset + 1
    } else {
      segments.append(
        JDText.Segment(
          cleanedStart: bytes.count, originalStart: offset, originalEnd: offset + 1,
          isVerbatim: true))
    }
    bytes.append(byte)
    note(byte)
  }

  /// Appends `replacement` for a range of the original.
  mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    guard !replacement.isEmpty else { return }
    segments.append(
      JDText.Segment(
        cleanedStart: bytes.count, originalStart: range.lowerBound, originalEnd: range.upperBound,
        isVerbatim: false))
    bytes.append(contentsOf: replacement)
    for byte in replacement { note(byte) }
  }

  /// Whether nothing but spaces was written since the last line break.
  private(set) var isAtLineStart = true

  private mutating func note(_ byte: UInt8) {
    if byte == 0x0A {
      isAtLineStart = true
    } else if byte != 0x20, byte != 0x09 {
      isAtLineStart = false
    }
  }
}
