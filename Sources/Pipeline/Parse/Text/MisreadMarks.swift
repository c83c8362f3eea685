/// Marks that were written in UTF-8 and read as Windows-1252 before the text was pasted: "â€¢" is a
/// bullet, "donâ€™t" has an apostrophe, and "Â" stands before a no-break space.
///
/// The sequences follow from the two encodings: the bytes of the mark, each read as a character.
enum MisreadMarks {
  /// The mark that the bytes at `offset` stand for, and how many they are. O(1).
  static func mark(in source: [UInt8], at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let rest = source[offset...]
    if rest.starts(with: leadOfPunctuation) {
      let third = offset + leadOfPunctuation.count
      guard third < source.count, source[third] >= 0x80 else { return nil }
      let (scalar, length) = JDBytes.scalar(in: source, at: third)
      return punctuation[scalar].map { ($0, leadOfPunctuation.count + length) }
    }
    guard rest.starts(with: leadOfLatin), offset + 3 < source.count, source[offset + 2] == 0xC2
    else { return nil }
    // U+00A0 to U+00BF are their own second byte.
    let scalar = Unicode.Scalar(source[offset + 3])
    return latin.contains(scalar) ? (scalar, 4) : nil
  }

  /// "â€": the bytes E2 80, with which the punctuation of U+2000 to U+203F begins.
  private static let leadOfPunctuation = Array("\u{E2}\u{20AC}".utf8)
  /// "Â": the byte C2.
  private static let leadOfLatin = Array("\u{C2}".utf8)

  /// By the last byte of the mark as Windows-1252 reads it.
  private static let punctuation: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{A2}": "•", "\u{2122}": "’", "\u{2DC}": "‘", "\u{153}": "“", "\u{9D}": "”",
    "\u{201C}": "–", "\u{201D}": "—", "\u{A6}": "…",
  ]

  /// No-break space and middle dot.
  private static let latin: Set<Unicode.Scalar> = ["\u{A0}", "\u{B7}"]
}
