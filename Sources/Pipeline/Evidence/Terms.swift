import SimCore

/// The words and word pairs of a text, as evidence weighs them.
///
/// A word is a run of letters, digits, `+` and `#`, with dots inside ("node.js", "c++", "asp.net"),
/// under `TextKey`. O(text).
enum Terms {
  /// How often each word and each pair of neighbouring words stands in a text.
  static func counts(in text: String) -> [String: Int] {
    let words = words(in: text)
    var counts = [String: Int](minimumCapacity: 2 * words.count)
    for word in words { counts[word, default: 0] += 1 }
    // Pairs are cut out of the words with a space between each two.
    var joined: [UInt8] = []
    var starts: [Int] = []
    for word in words {
      starts.append(joined.count)
      joined.append(contentsOf: word.utf8)
      joined.append(0x20)
    }
    for number in words.indices.dropFirst() {
      let end = starts[number] + words[number].utf8.count
      counts[String(decoding: joined[starts[number - 1]..<end], as: UTF8.self), default: 0] += 1
    }
    return counts
  }

  static func words(in text: String) -> [String] {
    let key = TextKey(text).text
    guard key.utf8.allSatisfy({ $0 < 0x80 }) else {
      return key.split { !isInside($0) }.compactMap { piece in
        let word = piece.drop { $0 == "." }
        let end = word.lastIndex { $0 != "." }
        return end.map { String(word[...$0]) }
      }
    }
    // The same for ASCII, many times as fast.
    return key.utf8.split { !isInside($0) }.compactMap { piece in
      let word = piece.drop { $0 == 0x2E }
      let end = word.lastIndex { $0 != 0x2E }
      return end.flatMap { String(word[...$0]) }
    }
  }

  /// Lower-case letters, digits, `+`, `#` and dots.
  private static func isInside(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2B || byte == 0x23 || byte == 0x2E
  }

  private static func isInside(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "+" || character == "#"
      || character == "."
  }
}
