import Foundation

/// Cosine similarities of texts by their weighted terms, kept as an inverted index.
///
/// A term's weight in a text is (1 + ln count) · the term's own weight, and a text's weights have
/// unit length. A term's own weight is its rarity, idf = ln((1 + n) / (1 + df)) + 1 over the texts of
/// the kernel (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, chapter
/// 6; smoothed as if one more text held every term), or, where the texts' classes are given, what
/// it tells of them: `TermInformation`. Terms are 64-bit identifiers. A function of the sequence of
/// texts.
public struct TermKernel: Sendable {
  /// A text's terms, each once, with how often it stands there (at least once).
  public typealias Counts = [UInt64: Int]

  /// Texts in the kernel.
  public let count: Int
  private let known: [UInt64: (term: Int32, weight: Double)]
  /// Where the postings of each term begin; one more at the end.
  private let starts: [Int32]
  /// The texts that hold each term, ascending.
  private let postingTexts: [Int32]
  private let postingWeights: [Double]
  /// Nil where terms are weighted by rarity.
  private let information: TermInformation?
  private let minimum: Int

  /// Weights terms by rarity.
  ///
  /// - Parameter minimum: texts that must hold a term for it to count.
  /// - Complexity: O(terms of all texts · log).
  public init(_ texts: [Counts], minimum: Int = 1) {
    self.init(texts, information: nil, minimum: minimum)
  }

  /// Weights terms by what they tell of the texts' classes.
  ///
  /// - Parameters:
  ///   - classes: of each text; any numbers.
  ///   - minimum: texts that must hold a term for it to count.
  /// - Complexity: O(terms of all texts · log + terms · classes).
  public init(_ texts: [Counts], classes: [Int], minimum: Int = 1) {
    precondition(classes.count == texts.count, "\(classes.count) classes of \(texts.count) texts")
    let numbers = Dictionary(
      uniqueKeysWithValues: Set(classes).sorted().enumerated().map { ($1, $0) })
    let information = TermInformation(classes.map { numbers[$0] ?? 0 })
    self.init(texts, information: information, minimum: minimum)
  }

  private init(_ texts: [Counts], information: TermInformation?, minimum: Int) {
    count = texts.count
    self.information = information
    self.minimum = minimum
    var frequencies: [UInt64: Int] = [:]
    for text in texts { for term in text.keys { frequencies[term, default: 0] += 1 } }
    let kept = frequencies.filter { $0.value >= minimum }.keys.sorted()
    var numbers: [UInt64: Int32] = [:]
    numbers.reserveCapacity(kept.count)
    var starts: [Int32] = [0]
    starts.reserveCapacity(kept.count + 1)
    var total: Int32 = 0
    for (number, term) in kept.enumerated() {
      numbers[term] = Int32(number)
      total += Int32(frequencies[term] ?? 0)
      starts.append(total)
    }
    var next = starts
    var owners = [Int32](repeating: 0, count: Int(total))
    var weights = [Double](repeating: 0, count: Int(total))
    for (position, text) in texts.enumerated() {
      for (identifier, count) in text {
        guard let term = numbers[identifier] else { continue }
        let place = Int(next[Int(term)])
        owners[place] = Int32(position)
        weights[place] = Self.dampened(count)
        next[Int(term)] += 1
      }
    }
    let termWeights = Self.termWeights(starts, owners, textCount: texts.count, information)
    var squares = [Double](repeating: 0, count: texts.count)
    for (term, weight) in termWeights.enumerated() {
      for place in Int(starts[term])..<Int(starts[term + 1]) {
        weights[place] *= weight
        squares[Int(owners[place])] += weights[place] * weights[place]
      }
    }
    for place in weights.indices where weights[place] > 0 {
      weights[place] /= squares[Int(owners[place])].squareRoot()
    }
    known = numbers.mapValues { (term: $0, weight: termWeights[Int($0)]) }
    self.starts = starts
    postingTexts = owners
    postingWeights = weights
  }

  private static func dampened(_ count: Int) -> Double { 1 + log(Double(count)) }

