import SimCore

/// The sentences of an R&R text, as the KRA signal reads them.
public enum SentenceSplitter {
  /// Marks that a line loses at its start, with the white space around them.
  static let bulletMarks: Set<Unicode.Scalar> = [
    "•", "●", "▪", "◦", "‣", "·", "*", "-", "–", "—",
  ]

  /// The distinct sentences in text order.
  ///
  /// Each line loses bullet marks and white space at its start; within a line a sentence ends at
  /// `.`, `!` or `?` followed by white space and a capital letter, and keeps the mark. Lines end at
  /// LF, CR or CRLF. Sentences without content are left out; of equal ones (byte for byte) the
  /// first counts. O(length).
  public static func distinctSentences(of text: String) -> [String] {
    var seen: Set<ExactText> = []
    return sentences(of: text).filter { seen.insert(ExactText($0)).inserted }
  }

  /// All sentences in text order, repetitions included.
  static func sentences(of text: String) -> [String] {
    let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
    return lines.flatMap { line in
      split(line.drop { isSpace($0) || bulletMarks.contains($0) })
    }
  }

  private static func split(_ line: Substring.UnicodeScalarView) -> [String] {
    var sentences: [String] = []
    var start = line.startIndex
    var index = line.startIndex
    func take(upTo end: String.Index) {
      var piece = line[start..<end]
      while let last = piece.last, isSpace(last) { piece.removeLast() }
      if !piece.isEmpty { sentences.append(String(piece)) }
    }
    while index < line.endIndex {
      let next = line.index(after: index)
      if isEnd(line[index]) {
        var follower = next
        while follower < line.endIndex, isSpace(line[follower]) {
          follower = line.index(after: follower)
        }
        if follower > next, follower < line.endIndex, isCapital(line[follower]) {
          take(upTo: next)
          start = follower
          index = follower
          continue
        }
      }
      index = next
    }
    take(upTo: line.endIndex)
    return sentences
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "!" || scalar == "?"
  }

  /// White_Space; the properties of ASCII are known without a table.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || 0x09...0x0D ~= scalar.value : scalar.properties.isWhitespace
  }

  /// Upper-case and title-case letters.
  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return "A"..."Z" ~= scalar }
    let category = scalar.properties.generalCategory
    return category == .uppercaseLetter || category == .titlecaseLetter
  }
}
