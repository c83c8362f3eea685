import Testing

@testable import Pipeline

@Suite struct EnrichTableTests {
  @Test(arguments: [
    ["deploy", "deploys", "deployed", "deploying"], ["policy", "policies"],
    ["identify", "identifies", "identified", "identifying"], ["debug", "debugs", "debugging"],
    ["release", "releases", "released", "releasing"], ["code", "codes", "coded", "coding"],
    ["process", "processes", "processed", "processing"], ["test", "tests", "testing", "tested"],
    ["manage", "manages", "managed", "managing"], ["call", "calls", "called", "calling"],
    ["plan", "plans", "planned", "planning"], ["pipeline", "pipelines"],
  ])
  func theFormsOfAWordHaveOneStem(forms: [String]) {
    #expect(Set(forms.map(CueWords.stem)).count == 1)
  }

  @Test(arguments: ["c++", "c#", "node.js", "ml", "ai", "ios", "été", ""])
  func whatIsNoEnglishWordStaysAsItIs(word: String) {
    #expect(CueWords.stem(word) == word)
  }

  @Test func aStemIsItsOwnStemOrAtLeastStable() {
    for entry in NatureOfWorkTable.entries {
      for cue in JDWords.phrases(entry.strong) + JDWords.phrases(entry.weak) {
        #expect(!CueWords.phrase(cue).isEmpty, "\(cue)")
        #expect(CueWords.phrase(cue) == CueWords.phrase(cue.uppercased()), "\(cue)")
      }
    }
  }

  @Test func noCueSpeaksForTwoNaturesAndNoNameHasTwoEras() {
    let cues = NatureOfWorkTable.entries.flatMap {
      JDWords.phrases($0.strong) + JDWords.phrases($0.weak)
    }
    #expect(repeated(cues.map(CueWords.phrase)) == [])
    let names = TechnologyEraTable.names.flatMap { JDWords.phrases($0.1) }
    #expect(repeated(names.map(TechnologyEraTable.key)) == [])
    let labels = NatureOfWorkTable.entries.map(\.label)
    #expect(Set(labels).count == labels.count && labels.count > 20)
  }

  /// Texts that stand more than once.
  private func repeated(_ texts: [String]) -> [String] {
    Dictionary(grouping: texts) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
  }

  /// Every cue by itself speaks for its own nature: none is hidden by another.
  @Test func everyCueIsFound() {
    for (index, entry) in NatureOfWorkTable.entries.enumerated() {
      for (list, points) in [(entry.strong, 2), (entry.weak, 1)] {
        for cue in JDWords.phrases(list) {
          let words = CueWords.stems(of: cue)
          let match = NatureOfWorkTable.cues.match(in: words, at: 0)
          #expect(match?.value.nature == index && match?.value.points == points, "\(cue)")
          #expect(match?.count == words.count, "\(cue)")
        }
      }
    }
  }

  @Test func summariesAreSentencesOfOurOwnStyle() {
    for entry in NatureOfWorkTable.entries {
      #expect(entry.summary.hasSuffix(".") && entry.summary.first?.isUppercase == true)
      #expect(!entry.inShort.hasSuffix(".") && entry.label.count <= 60)
    }
  }

  @Test(arguments: [
    ("GitHub Copilot", AIKind.assistant), ("pytorch", .framework), ("GPT-4", .model),
    ("Machine Learning", .concept), ("machine-learning", .concept), ("LLMs", .concept),
    ("Claude", .model), ("Cursor", .assistant),
  ])
  func skillsHaveTheirKind(name: String, kind: AIKind) {
    #expect(AIVocabularyTable.kind(ofSkill: name) == kind)
  }

  @Test(arguments: ["Java", "Kubernetes", "Communication", "Excel", "Rust", ""])
  func otherSkillsHaveNone(name: String) {
    #expect(AIVocabularyTable.kind(ofSkill: name) == nil)
  }

  @Test func ambiguousNamesAreNoTermsOfASentence() {
    let text = "Keep the database cursor open, embed a transformer in Claude's falcon enclosure."
    #expect(AIVocabularyTable.terms(in: text) == [])
    #expect(
      AIVocabularyTable.terms(in: "Use GitHub Copilot and train large language models.")
        .map(\.text) == ["GitHub Copilot", "large language model"])
  }

  @Test(arguments: [
    ("COBOL", TechnologyEra.legacy), ("SQL Server", .established), ("Spring Boot", .modern),
    ("Node.js", .modern), ("Kubernetes", .cloudNative), ("aws-lambda", .cloudNative),
    ("LangChain", .emerging), ("C++", .established), ("c#", .established),
  ])
  func technologiesHaveTheirEra(name: String, era: TechnologyEra) {
    #expect(TechnologyEraTable.era(of: name) == era)
  }
}