  private static func termWeights(
    _ starts: [Int32], _ texts: [Int32], textCount: Int, _ information: TermInformation?
  ) -> [Double] {
    guard let information else {
      return zip(starts, starts.dropFirst()).map {
        log(Double(1 + textCount) / Double(1 + $1 - $0)) + 1
      }
    }
    return zip(starts, starts.dropFirst()).map {
      information.weight(information.holders(texts[Int($0)..<Int($1)]))
    }
  }

  /// The weights of a text's terms that the kernel knows, of unit length, ascending by term.
  private func weights(of text: Counts) -> [(term: Int32, weight: Double)] {
    var entries: [(term: Int32, weight: Double)] = []
    for (term, count) in text {
      guard let known = known[term] else { continue }
      entries.append((known.term, Self.dampened(count) * known.weight))
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
    for (term, weight) in weights(of: text) {
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

  /// Adds what `scale` × the cosines change by for a text whose own class is not known: row i, column j
  /// of the matrix is for text i, seen with the term weights that all others give, and text j.
  ///
  /// A text's class is part of what its terms weigh, which makes it more like the texts of its class
  /// than a new text is. With w the terms' weights, w' those without text i and t the dampened counts,
  /// the cosine of i and j is here Σ t_i t_j w'² / (|t_i w'| |t_j w|): text j keeps its length. The
  /// diagonal means nothing. Terms weighted by rarity know of no class, and nothing is added.
  ///
  /// O(Σ over terms of the square of its texts + terms × classes²).
  public func addHeldOutChange(scale: Double, to matrix: inout [Double]) {
    precondition(matrix.count == count * count, "the shape does not fit")
    guard let information else { return }
    let ratios = heldOutRatios(information)
    var squares = [Double](repeating: 0, count: count)
    for (place, weight) in postingWeights.enumerated() {
      let heldOut = weight * ratios[place]
      squares[Int(postingTexts[place])] += heldOut * heldOut
    }
    let weights = postingWeights.span
    let texts = postingTexts.span
    var rows = matrix.mutableSpan
    for term in 0..<starts.count - 1 {
      let places = Int(starts[term])..<Int(starts[term + 1])
      for place in places {
        let text = Int(texts[place])
        let length = squares[text].squareRoot()
        let heldOut = length > 0 ? ratios[place] * ratios[place] / length : 0
        let scaled = scale * weights[place] * (heldOut - 1)
        for other in places { rows[text * count + Int(texts[other])] += scaled * weights[other] }
      }
    }
  }

  /// Of each posting, its term's weight without that text as a share of the term's weight; 0 where
  /// the term weighs nothing, or too few other texts hold it.
  private func heldOutRatios(_ information: TermInformation) -> [Double] {
    var ratios = [Double](repeating: 0, count: postingTexts.count)
    for term in 0..<starts.count - 1 {
      let places = Int(starts[term])..<Int(starts[term + 1])
      guard places.count > minimum else { continue }
      let holders = information.holders(postingTexts[places])
      let weight = information.weight(holders)
      guard weight > 0 else { continue }
      let heldOut = holders.indices.map {
        holders[$0] > 0 ? information.weight(holders, without: $0) / weight : 0
      }
      for place in places { ratios[place] = heldOut[information.classes[Int(postingTexts[place])]] }
    }
    return ratios
  }

  /// What each term of a text adds to a weighted sum of its cosines with the kernel's texts:
  /// Σ over texts of `coefficients` × the term's part. Terms that the kernel lacks are left out.
  public func parts(of text: Counts, coefficients: [Double]) -> [UInt64: Double] {
    precondition(coefficients.count == count, "\(coefficients.count) coefficients of \(count)")
    let weights = Dictionary(uniqueKeysWithValues: weights(of: text))
    var parts: [UInt64: Double] = [:]
    for identifier in text.keys {
      guard let term = known[identifier]?.term, let weight = weights[term] else { continue }
      var sum = 0.0
      for place in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) {
        sum += coefficients[Int(postingTexts[place])] * postingWeights[place]
      }
      parts[identifier] = sum * weight
    }
    return parts
  }
}
