import Testing

@testable import Pipeline

@Suite struct SentenceSplitterTests {
  @Test(arguments: [
    ("", []),
    ("   \n \t", []),
    ("One sentence", ["One sentence"]),
    ("First. Second! Third? Fourth.", ["First.", "Second!", "Third?", "Fourth."]),
    (
      "Uses e.g. this and Node.js too. Then more.",
      ["Uses e.g. this and Node.js too.", "Then more."]
    ),
    ("Glued.Together stays one.", ["Glued.Together stays one."]),
    ("Ends. lower case goes on.", ["Ends. lower case goes on."]),
    ("• A bullet\n● Another\n▪ x\n◦ y\n‣ z\n· w", ["A bullet", "Another", "x", "y", "z", "w"]),
    ("- dash\n– en dash\n— em dash\n* star", ["dash", "en dash", "em dash", "star"]),
    ("  • - * nested marks  ", ["nested marks"]),
    ("Mid • bullet stays", ["Mid • bullet stays"]),
    ("One\r\nTwo\rThree\nFour", ["One", "Two", "Three", "Four"]),
    ("Wide.  \t Space", ["Wide.", "Space"]),
    ("Ünder. Élan. Ärger", ["Ünder.", "Élan.", "Ärger"]),
    ("Again.\nAgain.\nOnce.", ["Again.", "Once."]),
    ("Number. 5 follows", ["Number. 5 follows"]),
    ("-", []),
    ("Quote.\" Next", ["Quote.\" Next"]),
    ("What?! Yes", ["What?!", "Yes"]),
  ])
  func splits(text: String, sentences: [String]) {
    #expect(SentenceSplitter.distinctSentences(of: text) == sentences)
  }

  /// Swift's `==` takes canonically equivalent strings for equal; sentences are compared by bytes.
  @Test func equivalentButDifferentBytesAreTwoSentences() {
    let sentences = SentenceSplitter.distinctSentences(of: "Caf\u{E9}\nCafe\u{301}")
    #expect(
      sentences.map { Array($0.utf8) } == [Array("Caf\u{E9}".utf8), Array("Cafe\u{301}".utf8)])
  }
}
