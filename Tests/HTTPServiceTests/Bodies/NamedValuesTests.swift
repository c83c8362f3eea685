import HTTPTypes
import Testing

@testable import HTTPService

/// Queries and forms.
@Suite struct NamedValuesTests {
  @Test func namesAndValuesAreReadInOrder() throws {
    let values = try NamedValues("a=1+2&&b&c=%3D%26%2B=d&a=&=e")
    #expect(values.pairs.map(\.name) == ["a", "b", "c", "a", ""])
    #expect(values.pairs.map(\.value) == ["1 2", "", "=&+=d", "", "e"])
    #expect(values["a"] == "" && values["d"] == nil)
  }

  /// A mark that is combined with a separator leaves it one.
  @Test func separatorsAreBytes() throws {
    let values = try NamedValues(form: Array("a=\u{301}x+\u{301}y&\u{301}b=z".utf8))
    #expect(values.pairs.map(\.name) == ["a", "\u{301}b"])
    #expect(values.pairs.map(\.value) == ["\u{301}x \u{301}y", "z"])
  }

  @Test func moreNamesThanAFormHasAreRefused() throws {
    let most = String(repeating: "a&", count: NamedValues.largestCount)
    #expect(try NamedValues(most).pairs.count == NamedValues.largestCount)
    let problem = #expect(throws: Problem.self) { try NamedValues(most + "a") }
    #expect(problem?.status == .badRequest)
  }
}
