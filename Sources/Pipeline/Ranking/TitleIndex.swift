import Foundation
import SimCore

/// The distinct titles of all roles, searched by the words and letter triples they share.
///
/// A title has two tf-idf vectors of unit length: one of its words, one of the letter triples of
/// its words with a space at either end (idf = ln((1 + n) / (1 + df)) + 1, as in `TermSpace`).
/// Initials with dots between them ("R.N.") are one word without. The similarity of two titles is
/// the sum of the two cosines, 0...2. Both are kept as one inverted index in flat arrays. Building
/// is O(total length), a search O(titles that share a feature).
struct TitleIndex: Sendable {
  /// A title near to another.
  struct Neighbor: Sendable, Equatable {
    /// The position of the title.
    let title: Int
    /// 0...2; 2 for the same title.
    let similarity: Double
  }

  /// A spelling of each title, in the byte order of their keys.
  let texts: [String]
  /// The positions of the roles that each title means, ascending.
  let roles: [[Int]]

  private let words: [String: Int32]
  private let triples: [UInt32: Int32]
  private let rarity: [Float]
  /// Where the postings of each feature begin; one more than features.
  private let starts: [Int32]
  private let postingTitles: [Int32]
  private let postingWeights: [Float]

  init(_ catalogRoles: [Role]) {
    var owners: [TextKey: (text: String, roles: [Int])] = [:]
    for (position, role) in catalogRoles.enumerated() {
      for text in [role.displayName] + role.aliases {
        let key = TextKey(text)
        if !key.isEmpty, owners[key]?.roles.last != position {
          owners[key, default: (text, [])].roles.append(position)
        }
      }
    }
    let titles = owners.sorted { $0.key < $1.key }
    texts = titles.map(\.value.text)
    roles = titles.map(\.value.roles)

    var words: [String: Int32] = [:]
    var triples: [UInt32: Int32] = [:]
    var frequencies: [Int32] = []
    func number(_ known: Int32?) -> Int32 {
      if let known { return known }
      frequencies.append(0)
      return Int32(frequencies.count - 1)
    }
    let features = titles.map { title in
      let counts = Self.counts(
        of: title.key,
        word: { word in
          let id = number(words[word])
          words[word] = id
          return id
        },
        triple: { triple in
          let id = number(triples[triple])
          triples[triple] = id
          return id
        })
      for (feature, _) in counts.words + counts.triples { frequencies[Int(feature)] += 1 }
      return counts
    }
    self.words = words
    self.triples = triples
    let total = Float(titles.count)
    let rarity = frequencies.map { log((1 + total) / (1 + Float($0))) + 1 }
    self.rarity = rarity
    var starts: [Int32] = [0]
    for frequency in frequencies { starts.append((starts.last ?? 0) + frequency) }
    var next = starts
    var postingTitles = [Int32](repeating: 0, count: Int(starts.last ?? 0))
    var postingWeights = [Float](repeating: 0, count: postingTitles.count)
    for (title, counts) in features.enumerated() {
      for part in [counts.words, counts.triples] {
        for (feature, weight) in Self.unit(part, rarity) {
          let place = Int(next[Int(feature)])
          next[Int(feature)] += 1
          postingTitles[place] = Int32(title)
          postingWeights[place] = weight
        }
      }
    }
    self.starts = starts
    self.postingTitles = postingTitles
    self.postingWeights = postingWeights
  }

  /// The nearest titles, best first, ties by position; those that share nothing are left out.
  func nearest(to title: String, limit: Int) -> [Neighbor] {
    let counts = Self.counts(
      of: TextKey(title), word: { words[$0] ?? -1 }, triple: { triples[$0] ?? -1 })
    var sums = [Float](repeating: 0, count: texts.count)
    for part in [counts.words, counts.triples] {
      for (feature, weight) in Self.unit(part, rarity) {
        for place in Int(starts[Int(feature)])..<Int(starts[Int(feature) + 1]) {
          sums[Int(postingTitles[place])] += weight * postingWeights[place]
        }
      }
    }
    return Self.largest(of: sums, limit: limit).map {
      Neighbor(title: $0, similarity: Double(sums[$0]))
    }
  }

