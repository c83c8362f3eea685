import Foundation
import SimCore

/// A text's terms in the numbering of a `TermSpace`, of unit length; ascending by term.
struct TermVector: Sendable, Equatable {
  var terms: [Int32] = []
  var weights: [Double] = []
}

/// Vectors of one space by their terms, to be compared with others all at once.
struct TermIndex: Sendable {
  /// Vectors in the index.
  let count: Int
  /// Where a term's vectors begin in `vectors` and `weights`; one more than there are terms.
  private let starts: [Int]
  private let vectors: [Int32]
  private let weights: [Double]

  /// O(terms of all vectors).
  init(_ all: [TermVector]) {
    count = all.count
    let termCount = all.map { ($0.terms.last.map(Int.init) ?? -1) + 1 }.max() ?? 0
    var starts = [Int](repeating: 0, count: termCount + 1)
    for vector in all { for term in vector.terms { starts[Int(term) + 1] += 1 } }
    for term in 0..<termCount { starts[term + 1] += starts[term] }
    var next = starts
    var vectors = [Int32](repeating: 0, count: starts[termCount])
    var weights = [Double](repeating: 0, count: starts[termCount])
    for (number, vector) in all.enumerated() {
      for (term, weight) in zip(vector.terms, vector.weights) {
        vectors[next[Int(term)]] = Int32(number)
        weights[next[Int(term)]] = weight
        next[Int(term)] += 1
      }
    }
    self.starts = starts
    self.vectors = vectors
    self.weights = weights
  }

  /// The cosine similarity with every vector of the index, in their order; 0 where no term is
  /// shared. Each is a sum over the shared terms, ascending.
  ///
  /// O(vectors + those that hold each of the query's terms).
  func cosines(of query: TermVector) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for (term, weight) in zip(query.terms, query.weights) where Int(term) + 1 < starts.count {
      for entry in starts[Int(term)]..<starts[Int(term) + 1] {
        sums[Int(vectors[entry])] += weight * weights[entry]
      }
    }
    return sums
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
