/// Makes what clients get of a run beside its payloads.
public protocol Enricher: Sendable {
  /// The enricher's name in the output: "rules", or a model's name.
  var name: String { get }
  /// The client output of a decided run.
  ///
  /// - Throws: what ends the call; nothing is stored then, and the next reading asks again.
  func enrich(_ question: EnrichmentQuestion) async throws -> ClientOutput
}

/// The default enricher: tables and formulas. Pure.
public struct RuleEnricher: Enricher {
  /// Its name in the output.
  public static let name = "rules"
  public var name: String { Self.name }

  /// The rules have no settings.
  public init() {}

  public func enrich(_ question: EnrichmentQuestion) async throws -> ClientOutput {
    Self.output(question)
  }

  /// The client output of a decided run.
  public static func output(_ question: EnrichmentQuestion) -> ClientOutput {
    let (description, source) = question.kraDescription
    return ClientOutput(
      isSparse: question.isSparse, natureOfWork: natureOfWork(question),
      techStackMaturity: techStackMaturity(question), aiIndex: aiIndex(question),
      evidence: question.skills.filter(\.isInText).map(\.name),
      skillClusters: SkillClusterRule.clusters(of: question.skills, scope: question.dimensions),
      kraDescription: description, kraDescriptionSource: source, provider: name)
  }

  private static func natureOfWork(_ question: EnrichmentQuestion) -> ClientOutput.NatureOfWork {
    if question.tellsNatureOfWork,
      let finding = NatureOfWorkRule.finding(in: question.sentences)
    {
      return ClientOutput.NatureOfWork(finding, in: question.text)
    }
    guard let typical = question.role?.baseline?.natureOfWork else {
      return .unknown(question.sentences, in: question.text)
    }
    return ClientOutput.NatureOfWork(
      source: .roleBaseline, label: typical.label, summary: typical.summary, quote: nil)
  }

  private static func techStackMaturity(
    _ question: EnrichmentQuestion
  ) -> ClientOutput.TechStackMaturity {
    if question.tellsTechnology, let maturity = TechStackRule.maturity(of: question.skills) {
      return maturity
    }
    guard let typical = question.role?.baseline?.techStackMaturity else { return .unknown }
    return ClientOutput.TechStackMaturity(
      source: .roleBaseline, label: typical.label, why: typical.why)
  }

  private static func aiIndex(_ question: EnrichmentQuestion) -> ClientOutput.AIIndex {
    var index = AIIndexRule.index(of: question)
    if !question.tellsTechnology, let typical = question.role?.baseline?.aiIndex {
      index.source = .roleBaseline
      index.value = min(max(typical, 0), 5)
    }
    return index
  }
}
