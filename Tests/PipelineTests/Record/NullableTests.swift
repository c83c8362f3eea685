import Testing

@testable import Pipeline

@Suite struct NullableTests {
  private struct Sample: Codable, Equatable {
    @Nullable var text: String?
    @Nullable var number: Int?
  }

  @Test func nilIsWrittenAsNull() throws {
    #expect(
      try RecordCoding.text(Sample(text: nil, number: 3)) == #"{"number":3,"text":null}"#)
  }

  @Test func nullAndAbsentBothReadAsNil() throws {
    #expect(
      try RecordCoding.record(Sample.self, from: #"{"text":null}"#)
        == Sample(text: nil, number: nil))
    #expect(
      try RecordCoding.record(Sample.self, from: #"{"text":"a","number":1}"#)
        == Sample(text: "a", number: 1))
  }

  @Test func aWrongTypeIsStillAnError() {
    #expect(throws: DecodingError.self) {
      try RecordCoding.record(Sample.self, from: #"{"number":"x"}"#)
    }
  }

  @Test(arguments: [
    (0.59275, 0.5927), (0.5, 0.5), (-0.00001, 0.0), (0.33333333, 0.3333), (0.99999, 1.0),
  ])
  func fourDecimalsAreThoseOfPrintf(value: Double, printed: Double) {
    #expect(value.fourDecimals == printed)
    #expect(value.fourDecimals.sign == .plus)
  }
}
