import Testing

@testable import SimCore

@Suite struct WordPieceTokenizerTests {
  private struct Row: Decodable {
    let text: String
    let ids: [Int32]
  }

  @Test func tokensAreThoseOfTheReference() throws {
    let tokenizer = try WordPieceTokenizer(
      vocabularyText: ModelFolder.bytes(of: "vocab.txt"), maximumTokenCount: 256)
    let rows = try ModelFolder.goldenRows("tokens.jsonl", as: Row.self)
    #expect(rows.count >= 600)
    for row in rows {
      let ids = tokenizer.encode(row.text)
      #expect(ids == row.ids, "\(row.text.debugDescription)")
    }
  }

  private func tokenizer(
    _ tokens: [String], maximum: Int = 32, lowercases: Bool = true, stripsAccents: Bool? = nil
  ) throws -> WordPieceTokenizer {
    try WordPieceTokenizer(
      vocabularyText: Array((["[UNK]", "[CLS]", "[SEP]"] + tokens).joined(separator: "\n").utf8),
      maximumTokenCount: maximum, lowercases: lowercases, stripsAccents: stripsAccents)
  }

  @Test func takesTheLongestPieceFirst() throws {
    let tokenizer = try tokenizer(["un", "una", "##ffable", "##aff", "##able", "##a", "a", ","])
    #expect(tokenizer.encode("unaffable") == [1, 4, 5, 2])
    #expect(tokenizer.encode("unaffabl") == [1, 0, 2])
    #expect(tokenizer.encode("A,b,") == [1, 9, 10, 0, 10, 2])
    #expect(tokenizer.encode("") == [1, 2])
    #expect(tokenizer.vocabularySize == 11)
  }

  @Test func cutsOffFromTheRight() throws {
    #expect(try tokenizer(["a", "b"], maximum: 4).encode("a b a b") == [1, 3, 4, 2])
    #expect(try tokenizer(["a", "##b"], maximum: 4).encode("abbb") == [1, 3, 4, 2])
    #expect(try tokenizer(["a"], maximum: 2).encode("a a") == [1, 2])
  }

  @Test func keepsCaseAndAccentsWhereAsked() throws {
    let names = ["É", "é", "e", "E", "i\u{307}", "i"]
    #expect(
      try tokenizer(names, lowercases: false).encode("É E e\u{301} é") == [1, 3, 6, 0, 4, 2])
    #expect(try tokenizer(names, stripsAccents: false).encode("É E İ") == [1, 4, 5, 7, 2])
    #expect(
      try tokenizer(names, lowercases: false, stripsAccents: true).encode("É é") == [1, 6, 5, 2])
    #expect(try tokenizer(names).encode("É İ") == [1, 5, 8, 2])
  }

  @Test func dropsBytesThatAreNoUTF8() throws {
    let tokenizer = try tokenizer(["a", "##b", "b"])
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0x20, 0xC3, 0x62]
    #expect(tokenizer.encode(bytes.span) == [1, 3, 4, 5, 2])
  }

  @Test func vocabularyErrors() {
    func error(_ text: String, maximum: Int = 8) -> VocabularyError? {
      do {
        _ = try WordPieceTokenizer(vocabularyText: Array(text.utf8), maximumTokenCount: maximum)
        return nil
      } catch {
        return error
      }
    }
    #expect(error("") == .empty)
    #expect(error("\n\r\n") == .empty)
    #expect(error("[CLS]\n[SEP]\n") == .missingToken("[UNK]"))
    #expect(error("[UNK]\n[SEP]") == .missingToken("[CLS]"))
    #expect(error("[UNK]\n[CLS]\na") == .missingToken("[SEP]"))
    #expect(
      error("[UNK]\na\n[CLS]\n[SEP]\na")
        == .duplicateToken("a", firstLine: 2, secondLine: 5))
    #expect(error("[UNK]\n[CLS]\n[SEP]", maximum: 1) == .maximumTokenCountTooSmall(1))
    #expect(error("[UNK]\r\n[CLS]\r\n[SEP]\r\n") == nil)
  }
}
