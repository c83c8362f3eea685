import Testing

@testable import Pipeline

@Suite struct ParsedJDTests {
  @Test(arguments: [
    ("pass", true), ("Pass", true), (" PASS\n", true), ("", false), ("passport", false),
    ("no job description", false),
  ])
  func theTypeIsComparedWithoutCapitalsAndSpace(type: String, isAccepted: Bool) {
    #expect(ParsedJD(jdType: type).isAccepted == isAccepted)
  }
}
