import Testing

@testable import Pipeline

@Suite("What holds for every text")
struct ParsePropertyTests {
  static let advertisement = """
    Role - Oven Engineer
    Location - Oslo, Norway

    About Crumb & Co
    Crumb & Co is a bakery with forty shops, see https://crumb.example/about.

    Key Responsibilities
    • Repair the ovens, e.g. the old one. Keep a log.
    • Train bakers in the use of Node.js timers

    Requirements
    - 3-5 years of experience with ovens
    - Bachelor's degree in mechanical engineering preferred
    - ITIL certification

    Salary: €40,000 - €50,000 per year
    Crumb & Co is an equal opportunity employer.
    """

  static let fragment = """
    <h1>Oven Engineer</h1>
    <p>Location: Oslo,&nbsp;Norway</p>
    <h2>Key Responsibilities</h2>
    <ul><li>Repair the <b>ovens</b>, e.g. the old one.</li>
    <li>Train bakers &amp; cooks in the use of timers</li></ul>
    <h2>Requirements</h2>
    <p>3-5 years of experience with ovens<br>Bachelor&#39;s degree in mechanical engineering</p>
    """

  static func check(_ reading: JDReading, of original: String) {
    checkPlaces(of: reading, in: original, "")
    checkValues(of: reading, "")
    let bytes = Array(original.utf8)
    for span in reading.spans where span.start <= span.end && span.end <= bytes.count {
      let text = String(decoding: bytes[span.range], as: UTF8.self)
      #expect(words(JDText(text).cleaned) == words(span.text), "\(span)")
    }
  }

  /// Spans and sections are whole characters of the text, in order. Spans of one field share no
  /// bytes, so that nothing is told twice, and sections share none.
  static func checkPlaces(of reading: JDReading, in original: String, _ comment: Comment) {
    let bytes = Array(original.utf8)
    func isPlace(_ start: Int, _ end: Int) -> Bool {
      start >= 0 && start < end && end <= bytes.count
        && String(validating: bytes[start..<end], as: UTF8.self) != nil
    }
    var start = 0
    var ends: [JDReading.Span.Field: Int] = [:]
    for span in reading.spans {
      #expect(isPlace(span.start, span.end) && !span.text.isEmpty, comment)
      #expect(span.start >= start && span.start >= ends[span.field, default: 0], comment)
      start = span.start
      ends[span.field] = span.end
    }
    var end = 0
    for section in reading.sections {
      #expect(isPlace(section.start, section.end) && section.start >= end, comment)
      end = section.end
    }
  }

  /// The duties are the lines that the spans name; their sentences stand in those lines and lose
  /// no letter of them. No value is given twice.
  static func checkValues(of reading: JDReading, _ comment: Comment) {
    let parsed = reading.parsed
    let lines = reading.spans.filter { $0.field == .responsibility }.map(\.text)
    #expect(lines.joined(separator: "\n") == parsed.responsibilityText, comment)
    let sentences = SentenceSplitter.sentences(of: parsed.responsibilityText)
    for sentence in sentences {
      #expect(lines.contains { $0.firstRange(ofExactly: sentence) != nil }, comment)
    }
    #expect(letters(sentences.joined()) == letters(parsed.responsibilityText), comment)
    #expect((parsed.role == nil) == !reading.spans.contains { $0.field == .role }, comment)
    #expect(isDistinct(parsed.roleAliases) && isDistinct(parsed.jobLocations), comment)
    #expect(isDistinct(parsed.education) && isDistinct(parsed.certifications), comment)
    #expect(isDistinct(parsed.urls), comment)
    if let least = parsed.experience.min, let most = parsed.experience.max {
      #expect(least <= most, comment)
    }
  }

  private static func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  private static func isDistinct(_ values: [some Hashable]) -> Bool {
    Set(values).count == values.count
  }

