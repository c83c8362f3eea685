import Testing

@testable import Pipeline

@Suite("Preparing a text")
struct ParseTextTests {
  @Test(
    "A plain text is its own prepared text",
    arguments: [
      "", "Tester\nPune", "a < b && c > d", "Array<String> and vector<int>",
      "Grüße, naïve café – 5 €",
      "R&D; AT&T &unknown; & done",
    ])
  func plainText(_ text: String) {
    let prepared = JDText(text)
    #expect(prepared.cleaned == text)
    #expect(!prepared.containedMarkup)
    let count = text.utf8.count
    for lower in 0...count {
      for upper in lower...count {
        #expect(prepared.originalRange(ofCleaned: lower..<upper) == lower..<upper)
      }
    }
  }

  @Test(
    "Special spaces, line ends and invisible marks",
    arguments: [
      ("a\r\nb\rc\nd", "a\nb\nc\nd"),
      ("one\u{A0}two\u{2003}three", "one two three"),
      ("\u{FEFF}zero\u{200B}width\u{AD}", "zerowidth"),
      ("bell\u{07}tab\tend\u{0B}x", "bell tab\tend\nx"),
      // UTF-8 that was read as Windows-1252; "châ€" and "Âge" are no such marks.
      ("â€¢Bake\nâ€¢ Donâ€™t burn â€œryeâ€\u{9D} â€“ ever", "•Bake\n• Don’t burn “rye” – ever"),
      ("6Â\u{A0}am Â· Oslo, châ€x, Âge, Â", "6 am · Oslo, châ€x, Âge, Â"),
      ("R&amp;D &lt;team&gt; &#8226; caf&eacute; &#x41;", "R&D <team> • café A"),
    ])
  func specialMarks(_ text: String, _ cleaned: String) {
    #expect(JDText(text).cleaned == cleaned)
  }

  /// Thousands of them took minutes, in every comparison of the word.
  @Test("Thirty accents in a row are kept, however they are written", arguments: [29, 30, 31, 900])
  func accents(_ count: Int) {
    let kept = min(count, 30)
    let accents = (0..<count).map { $0.isMultiple(of: 2) ? "\u{301}" : "\u{323}" }.joined()
    let references = String(repeating: "&#769;\u{200B}", count: count)
    for text in ["Rye\(accents) bread", "<p>Rye\(references) bread</p>"] {
      let prepared = JDText(text)
      #expect(prepared.cleaned.unicodeScalars.filter { $0.value >= 0x300 }.count == kept)
      let bread = prepared.bytes.count - (prepared.containedMarkup ? 6 : 5)
      let range = prepared.originalRange(ofCleaned: bread..<bread + 5)
      let original = Array(text.utf8)[range]
      #expect(String(decoding: original, as: UTF8.self) == "bread")
    }
    let document = JDDocument(JDText("Rye\(accents) bread"))
    #expect(document.tokens.count == 2)
  }

  @Test(
    "Tags become lines and bullets",
    arguments: [
      ("<p>Bake bread</p><p>Sell bread</p>", "Bake bread\nSell bread\n"),
      ("<ul><li>Bake</li><li>Sell</li></ul>", "• Bake\n• Sell\n"),
      ("Bake<br>Sell<br/>Clean", "Bake\nSell\nClean"),
      ("<div>Bake <b>fresh</b>\nbread</div><div>x</div>", "Bake fresh bread\nx\n"),
      ("<style>p { color: red }</style><p>Bake</p>", "Bake\n"),
      ("<!-- hidden --><p>Bake</p>", "Bake\n"),
      ("<p title=\"a > b\">Bake</p>", "Bake\n"),
    ])
  func tags(_ text: String, _ cleaned: String) {
    let prepared = JDText(text)
    #expect(prepared.containedMarkup)
    #expect(prepared.cleaned == cleaned)
  }

  @Test("Offsets lead back to the words of the original")
  func offsetMap() {
    let original =
      "<h2>Duties</h2>\r\n<ul><li>Bake <b>rye</b> &amp; wheat</li>\r\n<li>Sell it</li></ul>"
    let prepared = JDText(original)
    let bytes = Array(original.utf8)
    for (word, expected) in [
      ("Duties", "Duties"), ("Bake rye & wheat", "Bake <b>rye</b> &amp; wheat"),
      ("Sell it", "Sell it"), ("&", "&amp;"),
    ] {
      let cleaned = Array(prepared.cleaned.utf8)
      let pattern = Array(word.utf8)
      let start = cleaned.indices.first { cleaned[$0...].starts(with: pattern) }!
      let range = prepared.originalRange(ofCleaned: start..<start + pattern.count)
      #expect(String(decoding: bytes[range], as: UTF8.self) == expected)
    }
  }

  @Test("Ranges past the end are cut")
  func rangesPastTheEnd() {
    let prepared = JDText("<p>Bake</p>")
    #expect(prepared.originalRange(ofCleaned: 0..<900).upperBound <= 11)
    #expect(prepared.originalRange(ofCleaned: 500..<900) == 11..<11)
    #expect(JDText("").originalRange(ofCleaned: 0..<4) == 0..<0)
  }

  @Test(
    "Words, numbers and marks",
    arguments: [
      ("Node.js and C++", ["node.js", "and", "c++"]),
      ("ASP.NET, .NET, C#", ["asp.net", ",", ".net", ",", "c#"]),
      ("control.Troubleshoot", ["control", ".", "troubleshoot"]),
      ("SQL.Good B.Tech", ["sql", ".", "good", "b.tech"]),
      ("5yrs 10LPA 3.5 2nd", ["5", "yrs", "10", "lpa", "3.5", "2nd"]),
      ("You’ll e.g. that", ["you'll", "e.g", ".", "that"]),
      (
        "see https://a.example/x?y=1, or me@b.example.",
        [
          "see", "https://a.example/x?y=1", ",", "or", "me@b.example", ".",
        ]
      ),
    ])
  func tokens(_ text: String, _ keys: [String]) {
    #expect(JDTokenizer.tokens(of: Array(text.utf8)).map(\.key) == keys)
  }

  @Test(
    "Sentences that run together are cut, names with full stops are not",
    arguments: [
      ("Keep the code clean.Fix the build.", 2),
      ("Write Node.js and ASP.NET code, e.g. services.", 1),
      ("Use Vue.Js. Deploy it!", 2),
      ("Work with Dr. Rao. Report to him.", 2),
      ("Version 2.5 is live. 3 more follow.", 2),
    ])
  func sentences(_ text: String, _ count: Int) {
    let tokens = JDTokenizer.tokens(of: Array(text.utf8))
    #expect(SentenceRule.sentences(in: tokens.indices, of: tokens).count == count)
  }
}
