import Testing

@testable import SimCore

@Suite struct TextKeyTests {
  private struct Row: Decodable {
    let text: String
    let key: String
    let spelling: String
  }

  @Test func keysAndSpellingsAreThoseOfPython() throws {
    let rows = try ModelFolder.goldenRows("text-keys.jsonl", as: Row.self)
    #expect(rows.count >= 1000)
    for row in rows {
      let key = TextKey(row.text).text
      #expect(key.utf8.elementsEqual(row.key.utf8), "\(row.text.debugDescription)")
      let spelling = TextKey.spelling(of: row.text)
      #expect(spelling.utf8.elementsEqual(row.spelling.utf8), "\(row.text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("  Data\t\r\n Engineer ", "data engineer"), ("C++ / C#", "c++ / c#"), (".NET", ".net"),
    ("Straße", "strasse"), ("ﬁnance", "finance"), ("\u{130}", "i\u{307}"), ("Ｃ＋＋", "c++"),
    ("e\u{301}", "\u{E9}"), ("a\u{A0}\u{2003}b", "a b"), ("", ""), (" \n", ""),
    ("a\u{200B}b", "a\u{200B}b"),
  ])
  func folds(_ text: String, _ key: String) {
    #expect(TextKey(text).text.utf8.elementsEqual(key.utf8))
    #expect(TextKey(text) == TextKey(key))
    #expect(TextKey(text).hashValue == TextKey(key).hashValue)
  }

  @Test("Every short text of ASCII has the key that the walk over pieces gives it")
  func allShortTextsOfASCII() {
    let alphabet = ["A", "z", "0", "-", " ", "\t", "\n", "\u{7F}"]
    var texts = [""]
    for _ in 0..<5 { texts = [""] + texts.flatMap { text in alphabet.map { text + $0 } } }
    for text in Set(texts) {
      for foldsCase in [true, false] {
        let walked = String(
          decoding: FoldedText(text.utf8Span.span, foldsCase: foldsCase).trimmedBytes,
          as: UTF8.self)
        let key = foldsCase ? TextKey(text).text : TextKey.spelling(of: text)
        guard key == walked else {
          Issue.record("\(text.debugDescription): \(key) and \(walked)")
          return
        }
      }
    }
  }

  @Test func comparesByBytes() {
    // Folding can leave canonically equivalent keys with different bytes.
    #expect(TextKey("z") < TextKey("é"))
    #expect(TextKey("\u{FFFD}") < TextKey("\u{10000}"))
    #expect(ExactText("é") != ExactText("e\u{301}"))
    #expect("é" == "e\u{301}")
    #expect(Set([ExactText("é"), ExactText("e\u{301}"), ExactText("é")]).count == 2)
    #expect(ExactText("e\u{301}") < ExactText("é"))
    #expect(!(ExactText("a") < ExactText("a")))
    #expect(ExactText("") < ExactText("a"))
  }

  @Test func longRunsOfMarksAreNotQuadratic() {
    let marks = String(repeating: "\u{301}\u{316}", count: 100_000)
    let key = TextKey("a" + marks).text
    #expect(key.unicodeScalars.first == "\u{E1}")
    #expect(key.unicodeScalars.count == 200_000)
  }

  @Test func mapsFoldedBytesBack() {
    let text = "AB \r\n\u{A0}Cafe\u{301} ﬁx\u{2003}Y"
    let folded = FoldedText(text.utf8Span.span, foldsCase: true)
    #expect(String(decoding: folded.bytes, as: UTF8.self) == "ab café fix y")
    let segments = folded.segments
    #expect(segments.first?.folded == 0)
    #expect(segments.last?.folded == folded.bytes.count)
    #expect(segments.last?.original == text.utf8.count)
    for (segment, next) in zip(segments, segments.dropFirst()) {
      #expect(segment.folded < next.folded)
      #expect((segment.pieceEnd ?? segment.original) <= next.original)
    }
  }

  @Test func brokenUTF8ReadsAsReplacements() {
    for bytes: [UInt8] in [
      [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFF, 0x41], [0xED, 0xA0, 0x80],
      [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ] {
      let folded = FoldedText(bytes.span, foldsCase: true)
      let expected = bytes.map { $0 < 0x80 ? "a" : "\u{FFFD}" }.joined()
      #expect(String(decoding: folded.bytes, as: UTF8.self) == expected)
      var offset = bytes.count
      while offset > 0 { offset -= UTF8Scalar(in: bytes.span, before: offset).length }
      #expect(offset == 0)
    }
  }
}
