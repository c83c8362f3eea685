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
    let bytes = Array(TextKey(text).text.utf8)
    let inside = insideBytes(bytes)
    var words: [String] = []
    var end = 0
    while let first = inside[end...].firstIndex(of: true) {
      end = inside[first...].firstIndex(of: false) ?? bytes.count
      let word = bytes[first..<end].drop { $0 == 0x2E }
      if let last = word.lastIndex(where: { $0 != 0x2E }) {
        words.append(String(decoding: word[...last], as: UTF8.self))
      }
    }
    return words
  }

  /// Which bytes lie in characters that words are made of.
  private static func insideBytes(_ bytes: [UInt8]) -> [Bool] {
    var inside = bytes.map { $0 < 0x80 && isInside($0) }
    var next = 0
    while let stranger = bytes[next...].firstIndex(where: { $0 >= 0x80 }) {
      // Two ASCII bytes are two characters; from one to the next such place, characters are asked.
      var position = max(next, stranger - 1)
      next = stranger + 1
      while next < bytes.count, bytes[next] >= 0x80 || bytes[next - 1] >= 0x80 { next += 1 }
      for character in String(decoding: bytes[position..<next], as: UTF8.self) {
        let end = position + character.utf8.count
        let isInside = isInside(character)
        for byte in position..<end { inside[byte] = isInside }
        position = end
      }
    }
    return inside
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
