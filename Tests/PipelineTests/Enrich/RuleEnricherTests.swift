import Testing

@testable import Pipeline

/// Which part answers from where.
@Suite struct RuleEnricherTests {
  private typealias Questions = EnrichmentQuestions

  private static let duties = [
    "Write test cases.", "Run regression tests.", "Report defects.", "Keep test data.",
  ]

  /// The shape of the recorded page: one skill, a few duties.
  @Test func aSparseTextTellsItsDutiesAndTheRoleTheRest() {
    let output = RuleEnricher.output(
      Questions.question(Self.duties, skills: [Questions.skill("Software", known: false)]))
    #expect(output.isSparse)
    #expect(output.natureOfWork.source == .jd && output.natureOfWork.quote != nil)
    #expect(output.techStackMaturity.source == .roleBaseline)
    #expect(output.techStackMaturity.label == "Modern")
    #expect(output.aiIndex.source == .roleBaseline && output.aiIndex.value == 1.8)
    #expect(output.aiIndex.parts == .init())
    #expect(output.evidence == ["Software"])
    #expect(output.skillClusters.map(\.name) == [ClientOutput.SkillCluster.unalignedName])
    #expect(output.kraDescriptionSource == .jd)
    #expect(output.provider == "rules")
  }

  @Test func aTextOfOneSentenceTakesEverythingFromTheRole() {
    let output = RuleEnricher.output(Questions.question(["Write test cases for the release."]))
    #expect(output.natureOfWork.source == .roleBaseline && output.natureOfWork.quote == nil)
    #expect(output.natureOfWork.label == "Typical work")
    #expect(output.techStackMaturity.source == .roleBaseline)
    #expect(output.aiIndex.source == .roleBaseline)
  }

  @Test func aTextWithoutDutiesTakesTheRolesKRAs() {
    let output = RuleEnricher.output(Questions.question())
    #expect(output.kraDescription == "Builds services.\nKeeps them running.")
    #expect(output.kraDescriptionSource == .roleBaseline)
    let nobody = RuleEnricher.output(Questions.question(role: nil))
    #expect(nobody.kraDescription == "" && nobody.kraDescriptionSource == .jd)
  }

  /// A role of an imported catalog has no baseline: the text answers, however little it says.
  @Test func withoutABaselineTheTextAnswers() {
    let role = Questions.role(baseline: nil)
    let told = RuleEnricher.output(
      Questions.question(
        ["Write test cases."], skills: [Questions.skill("COBOL")], role: role))
    #expect(told.isSparse)
    #expect(told.natureOfWork.label == "Testing and quality assurance")
    #expect(told.natureOfWork.source == .jd)
    #expect(told.techStackMaturity.label == "Legacy" && told.techStackMaturity.source == .jd)
    #expect(told.aiIndex.source == .jd && told.aiIndex.value == 0)
    let silent = RuleEnricher.output(Questions.question(role: role))
    #expect(silent.natureOfWork.label == "Not stated" && silent.natureOfWork.quote == nil)
    #expect(silent.techStackMaturity.label == "Not stated")
    let odd = RuleEnricher.output(Questions.question(["Whistle at noon."], role: nil))
    #expect(odd.natureOfWork.label == "General duties")
    #expect(odd.natureOfWork.quote == "Whistle at noon.")
  }

  @Test func aFullTextWithoutKnownTechnologyTakesTheRoles() {
    let output = RuleEnricher.output(
      Questions.question(
        Self.duties, skills: ["Whistling", "Humming", "Singing"].map { Questions.skill($0) }))
    #expect(!output.isSparse)
    #expect(output.techStackMaturity.source == .roleBaseline)
    #expect(output.aiIndex.source == .jd)
  }

  /// Sparse means too few skills and too few sentences, by the run's policy.
  @Test func sparsenessIsThePolicys() {
    let skills = [Questions.skill("Java"), Questions.skill("SQL")]
    #expect(Questions.question(Self.duties, skills: skills).isSparse)
    #expect(!Questions.question(Self.duties, skills: skills + skills).isSparse)
    let many = (0..<8).map { "Duty number \($0)." }
    #expect(!Questions.question(many, skills: skills).isSparse)
    var policy = Policy()
    policy.sparseSentences = 4
    #expect(!Questions.question(Self.duties, skills: skills, policy: policy).isSparse)
    policy.sparseSentences = 5
    policy.dutySentences = 5
    let output = RuleEnricher.output(
      Questions.question(Self.duties, skills: skills, policy: policy))
    #expect(output.isSparse && output.natureOfWork.source == .roleBaseline)
  }

  // MARK: - Stacks

  @Test(arguments: [
    (["COBOL", "JCL", "SQL"], "Legacy"), (["Java", "Oracle", "SVN"], "Established"),
    (["Spring Boot", "React", "Java"], "Modern"),
    (["Kubernetes", "Terraform", "Java", "Spring Boot"], "Modern Cloud Native"),
    (["Kubernetes", "Java", "Oracle"], "Established"),
    (["LangChain", "Python", "Java"], "Modern"),
    (["LangChain", "RAG", "Python", "Docker"], "Emerging"),
  ])
  func theErasOfTheSkillsMakeTheStack(names: [String], label: String) {
    let maturity = TechStackRule.maturity(of: names.map { Questions.skill($0) })
    #expect(maturity?.label == label)
  }

  @Test func primarySkillsWeighTwice() {
    let skills = [
      Questions.skill("COBOL", primary: false), Questions.skill("Kotlin"),
      Questions.skill("JCL", primary: false),
    ]
    #expect(TechStackRule.maturity(of: skills)?.label == "Legacy")
    let others =
      skills.map { Questions.skill($0.name, primary: $0.name == "Kotlin") }
      + [Questions.skill("Rust")]
    #expect(TechStackRule.maturity(of: others)?.label == "Modern")
    #expect(
      TechStackRule.maturity(of: others)?.why
        == "The text names modern: Kotlin, Rust; legacy: COBOL, JCL.")
  }

  // MARK: - Clusters

  @Test func skillsStandUnderTheDimensionsOfTheRole() {
    let skills = [
      Questions.skill("Go", dimensions: [1, 2]), Questions.skill("Kafka", dimensions: [2, 9]),
      Questions.skill("Harp", primary: false, dimensions: [9]),
      Questions.skill("Zither", known: false),
    ]
    let scope = [
      EnrichmentQuestion.Dimension(id: 2, name: "Streams"), .init(id: 1, name: "Services"),
      .init(id: 7, name: "Empty"),
    ]
    let clusters = SkillClusterRule.clusters(of: skills, scope: scope)
    #expect(clusters.map(\.dimensionID) == [2, 1, nil])
    #expect(clusters.map(\.name) == ["Streams", "Services", "Cross-cutting / unaligned"])
    #expect(
      clusters.map { $0.skills.map(\.name) } == [["Go", "Kafka"], ["Go"], ["Harp", "Zither"]])
    #expect(clusters[2].skills.map(\.isInLibrary) == [true, false])
    #expect(clusters[2].skills.map(\.isPrimary) == [false, true])
    #expect(SkillClusterRule.clusters(of: [], scope: scope) == [])
  }
}
