/// Where sentences stand in a text, for marking them there.
package enum SentencePlaces {
  /// The places of sentences in a text, as ranges of UTF-8 bytes; nil for one that does not stand
  /// there but for white space. O(text + sentence) for each sentence.
  ///
  /// White space counts for nothing: a sentence may be broken over lines. Of several places the
  /// first is given.
  package static func ranges(of sentences: [String], in text: String) -> [Range<Int>?] {
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
      guard let start = first(wanted, in: letters) else { return nil }
      return offsets[start]..<offsets[start + wanted.count - 1] + 1
    }
  }

  /// Where the bytes first stand in others, by the algorithm of Knuth, Morris and Pratt: texts that
  /// repeat themselves cost no more than others.
  private static func first(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard !wanted.isEmpty, wanted.count <= bytes.count else { return nil }
    // For each length of a match, that of the longest shorter one that its end begins.
    var fallbacks = [Int](repeating: 0, count: wanted.count)
    var length = 0
    for index in wanted.indices.dropFirst() {
      while length > 0, wanted[index] != wanted[length] { length = fallbacks[length - 1] }
      if wanted[index] == wanted[length] { length += 1 }
      fallbacks[index] = length
    }
    length = 0
    for (index, byte) in bytes.enumerated() {
      while length > 0, byte != wanted[length] { length = fallbacks[length - 1] }
      if byte == wanted[length] { length += 1 }
      if length == wanted.count { return index + 1 - length }
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}
