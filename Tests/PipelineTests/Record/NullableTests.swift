import Foundation
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

  /// Any size of number, and those at and beside the middle of two decimals.
  @Test(arguments: [UInt64(1), 2, 3]) func roundingIsThatOfPrintf(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let digits = Double(Int.random(in: -12...12, using: &random))
      let any = Double.random(in: -10...10, using: &random) * pow(10, digits)
      let middle = (Double(Int.random(in: -20_000...20_000, using: &random)) + 0.5) / 10_000
      for value in [any, middle, middle.nextUp, middle.nextDown, middle + 1e-10, middle - 1e-10] {
        let printed = try #require(Double(String(format: "%.4f", value)))
        #expect(value.fourDecimals == printed, "\(value), seed \(seed)")
      }
    }
  }
}
