import Testing

@testable import Pipeline

@Suite struct NatureOfWorkTests {
  private typealias Questions = EnrichmentQuestions

  @Test(arguments: [
    (
      "Production support and performance",
      [
        "Join the on-call rotation and find the root cause of outages.",
        "Fix defects that users meet in production.",
        "Remove the bottlenecks that make checkout slow.",
      ]
    ),
    (
      "Data pipelines and platforms",
      [
        "Build data pipelines that load bookings into the warehouse.",
        "Own the data quality checks of the data lake.",
      ]
    ),
    (
      "Testing and quality assurance",
      ["Write test cases for each release.", "Automate regression tests with Selenium."]
    ),
    (
      "Model and AI development",
      ["Train models that rank offers.", "Put neural networks into production."]
    ),
    (
      "Feature development",
      [
        "Write code for new features of the planner.", "Take part in code reviews.",
        "Develop reusable code.",
      ]
    ),
    (
      "Production and crafts",
      ["Prepare dough before opening.", "Bake bread and pastry.", "Keep the oven clean."]
    ),
    (
      "Care and treatment",
      ["Record vital signs of patients.", "Give medication as prescribed."]
    ),
  ])
  func dutiesTellTheNature(label: String, sentences: [String]) throws {
    let output = RuleEnricher.output(
      Questions.question(sentences, role: nil, policy: Questions.neverSparse))
    #expect(output.natureOfWork.label == label)
    #expect(output.natureOfWork.source == .jd)
    let quote = try #require(output.natureOfWork.quote)
    #expect(sentences.contains(quote))
  }

  @Test func theMostTellingSentenceIsQuoted() {
    let finding = NatureOfWorkRule.finding(in: [
      "Support the team.", "Find the root cause of outages during on-call weeks.", "Fix bugs.",
    ])
    #expect(finding?.sentences.first == "Find the root cause of outages during on-call weeks.")
  }

  @Test func aSecondNatureIsNamed() {
    let output = RuleEnricher.output(
      Questions.question(
        [
          "Write test cases.", "Run regression tests.", "Mentor two colleagues.",
          "Manage a team of testers.",
        ], policy: Questions.neverSparse))
    #expect(output.natureOfWork.label == "Testing and quality assurance")
    #expect(output.natureOfWork.summary.hasSuffix(" Also: leading people."))
  }

  @Test func aWeakWordAloneIsNoNature() {
    #expect(NatureOfWorkRule.finding(in: ["Come to the office."]) == nil)
    #expect(NatureOfWorkRule.finding(in: []) == nil)
  }

  @Test func aLongListOfToolsIsOneSentence() {
    let list = "Docker, Kubernetes, Terraform, Ansible, Jenkins, releases, pipelines, deploys."
    let finding = NatureOfWorkRule.finding(in: [
      list, "Design wireframes.", "Do user research.", "Maintain the design system.",
    ])
    #expect(
      finding.map { NatureOfWorkTable.entries[$0.first].label }
        == "Interaction and visual design")
  }

  // MARK: - Quotes

  @Test func aQuoteStandsInTheTextByteForByte() throws {
    let markup = JDText(
      "<ul><li>Fix bugs &amp; outages.</li><li>Find the <b>root</b> cause.</li></ul>")
    #expect(JDQuote.verbatim("Fix bugs & outages.", in: markup) == "Fix bugs &amp; outages.")
    #expect(JDQuote.verbatim("Find the root cause.", in: markup) == nil)
    let plain = JDText("Do\u{A0}this. Naïve café — done.")
    #expect(JDQuote.verbatim("Naïve café — done.", in: plain) == "Naïve café — done.")
    let spaced = try #require(JDQuote.verbatim("Do this.", in: plain))
    #expect(plain.original.firstRange(ofExactly: spaced) != nil)
    #expect(JDQuote.verbatim("Never said.", in: plain) == nil)
    #expect(JDQuote.verbatim("", in: plain) == nil)
  }

  @Test func aLongQuoteIsCutAtAWord() throws {
    let sentence = "Fix " + Array(repeating: "über-slow", count: 60).joined(separator: " ") + "."
    let quote = try #require(JDQuote.verbatim(sentence, in: JDText("Duties: \(sentence)")))
    #expect(quote.count <= JDQuote.limit && quote.hasSuffix("über-slow"))
    #expect(sentence.hasPrefix(quote))
  }

  @Test func withoutAQuotableSentenceTheLabelStays() {
    var question = EnrichmentQuestions.question(
      ["Write test cases.", "Run regression tests.", "Report defects."])
    question.text = JDText("Another text entirely.")
    let nature = RuleEnricher.output(question).natureOfWork
    #expect(nature.label == "Testing and quality assurance" && nature.quote == nil)
  }
}
