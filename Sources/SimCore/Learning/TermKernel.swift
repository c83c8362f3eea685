import Foundation

/// Cosine similarities of texts by their terms (tf-idf), kept as an inverted index.
///
/// A term's weight in a text is (1 + ln count) · idf, with idf = ln((1 + n) / (1 + df)) + 1 over
/// the texts of the kernel, and a text's weights have unit length (Manning, Raghavan and Schütze,
/// Introduction to Information Retrieval, 2008, chapter 6; smoothed as if one more text held every
/// term). Terms are 64-bit identifiers. A function of the sequence of texts.
public struct TermKernel: Sendable {
  /// A text's terms, each once, with how often it stands there (at least once).
  public typealias Counts = [UInt64: Int]

  /// Texts in the kernel.
  public let count: Int
  private let rarity: [UInt64: (term: Int32, idf: Double)]
  /// Where the postings of each term begin; one more at the end.
  private let starts: [Int32]
  private let postingTexts: [Int32]
  private let postingWeights: [Double]

  /// - Parameter minimum: texts that must hold a term for it to count.
  /// - Complexity: O(terms of all texts · log).
  public init(_ texts: [Counts], minimum: Int = 1) {
    count = texts.count
    var frequencies: [UInt64: Int] = [:]
    for text in texts { for term in text.keys { frequencies[term, default: 0] += 1 } }
    let kept = frequencies.filter { $0.value >= minimum }.keys.sorted()
    var rarity: [UInt64: (term: Int32, idf: Double)] = [:]
    rarity.reserveCapacity(kept.count)
    var starts: [Int32] = [0]
    starts.reserveCapacity(kept.count + 1)
    var total: Int32 = 0
    for (number, term) in kept.enumerated() {
      let frequency = frequencies[term] ?? 0
      rarity[term] = (
        Int32(number), log(Double(1 + texts.count) / Double(1 + frequency)) + 1
      )
      total += Int32(frequency)
      starts.append(total)
    }
    self.rarity = rarity
    self.starts = starts
    var next = starts
    var owners = [Int32](repeating: 0, count: Int(total))
    var weights = [Double](repeating: 0, count: Int(total))
    for (position, text) in texts.enumerated() {
      for (term, weight) in Self.weights(of: text, rarity) {
        let place = Int(next[Int(term)])
        owners[place] = Int32(position)
        weights[place] = weight
        next[Int(term)] += 1
      }
    }
    postingTexts = owners
    postingWeights = weights
  }

  /// The weights of a text's terms that the kernel knows, of unit length, ascending by term.
  private static func weights(
    of text: Counts, _ rarity: [UInt64: (term: Int32, idf: Double)]
  ) -> [(term: Int32, weight: Double)] {
    var entries: [(term: Int32, weight: Double)] = []
    for (term, count) in text {
      guard let known = rarity[term] else { continue }
      entries.append((known.term, (1 + log(Double(count))) * known.idf))
    }
    // In a fixed order, so that the sum below has the same bits every time.
    entries.sort { $0.term < $1.term }
    let length = entries.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    guard length > 0 else { return [] }
    for index in entries.indices { entries[index].weight /= length }
    return entries
  }

  /// Adds `scale` × the cosine of a text with each text of the kernel to `values`.
  ///
  /// O(the text's terms × texts that hold them).
  public func addCosines(of text: Counts, scale: Double, to values: inout [Double]) {
    precondition(values.count == count, "\(values.count) values of \(count)")
    for (term, weight) in Self.weights(of: text, rarity) {
      let scaled = weight * scale
      for place in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) {
        values[Int(postingTexts[place])] += scaled * postingWeights[place]
      }
    }
  }

  /// Adds `scale` × the cosines of all pairs of texts to the lower triangle of a kernel matrix.
  ///
  /// O(Σ over terms of the square of its texts).
  public func addGram(scale: Double, to kernel: inout [Double]) {
    precondition(kernel.count == count * count, "the shape does not fit")
    let weights = postingWeights.span
    let texts = postingTexts.span
    var matrix = kernel.mutableSpan
    for term in 0..<starts.count - 1 {
      let first = Int(starts[term])
      for place in first..<Int(starts[term + 1]) {
        let row = Int(texts[place]) * count
        let scaled = scale * weights[place]
        for other in first...place { matrix[row + Int(texts[other])] += scaled * weights[other] }
      }
    }
  }

  /// What each term of a text adds to a weighted sum of its cosines with the kernel's texts:
  /// Σ over texts of `coefficients` × the term's part. Terms that the kernel lacks are left out.
  public func parts(of text: Counts, coefficients: [Double]) -> [UInt64: Double] {
    precondition(coefficients.count == count, "\(coefficients.count) coefficients of \(count)")
    let weights = Dictionary(uniqueKeysWithValues: Self.weights(of: text, rarity))
    var parts: [UInt64: Double] = [:]
    for identifier in text.keys {
      guard let term = rarity[identifier]?.term, let weight = weights[term] else { continue }
      var sum = 0.0
      for place in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) {
        sum += coefficients[Int(postingTexts[place])] * postingWeights[place]
      }
      parts[identifier] = sum * weight
    }
    return parts
  }
}
