import Foundation
import SimCore
import Testing

@testable import Pipeline

@Suite struct TermVectorTests {
  @Test func wordsKeepWhatNamesTechnologies() {
    #expect(
      Terms.words(in: "Node.js, C++ and C#; ASP.NET... (.NET) İstanbul 3.5-years.")
        == ["node.js", "c++", "and", "c#", "asp.net", "net", "i\u{307}stanbul", "3.5", "years"])
    #expect(Terms.words(in: " … -- . ").isEmpty)
  }

  /// Words by the definition: the text is cut where a character is none of a word's.
  private func plainWords(in text: String) -> [String] {
    TextKey(text).text.split { character in
      !(character.isLetter || character.isNumber || "+#.".contains(character))
    }.compactMap { piece in
      let word = piece.drop { $0 == "." }
      return word.lastIndex { $0 != "." }.map { String(word[...$0]) }
    }
  }

  @Test func wordsBesideOtherScriptsAreCutAtCharacters() {
    // Marks that join the character before them, a flag, a family, a sign that takes the next one.
    let pieces = [
      "a", "B", "1", ".", "+", " ", "-", "é", "e\u{301}", "\u{301}", "’", "•", "я", "中", "½",
      "👨‍👩‍👧", "🇩🇪", "\u{200D}", "\u{600}", "ß", "İ",
    ]
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<4000 {
      let count = Int.random(in: 0...9, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let words = Terms.words(in: text)
      #expect(
        words.map { Array($0.utf8) } == plainWords(in: text).map { Array($0.utf8) }, "\(text)")
    }
  }

  @Test func pairsOfNeighboursCountToo() {
    #expect(
      Terms.counts(in: "data data engineer")
        == ["data": 2, "engineer": 1, "data data": 1, "data engineer": 1])
  }

  @Test func rareTermsWeighMore() {
    let texts = ["alpha common", "beta common", "gamma common"].map(Terms.counts)
    let space = TermSpace(texts)
    let vectors = texts.map(space.vector)
    for vector in vectors {
      let length = vector.weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(length - 1) < 1e-12)
      #expect(vector.terms == vector.terms.sorted())
    }
    let query = space.vector(of: Terms.counts(in: "common beta unheard"))
    let index = TermIndex(vectors)
    let cosines = index.cosines(of: query)
    #expect(cosines[1] > cosines[0])
    #expect(cosines[0] > 0)
    #expect(index.cosines(of: space.vector(of: Terms.counts(in: "unheard"))) == [0, 0, 0])
    // By hand: idf of "common" is ln(4/4) + 1, of "alpha" and the pair ln(4/2) + 1.
    let rare = log(2.0) + 1
    let expected = 1 / (1 + 2 * rare * rare).squareRoot()
    #expect(abs((vectors[0].weights.min() ?? 0) - expected) < 1e-12)
  }

  @Test func anIndexSumsWhatTwoVectorsShareInTheirOrder() {
    var generator = SeededGenerator(seed: 7)
    func vector() -> TermVector {
      let terms = (0..<40).filter { _ in Bool.random(using: &generator) }
      return TermVector(
        terms: terms.map(Int32.init),
        weights: terms.map { _ in Double.random(in: 0...1, using: &generator) })
    }
    for count in [0, 1, 5, 60] {
      let vectors = (0..<count).map { _ in vector() } + [TermVector()]
      let index = TermIndex(vectors)
      for query in [TermVector(), TermVector(terms: [4000], weights: [1])]
        + (0..<20).map({ _ in vector() })
      {
        let weights = Dictionary(uniqueKeysWithValues: zip(query.terms, query.weights))
        let plain = vectors.map { vector in
          zip(vector.terms, vector.weights).reduce(0) { sum, entry in
            weights[entry.0].map { sum + $0 * entry.1 } ?? sum
          }
        }
        #expect(index.cosines(of: query) == plain)
      }
    }
    #expect(TermIndex([]).cosines(of: vector()).isEmpty)
  }

  @Test func theSpaceIsAFunctionOfTheSetOfTexts() {
    let texts = ["a b c", "b c d", "e f", "a"].map(Terms.counts)
    let query = Terms.counts(in: "a b d f")
    #expect(TermSpace(texts).vector(of: query) == TermSpace(texts.reversed()).vector(of: query))
    #expect(TermSpace(texts, minimum: 2).vector(of: Terms.counts(in: "e f")).terms.isEmpty)
  }
}
