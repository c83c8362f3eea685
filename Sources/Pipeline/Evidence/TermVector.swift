import Foundation
import SimCore

/// The words and word pairs of a text, as evidence weighs them.
///
/// A word is a run of letters, digits, `+` and `#`, with dots inside ("node.js", "c++", "asp.net"),
/// under `TextKey`. O(text).
enum Terms {
  /// How often each word and each pair of neighbouring words stands in a text.
  static func counts(in text: String) -> [String: Int] {
    let words = words(in: text)
    var counts: [String: Int] = [:]
    for word in words { counts[word, default: 0] += 1 }
    for (first, second) in zip(words, words.dropFirst()) {
      counts["\(first) \(second)", default: 0] += 1
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

/// A text's terms in the numbering of a `TermSpace`, of unit length; ascending by term.
struct TermVector: Sendable, Equatable {
  var terms: [Int32] = []
  var weights: [Double] = []

  /// The cosine similarity of two vectors of one space; 0 where either is empty.
  func cosine(to other: TermVector) -> Double {
    var sum = 0.0
    var left = 0
    var right = 0
    while left < terms.count, right < other.terms.count {
      if terms[left] == other.terms[right] {
        sum += weights[left] * other.weights[right]
        left += 1
        right += 1
      } else if terms[left] < other.terms[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return sum
  }
}

/// The terms of a set of texts, and how rare each is among them.
///
/// Weights are (1 + ln tf) · idf with idf = ln((1 + n) / (1 + df)) + 1, the vector scaled to unit
/// length (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, chapter 6,
/// with the smoothing that adds one text holding every term). Terms are numbered in byte order, so
/// that the space is a function of the set of texts.
struct TermSpace: Sendable {
  private let numbers: [String: Int32]
  private let rarity: [Double]

  /// - Parameter minimum: texts that must hold a term for it to count.
  init(_ texts: [[String: Int]], minimum: Int = 1) {
    var frequencies: [String: Int] = [:]
    for text in texts { for term in text.keys { frequencies[term, default: 0] += 1 } }
    let terms = frequencies.filter { $0.value >= minimum }.keys.map(ExactText.init).sorted()
      .map(\.text)
    numbers = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1, Int32($0)) })
    let count = Double(texts.count)
    rarity = terms.map { log((1 + count) / (1 + Double(frequencies[$0] ?? 0))) + 1 }
  }

  /// The vector of a text; terms that the space lacks are left out.
  func vector(of counts: [String: Int]) -> TermVector {
    var entries: [(term: Int32, weight: Double)] = []
    for (term, count) in counts {
      guard let number = numbers[term] else { continue }
      entries.append((number, (1 + log(Double(count))) * rarity[Int(number)]))
    }
    entries.sort { $0.term < $1.term }
    let length = entries.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    return TermVector(
      terms: entries.map(\.term), weights: entries.map { length > 0 ? $0.weight / length : 0 })
  }
}
