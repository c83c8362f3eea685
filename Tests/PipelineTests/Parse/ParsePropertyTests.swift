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
    let bytes = Array(original.utf8)
    var last = 0
    for span in reading.spans {
      #expect(span.start >= last && span.start <= span.end && span.end <= bytes.count)
      guard span.start <= span.end, span.end <= bytes.count else { continue }
      last = span.start
      let text = String(decoding: bytes[span.range], as: UTF8.self)
      #expect(words(JDText(text).cleaned) == words(span.text), "\(span)")
    }
    last = 0
    for section in reading.sections {
      #expect(section.start >= last && section.start <= section.end && section.end <= bytes.count)
      last = section.start
    }
  }

  /// The words of a text; a bullet that a tag stands for is outside the bytes of some spans.
  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: { $0.isWhitespace || $0 == "•" }).map(String.init)
  }

  @Test("Every span leads to its words, plain and in HTML")
  func spans() {
    let plain = RuleReader.read(Self.advertisement)
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

    let marked = RuleReader.read(Self.fragment)
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
    let sections = RuleReader.read(Self.advertisement).sections
    #expect(sections.filter(\.isUsed).map(\.heading) == ["Key Responsibilities"])
    #expect(sections.contains { $0.kind == .company && $0.isBoilerplate })
    #expect(sections.contains { $0.kind == .pay && $0.isBoilerplate })
  }

  @Test("Line ends make no difference", arguments: ["\r\n", "\r"])
  func lineEnds(_ lineEnd: String) {
    let changed = Self.advertisement.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineEnd)
    #expect(RuleReader.read(changed).parsed == RuleReader.read(Self.advertisement).parsed)
    Self.check(RuleReader.read(changed), of: changed)
  }

  @Test("Reading is a function of the text")
  func deterministic() {
    #expect(RuleReader.read(Self.advertisement) == RuleReader.read(Self.advertisement))
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
      let reading = RuleReader.read(text)
      let count = text.utf8.count
      for span in reading.spans {
        #expect(span.start <= span.end && span.end <= count, "seed \(first), text \(text)")
      }
      #expect(
        reading.spans.map(\.start) == reading.spans.map(\.start).sorted(), "seed \(first)")
      for section in reading.sections {
        #expect(section.start <= section.end && section.end <= count, "seed \(first), text \(text)")
      }
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
    let reading = RuleReader.read(text)
    #expect(reading.spans.allSatisfy { $0.end <= text.utf8.count })
  }
}
