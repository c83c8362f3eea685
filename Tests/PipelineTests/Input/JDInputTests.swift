import Testing

@testable import Pipeline

@Suite struct JDInputTests {
  @Test func plainTextPasses() throws {
    #expect(try JDInput.text(from: Array("Zoë, a job\r\n".utf8)) == "Zoë, a job\r\n")
    #expect(try JDInput.text(from: [0xEF, 0xBB, 0xBF] + Array("a".utf8)) == "a")
    #expect(try JDInput.text(from: Array("<p>One <b>job</b></p>".utf8)) == "<p>One <b>job</b></p>")
  }

  @Test(arguments: [
    ([], InputError.empty),
    (Array(" \n\t\u{A0}".utf8), .empty),
    ([0x61, 0xC3, 0x28], .invalidUTF8(offset: 1)),
    (Array("Zoë ".utf8) + [0xFF], .invalidUTF8(offset: 5)),
    ([0xED, 0xA0, 0x80], .invalidUTF8(offset: 0)),
    ([0x61, 0x00, 0x62], .binary(offset: 1, byte: 0)),
    ([0xFF, 0xFE, 0x61, 0x00], .utf16),
    (Array("<!DOCTYPE html><p>x</p>".utf8), .htmlPage),
    (Array("\n <HTML lang=en><body>x".utf8), .htmlPage),
    (
      [UInt8](repeating: 0x61, count: JDInput.largestByteCount + 1),
      .tooLarge(byteCount: JDInput.largestByteCount + 1, limit: JDInput.largestByteCount)
    ),
  ])
  func badBytesAreRefused(bytes: [UInt8], expected: InputError) {
    #expect(throws: expected) { try JDInput.text(from: bytes) }
    #expect(!expected.description.contains("\n"))
  }

  @Test func theLimitItselfPasses() throws {
    let bytes = [UInt8](repeating: 0x61, count: JDInput.largestByteCount)
    #expect(try JDInput.text(from: bytes).utf8.count == JDInput.largestByteCount)
  }

  @Test(arguments: [
    #"{"id":"1"}"#, #"{"id":1,"text":"a"}"#, #"[1]"#, "null", "", #"{"id":"1","text":"\ud800"}"#,
    #"{"id":"1","text":""}"#, #"{"id":"1","text":"a\u0000b"}"#, #"{"id":"1","text":"a""#,
  ])
  func badRowsAreRefusedWithTheirNumber(line: String) {
    do {
      _ = try JDRow(line: Array(line.utf8), number: 7)
      Issue.record("accepted \(line)")
    } catch {
      #expect(error.description.hasPrefix("line 7: "))
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func rowsAreRead() throws {
    // Labels are the evaluation's: whatever they are, the row can be decided.
    for label in [#""L""#, #"["L","M"]"#, "5"] {
      let line = #"{"id":"x","text":"Zo\u00eb","label":\#(label)}"#
      let row = try JDRow(line: Array(line.utf8), number: 1)
      #expect(row == JDRow(id: "x", text: "Zoë"))
    }
  }
}
