import Foundation
import Testing

@testable import SimCore

@Suite struct TermKernelTests {
  private static let texts: [TermKernel.Counts] = [
    [1: 2, 2: 1, 9: 4], [2: 3, 3: 1], [:], [1: 1, 2: 1, 3: 1, 4: 7], [9: 1],
  ]

  /// tf-idf cosines by the formula, term by term.
  private static func cosine(
    _ left: TermKernel.Counts, _ right: TermKernel.Counts, among texts: [TermKernel.Counts],
    minimum: Int
  ) -> Double {
    func weights(_ text: TermKernel.Counts) -> [UInt64: Double] {
      var weights: [UInt64: Double] = [:]
      for (term, count) in text {
        let frequency = texts.count { $0[term] != nil }
        guard frequency >= minimum else { continue }
        weights[term] =
          (1 + log(Double(count))) * (log(Double(1 + texts.count) / Double(1 + frequency)) + 1)
      }
      return weights
    }
    let (a, b) = (weights(left), weights(right))
    let lengths = [a, b].map { $0.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    guard lengths.allSatisfy({ $0 > 0 }) else { return 0 }
    return a.reduce(0) { $0 + $1.value * (b[$1.key] ?? 0) } / (lengths[0] * lengths[1])
  }

  @Test(arguments: [1, 2, 3])
  func cosinesAreThoseOfTheFormula(minimum: Int) {
    let kernel = TermKernel(Self.texts, minimum: minimum)
    var gram = [Double](repeating: 0, count: Self.texts.count * Self.texts.count)
    kernel.addGram(scale: 0.5, to: &gram)
    for (row, text) in Self.texts.enumerated() {
      var values = [Double](repeating: 1, count: Self.texts.count)
      kernel.addCosines(of: text, scale: 2, to: &values)
      for (column, other) in Self.texts.enumerated() {
        let expected = Self.cosine(text, other, among: Self.texts, minimum: minimum)
        #expect(abs(values[column] - (1 + 2 * expected)) < 1e-12)
        if column <= row {
          #expect(abs(gram[row * Self.texts.count + column] - 0.5 * expected) < 1e-12)
        }
      }
    }
  }

  private static let classes = [70, 5, 70, 5, -1]

  /// A text's weights by the formula: class-weighted terms, of unit length. `held` is a text whose own
  /// class is left out.
  private static func classWeights(
    _ text: TermKernel.Counts, minimum: Int, without held: Int? = nil
  ) -> (weights: [UInt64: Double], length: Double) {
    var weights: [UInt64: Double] = [:]
    for (term, count) in text {
      let seen = texts.indices.filter { $0 != held }.map {
        (label: classes[$0], holds: texts[$0][term] != nil)
      }
      guard seen.count(where: \.holds) >= minimum else { continue }
      weights[term] = (1 + log(Double(count))) * TermInformationTests.divergence(seen)
    }
    return (weights, weights.values.reduce(0) { $0 + $1 * $1 }.squareRoot())
  }

  @Test(arguments: [1, 2])
  func cosinesOfClassWeightsAreThoseOfTheFormula(minimum: Int) {
    let kernel = TermKernel(Self.texts, classes: Self.classes, minimum: minimum)
    let count = Self.texts.count
    var change = [Double](repeating: 0, count: count * count)
    kernel.addHeldOutChange(scale: 0.5, to: &change)
    for (row, text) in Self.texts.enumerated() {
      var values = [Double](repeating: 0, count: count)
      kernel.addCosines(of: text, scale: 1, to: &values)
      let own = Self.classWeights(text, minimum: minimum)
      let heldOut = Self.classWeights(text, minimum: minimum, without: row)
      for (column, other) in Self.texts.enumerated() {
        let theirs = Self.classWeights(other, minimum: minimum)
        var (cosine, changed) = (0.0, 0.0)
        for (term, weight) in theirs.weights where weight > 0 {
          guard let plain = own.weights[term] else { continue }
          cosine += plain * weight / (own.length * theirs.length)
          guard let seen = heldOut.weights[term], heldOut.length > 0 else { continue }
          // The other's weight of the term, too, is the one without the text.
          changed += seen * weight * (seen / plain) / (heldOut.length * theirs.length)
        }
        #expect(abs(values[column] - cosine) < 1e-9)
        if row != column {
          #expect(abs(change[row * count + column] - 0.5 * (changed - cosine)) < 1e-9)
        }
      }
    }
  }

  @Test func rarityKnowsNoClassToHoldOut() {
    var change = [Double](repeating: 0, count: Self.texts.count * Self.texts.count)
    TermKernel(Self.texts).addHeldOutChange(scale: 1, to: &change)
    #expect(change.allSatisfy { $0 == 0 })
  }

  @Test func theTermsPartsSumToTheWeightedCosine() {
    let kernel = TermKernel(Self.texts)
    let coefficients = [0.5, -1, 2, 0.25, 3]
    let text: TermKernel.Counts = [1: 1, 2: 5, 77: 3]
    var values = [Double](repeating: 0, count: Self.texts.count)
    kernel.addCosines(of: text, scale: 1, to: &values)
    let whole = zip(values, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let parts = kernel.parts(of: text, coefficients: coefficients)
    #expect(Set(parts.keys) == [1, 2])
    #expect(abs(parts.values.reduce(0, +) - whole) < 1e-12)
  }

  @Test func vectorsAreComparedWithoutTheirMean() {
    let vectors: [[Double]?] = [[1, 0.2], [1, -0.2], nil, [1, 0.3]]
    let kernel = CentredVectorKernel(vectors)
    var gram = [Double](repeating: 0, count: 16)
    kernel.addGram(scale: 1, to: &gram)
    // The mean is (1, 0.1): what is left points up or down.
    #expect(abs(gram[4 * 1 + 0] + 1) < 1e-12)
    #expect(abs(gram[4 * 3 + 0] - 1) < 1e-12)
    #expect((0..<3).allSatisfy { gram[4 * 2 + $0] == 0 })
    for (row, vector) in vectors.enumerated() {
      var values = [Double](repeating: 0, count: 4)
      kernel.addCosines(of: vector, scale: 1, to: &values)
      for column in 0...row { #expect(abs(values[column] - gram[4 * row + column]) < 1e-12) }
    }
  }

  @Test func nothingIsLikeNothing() {
    var values: [Double] = []
    TermKernel([]).addCosines(of: [1: 1], scale: 1, to: &values)
    CentredVectorKernel([]).addCosines(of: [1], scale: 1, to: &values)
    var one = [0.0]
    CentredVectorKernel([nil]).addCosines(of: [1], scale: 1, to: &one)
    CentredVectorKernel([[1, 1]]).addCosines(of: [2, 2], scale: 1, to: &one)
    // A single vector is its own mean: no direction is left.
    #expect(values.isEmpty && one == [0])
  }

  /// Their mean differs from them in the last bits: (0.1 + 0.1 + 0.1) / 3 is no 0.1.
  @Test func equalVectorsHaveNoDirection() {
    let kernel = CentredVectorKernel([[0.1, 0.2], [0.1, 0.2], [0.1, 0.2]])
    var gram = [Double](repeating: 0, count: 9)
    kernel.addGram(scale: 1, to: &gram)
    #expect(gram.allSatisfy { $0 == 0 })
    var values = [0.0, 0, 0]
    kernel.addCosines(of: [0.1, 0.2], scale: 1, to: &values)
    #expect(values == [0, 0, 0])
  }
}
