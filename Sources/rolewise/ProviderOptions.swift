import ArgumentParser
import ModelProviders
import Pipeline

/// The options that say who reads and decides.
struct ProviderOptions: ParsableArguments {
  /// Who does a part of the work.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    /// Rules and evidence on this machine: no network.
    case `default`
    /// A server that speaks OpenAI's protocol.
    case openai
  }

  @Option(help: "Who reads the job description: default (rules) or openai.")
  var reader = Choice.default

  @Option(help: "Who decides where the signals do not: default (evidence) or openai.")
  var arbiter = Choice.default

  @Option(help: "Who describes a decided job for clients: default (rules) or openai.")
  var enricher = Choice.default

  /// Whether a model server is asked for anything here.
  var needServer: Bool { [reader, arbiter, enricher].contains(.openai) }

  func jdReader(_ client: OpenAICompatibleClient?) -> any JDReader {
    guard reader == .openai, let client else { return RuleJDReader() }
    return OpenAICompatibleReader(client)
  }

  func jdArbiter(_ client: OpenAICompatibleClient?) -> any Arbiter {
    guard arbiter == .openai, let client else { return EvidenceArbiter() }
    return OpenAICompatibleArbiter(client)
  }

  func runEnricher(_ client: OpenAICompatibleClient?) -> any Enricher {
    guard enricher == .openai, let client else { return RuleEnricher() }
    return OpenAICompatibleEnricher(client)
  }
}
