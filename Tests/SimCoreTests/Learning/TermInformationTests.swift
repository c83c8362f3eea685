import Foundation
import Testing

@testable import SimCore

@Suite struct TermInformationTests {
  /// The divergence by its definition, from the texts one by one: which of them hold the term.
  static func divergence(_ texts: [(label: Int, holds: Bool)]) -> Double {
    let labels = Set(texts.map(\.label))
    let holders = texts.filter(\.holds)
    return labels.sorted().reduce(0) { sum, label in
      let share = Double(texts.count { $0.label == label }) / Double(texts.count)
      let own =
        (Double(holders.count { $0.label == label }) + 8 * share) / (Double(holders.count) + 8)
      return sum + own * log(own / share)
    }
  }

  private static func weight(_ texts: [(label: Int, holds: Bool)], without held: Int? = nil)
    -> Double
  {
    let information = TermInformation(texts.map(\.label))
    let holding = texts.indices.filter { texts[$0].holds }.map(Int32.init)
    return information.weight(information.holders(holding[...]), without: held)
  }

  /// All sets of five texts of up to three classes, with every choice of the texts that hold the
  /// term; and each of these left out.
  @Test func weightsAreTheDivergenceOfTheTextsCounted() {
    for labels in 0..<243 {
      let classes = (0..<5).map { labels / [1, 3, 9, 27, 81][$0] % 3 }
      for holding in 0..<32 {
        let texts = (0..<5).map { (label: classes[$0], holds: holding >> $0 & 1 == 1) }
        #expect(abs(Self.weight(texts) - Self.divergence(texts)) < 1e-12)
        for (position, text) in texts.enumerated() where text.holds {
          var others = texts
          others.remove(at: position)
          let heldOut = Self.weight(texts, without: text.label)
          #expect(abs(heldOut - Self.divergence(others)) < 1e-12)
        }
      }
    }
  }

  @Test func aTermOfOneClassTellsMoreThanOneOfAll() {
    let classes = [0, 0, 0, 1, 1, 1]
    func weight(_ holders: Set<Int>) -> Double {
      Self.weight(classes.enumerated().map { ($1, holders.contains($0)) })
    }
    #expect(weight([0, 1, 2, 3, 4, 5]) == 0)
    #expect(weight([0, 3]) == 0)
    #expect(weight([0, 1, 2]) > weight([0, 1]))
    #expect(weight([0, 1]) > weight([0, 1, 3]))
  }

  /// Shares that are no sums of powers of two: rounding must not make a term of all texts tell anything.
  @Test func aTermOfAllTextsTellsNothing() {
    for sizes in [[1, 2, 4], [3, 7, 11, 13], [1, 1, 1], [10, 23, 9, 5, 6, 1]] {
      let texts = sizes.enumerated().flatMap { label, size in
        (0..<size).map { _ in (label: label, holds: true) }
      }
      #expect(Self.weight(texts) == 0)
      for label in sizes.indices { #expect(Self.weight(texts, without: label) == 0) }
    }
  }

  @Test func theOnlyTextLeavesNothing() {
    #expect(Self.weight([(0, true)]) == 0)
    #expect(Self.weight([(0, true)], without: 0) == 0)
  }
}
