import Testing

@testable import Pipeline

@Suite struct AIIndexTests {
  private typealias Questions = EnrichmentQuestions

  private static func parts(_ bits: Int) -> ClientOutput.AIIndex.Parts {
    ClientOutput.AIIndex.Parts(
      titleMatch: bits & 1 != 0, hasAISkill: bits & 2 != 0, primaryAISkill: bits & 4 != 0,
      secondaryAISkill: bits & 8 != 0, onAITeam: bits & 16 != 0, buildsAIProducts: bits & 32 != 0)
  }

  @Test func theFormulaIsMonotoneAndReachesBothEnds() {
    #expect(AIIndexRule.value(Self.parts(0)) == 0)
    #expect(AIIndexRule.value(Self.parts(63)) == 5)
    for bits in 0..<64 {
      let value = AIIndexRule.value(Self.parts(bits))
      #expect((0...5).contains(value))
      #expect(Self.parts(bits).held.count == bits.nonzeroBitCount)
      for bit in 0..<6 where bits & 1 << bit == 0 {
        #expect(AIIndexRule.value(Self.parts(bits | 1 << bit)) > value)
      }
    }
  }

  private static func index(_ question: EnrichmentQuestion) -> ClientOutput.AIIndex {
    AIIndexRule.index(of: question)
  }

  @Test func aJobWithoutAIHasNone() {
    let index = Self.index(
      Questions.question(
        ["Build payment services.", "Maintain the failing boiler."], title: "Java Developer",
        skills: [Questions.skill("Java"), Questions.skill("Oracle")]))
    #expect(index.value == 0 && index.vocabulary.score == 0 && index.version == "2.1")
  }

  @Test func aJobThatIsAIHasFive() {
    let index = Self.index(
      Questions.question(
        ["Join our machine learning team.", "Train and deploy language models."],
        title: "Machine Learning Engineer",
        skills: [Questions.skill("PyTorch"), Questions.skill("LangChain", primary: false)]))
    #expect(index.value == 5)
  }

  @Test func anAssistantIsALittle() {
    let index = Self.index(
      Questions.question(
        ["Write code, with GitHub Copilot if you like."], title: "Backend Engineer",
        skills: [Questions.skill("Java"), Questions.skill("GitHub Copilot", primary: false)]))
    #expect(index.parts == .init(hasAISkill: true, secondaryAISkill: true))
    #expect(index.value == 0.75)
    #expect(index.vocabulary.assistants == ["GitHub Copilot"] && index.vocabulary.score == 1)
  }

  @Test(arguments: [
    ("You will be part of the AI team.", true), ("Join our Machine Learning Research Lab.", true),
    ("Work closely with the data science team.", false),
    ("Collaborate with product and ML teams.", false), ("Join our payments team.", false),
    ("Said that maintenance teams matter.", false),
  ])
  func onlyTheOwnTeamCounts(sentence: String, isOwn: Bool) {
    #expect(AIText(sentence).namesOwnAITeam == isOwn)
  }

  @Test(arguments: [
    ("Train and deploy machine learning models.", true), ("Develop AI-powered features.", true),
    ("Design chatbots for bank customers.", true),
    ("Build web applications using AI tools.", false), ("Use AI tools at work.", false),
    ("Develop mobile applications.", false), ("AI models are interesting.", false),
  ])
  func onlyWhatIsMadeCounts(sentence: String, isMade: Bool) {
    #expect(AIText(sentence).buildsAIProducts == isMade)
  }

  @Test(arguments: [
    ("Senior ML Engineer", true), ("AI/ML Lead", true), ("Data Scientist", true),
    ("Prompt Engineer", true), ("Computer Vision Intern", true), ("Java Developer", false),
    ("HTML Developer", false), ("Maid", false), ("", false),
  ])
  func titlesAreReadByWords(title: String, isAI: Bool) {
    #expect(AIText(title).namesAI == isAI)
  }

  @Test func theVocabularyNamesAThingOnce() {
    let vocabulary = AIIndexRule.vocabulary(
      of: Questions.question(
        ["Train LLMs with PyTorch.", "Fine-tune an LLM.", "Use pytorch."],
        title: "LLM Engineer",
        skills: [Questions.skill("PyTorch"), Questions.skill("Acme Mind", kind: .framework)]))
    #expect(vocabulary.frameworks == ["PyTorch", "Acme Mind"])
    #expect(vocabulary.modelsAndConcepts == ["LLM"])
    #expect(vocabulary.score == 2 * 2 + 3)
  }

  /// More of a JD never lowers the index, whatever the skills and sentences.
  @Test func moreNeverLowersTheIndex() {
    let skills = [
      "Java", "PyTorch", "LLMs", "GitHub Copilot", "Excel", "Computer Vision", "COBOL", "Claude",
    ]
    let sentences = [
      "Join our AI team.", "Train language models.", "Answer the phone.", "Use ChatGPT.",
      "Work with the ML team.", "Write Java services.",
    ]
    var random = SeededGenerator(seed: 66)
    for _ in 0..<2000 {
      let all = skills.filter { _ in random.next() % 2 == 0 }.map {
        Questions.skill($0, primary: random.next() % 2 == 0)
      }
      let said = sentences.filter { _ in random.next() % 2 == 0 }
      let title = random.next() % 2 == 0 ? "AI Engineer" : "Engineer"
      let whole = Self.index(Questions.question(said, title: title, skills: all))
      let part = Self.index(
        Questions.question(
          said.filter { _ in random.next() % 2 == 0 }, title: title,
          skills: all.filter { _ in random.next() % 2 == 0 }))
      #expect(part.value <= whole.value && (0...5).contains(whole.value))
      #expect(part.vocabulary.score <= whole.vocabulary.score)
      #expect(!whole.parts.primaryAISkill || whole.parts.hasAISkill)
      #expect(!whole.parts.secondaryAISkill || whole.parts.hasAISkill)
    }
  }
}
