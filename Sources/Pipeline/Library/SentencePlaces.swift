/// Where sentences stand in a text, for marking them there.
public enum SentencePlaces {
  /// The places of sentences in a text, as ranges of UTF-8 bytes; nil for one that does not stand there
  /// but for white space. Linear in the text for each sentence.
  ///
  /// White space counts for nothing: a sentence may be broken over lines. Of several places the first
  /// is given.
  public static func ranges(of sentences: [String], in text: String) -> [Range<Int>?] {
    let source = Array(text.utf8)
    var letters: [UInt8] = []
    var offsets: [Int] = []
    letters.reserveCapacity(source.count)
    for (offset, byte) in source.enumerated() where !isSpace(byte) {
      letters.append(byte)
      offsets.append(offset)
    }
    return sentences.map { sentence in
      let wanted = sentence.utf8.filter { !isSpace($0) }
      guard let first = wanted.first, wanted.count <= letters.count else { return nil }
      for start in 0...(letters.count - wanted.count)
      where letters[start] == first
        && letters[start..<start + wanted.count].elementsEqual(wanted)
      {
        return offsets[start]..<offsets[start + wanted.count - 1] + 1
      }
      return nil
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}
