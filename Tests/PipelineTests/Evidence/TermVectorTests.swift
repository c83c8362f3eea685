import Foundation
import Testing

@testable import Pipeline

@Suite struct TermVectorTests {
  @Test func wordsKeepWhatNamesTechnologies() {
    #expect(
      Terms.words(in: "Node.js, C++ and C#; ASP.NET... (.NET) İstanbul 3.5-years.")
        == ["node.js", "c++", "and", "c#", "asp.net", "net", "i\u{307}stanbul", "3.5", "years"])
    #expect(Terms.words(in: " … -- . ").isEmpty)
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
    #expect(query.cosine(to: vectors[1]) > query.cosine(to: vectors[0]))
    #expect(query.cosine(to: vectors[0]) > 0)
    #expect(space.vector(of: Terms.counts(in: "unheard")).cosine(to: vectors[0]) == 0)
    // By hand: idf of "common" is ln(4/4) + 1, of "alpha" and the pair ln(4/2) + 1.
    let rare = log(2.0) + 1
    let expected = 1 / (1 + 2 * rare * rare).squareRoot()
    #expect(abs((vectors[0].weights.min() ?? 0) - expected) < 1e-12)
  }

  @Test func theSpaceIsAFunctionOfTheSetOfTexts() {
    let texts = ["a b c", "b c d", "e f", "a"].map(Terms.counts)
    let query = Terms.counts(in: "a b d f")
    #expect(TermSpace(texts).vector(of: query) == TermSpace(texts.reversed()).vector(of: query))
    #expect(TermSpace(texts, minimum: 2).vector(of: Terms.counts(in: "e f")).terms.isEmpty)
  }
}