  /// The position of the title with the same key; nil where there is none. O(log titles).
  func position(of title: String) -> Int? {
    let key = TextKey(title)
    var low = 0
    var high = texts.count
    while low < high {
      let middle = (low + high) / 2
      if TextKey(texts[middle]) < key { low = middle + 1 } else { high = middle }
    }
    return low < texts.count && TextKey(texts[low]) == key ? low : nil
  }

  /// The positions of the largest positive values, largest first, ties by position.
  /// O(n + limit · log limit), for values in no particular order.
  static func largest(of values: [Float], limit: Int) -> [Int] {
    guard limit > 0 else { return [] }
    var kept: [Int] = []
    var floor: Float = 0
    func precedes(_ left: Int, _ right: Int) -> Bool {
      values[left] != values[right] ? values[left] > values[right] : left < right
    }
    for (position, value) in values.enumerated() where value > floor {
      kept.append(position)
      if kept.count == limit * 4 {
        kept.sort(by: precedes)
        kept.removeSubrange(limit...)
        floor = values[kept[limit - 1]]
      }
    }
    kept.sort(by: precedes)
    return Array(kept.prefix(limit))
  }

  /// The positions of the titles that a text is: the one with the same key, else those with the
  /// same words ("Welder." is "Welder", "R.N." is "RN"), else those that it is the plural of
  /// ("RNs"). O(titles that share a feature).
  func same(as title: String) -> [Int] {
    if let position = position(of: title) { return [position] }
    let words = Self.terms(of: TextKey(title))
    var forms = [words]
    if let last = words.last, last.hasSuffix("s") {
      forms.append(words.dropLast() + [String(last.dropLast())])
    }
    for form in forms {
      let near = nearest(to: form.joined(separator: " "), limit: Self.sameWords)
      let same = near.map(\.title).filter { Self.terms(of: TextKey(texts[$0])) == form }
      if !same.isEmpty { return same }
    }
    return []
  }

  /// How many of the nearest titles may have the same words: only others with the same words in
  /// another order are as near.
  private static let sameWords = 16

  private typealias Counts = [(feature: Int32, count: Float)]

  /// The words and letter triples of a key with how often they stand there; a feature without a
  /// number (-1) is left out. Ascending by number.
  private static func counts(
    of key: TextKey, word: (String) -> Int32, triple: (UInt32) -> Int32
  ) -> (words: Counts, triples: Counts) {
    var wordIDs: [Int32] = []
    var tripleIDs: [Int32] = []
    for text in terms(of: key) {
      wordIDs.append(word(text))
      var last: UInt32 = 0x20
      var length = 1
      for byte in Array(text.utf8) + [0x20] {
        last = (last << 8 | UInt32(byte)) & 0xFF_FFFF
        length += 1
        if length >= 3 { tripleIDs.append(triple(last)) }
      }
    }
    return (counted(wordIDs), counted(tripleIDs))
  }

  /// The words of a key; initials with dots between them are one word without.
  private static func terms(of key: TextKey) -> [String] {
    Terms.words(in: key.text).map { word in
      guard word.utf8.contains(UInt8(ascii: ".")) else { return word }
      let parts = word.split(separator: ".", omittingEmptySubsequences: false)
      return parts.allSatisfy { $0.count == 1 && $0.allSatisfy(\.isLetter) } ? parts.joined() : word
    }
  }

  private static func counted(_ ids: [Int32]) -> Counts {
    var counts: Counts = []
    for id in ids.sorted() where id >= 0 {
      if counts.last?.feature == id {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((id, 1))
      }
    }
    return counts
  }

  private static func unit(_ counts: Counts, _ rarity: [Float]) -> [(feature: Int32, weight: Float)]
  {
    let weights = counts.map { $0.count * rarity[Int($0.feature)] }
    let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return zip(counts, weights).map { ($0.feature, length > 0 ? $1 / length : 0) }
  }
}