  /// The words of a text; a bullet that a tag stands for is outside the bytes of some spans.
  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: { $0.isWhitespace || $0 == "•" }).map(String.init)
  }

  @Test("Every span leads to its words, plain and in HTML")
  func spans() {
    let plain = RuleParser.parse(Self.advertisement)
    Self.check(plain, of: Self.advertisement)
    let bytes = Array(Self.advertisement.utf8)
    for span in plain.spans {
      #expect(String(decoding: bytes[span.range], as: UTF8.self) == span.text)
    }
    #expect(
      Set(plain.spans.map(\.field)).isSuperset(of: [
        .role, .location, .company, .aboutCompany, .responsibility, .experience, .education, .pay,
        .certification, .link,
      ]))

    let marked = RuleParser.parse(Self.fragment)
    Self.check(marked, of: Self.fragment)
    #expect(marked.parsed.role == "Oven Engineer")
    #expect(
      marked.parsed.responsibilityText
        == "• Repair the ovens, e.g. the old one.\n• Train bakers & cooks in the use of timers")
    #expect(marked.parsed.experience.min == 3)
    #expect(marked.parsed.education.first?.level == "Bachelor's")
    #expect(marked.parsed.jobLocations.first?.city == "Oslo")
  }

  @Test("Sections tell what was used and what was left out")
  func sections() {
    let sections = RuleParser.parse(Self.advertisement).sections
    #expect(sections.filter(\.isUsed).map(\.heading) == ["Key Responsibilities"])
    #expect(sections.contains { $0.kind == .company && $0.isBoilerplate })
    #expect(sections.contains { $0.kind == .pay && $0.isBoilerplate })
  }

  @Test("Line ends make no difference", arguments: ["\r\n", "\r"])
  func lineEnds(_ lineEnd: String) {
    let changed = Self.advertisement.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineEnd)
    #expect(RuleParser.parse(changed).parsed == RuleParser.parse(Self.advertisement).parsed)
    Self.check(RuleParser.parse(changed), of: changed)
  }

  @Test("White space around a text moves the places and changes no value")
  func surroundings() {
    for text in [Self.advertisement, Self.fragment] {
      let reading = RuleParser.parse(text)
      var moved = reading
      for index in moved.spans.indices {
        moved.spans[index].start += 2
        moved.spans[index].end += 2
      }
      for index in moved.sections.indices {
        moved.sections[index].start += 2
        moved.sections[index].end += 2
      }
      #expect(!reading.spans.isEmpty && RuleParser.parse("\n\n\(text)\n \n") == moved)
    }
  }

  @Test("Random texts are read without harm")
  func randomTexts() {
    var seed = UInt64.random(in: .min ... .max)
    let first = seed
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((seed >> 33) % UInt64(bound))
    }
    let parts = [
      "Responsibilities", "Requirements:", "•", "- ", "\n", "\r\n", " ", ".", "<li>", "</p>", "<b",
      "&amp;", "&#x",
      "3-5 years", "experience", "Bachelor's", "in", "Pune", ",", "₹10,000", "per month", "LPA",
      "12", "1.", "2)",
      "Engineer", "looking for a", "(", ")", "/", "Sr.", "Node.js", "C++", "İ", "ß", "👩‍🍳",
      "\u{200B}", "\u{A0}",
      "http://", "www.a.b", "a@b.c", "you will", "Design", "and", "remote", "About", "Acme", "is",
      "hiring", ":", "*",
      "<!--", "<style>", "B.E", "to", "total", "of", "\u{1}", "e\u{301}", "role", "–", "o", "as a",
    ]
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<next(60) {
        text += parts[next(parts.count)]
        if next(3) > 0 { text += " " }
      }
      let reading = RuleParser.parse(text)
      Self.checkPlaces(of: reading, in: text, "seed \(first), text \(text)")
      Self.checkValues(of: reading, "seed \(first), text \(text)")
    }
  }

  @Test(
    "Long texts of one kind are read",
    arguments: [
      "<", "<a \"", "&", "• ", "a.B", "1. A ", "5 years to ", "Responsibilities: x ", "\n", "- x\n",
      "é",
      "http://", "responsibilitees\n", "looking for a ", "(", "₹1-", "Pune, ", "<style>",
    ])
  func longTexts(_ part: String) {
    let text = String(repeating: part, count: 20_000 / part.utf8.count)
    Self.checkPlaces(of: RuleParser.parse(text), in: text, "\(part)")
  }
}
