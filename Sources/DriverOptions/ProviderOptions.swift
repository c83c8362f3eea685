import ArgumentParser
package import ModelProviders
package import Pipeline

/// The options that say who reads and decides.
package struct ProviderOptions: ParsableArguments {
  /// Who does a part of the work.
  package enum Choice: String, ExpressibleByArgument, CaseIterable {
    /// Rules and evidence on this machine: no network.
    case `default`
    /// A server that speaks OpenAI's protocol.
    case openai
  }

  @Option(help: "Who reads the job description: default (rules) or openai.")
  package var reader = Choice.default

  @Option(help: "Who decides where the signals do not: default (evidence) or openai.")
  package var arbiter = Choice.default

  @Option(help: "Who describes a decided job for clients: default (rules) or openai.")
  package var enricher = Choice.default

  package init() {}

  /// Whether a model server is asked for anything here.
  package var needServer: Bool { [reader, arbiter, enricher].contains(.openai) }

  package func jdReader(_ client: OpenAICompatibleClient?) -> any JDReader {
    guard reader == .openai, let client else { return RuleJDReader() }
    return OpenAICompatibleReader(client)
  }

  package func jdArbiter(_ client: OpenAICompatibleClient?) -> any Arbiter {
    guard arbiter == .openai, let client else { return EvidenceArbiter() }
    return OpenAICompatibleArbiter(client)
  }

  package func runEnricher(_ client: OpenAICompatibleClient?) -> any Enricher {
    guard enricher == .openai, let client else { return RuleEnricher() }
    return OpenAICompatibleEnricher(client)
  }
}
