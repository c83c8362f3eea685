package import ArgumentParser
import Foundation
package import ModelProviders
import Pipeline

/// The options that say which model server is asked, and how its answers are kept.
package struct ServerOptions: ParsableArguments {
  @Option(help: "The model server's base URL (default: https://api.openai.com/v1).")
  package var baseURL: String?

  @Option(help: "The model that reads and decides (default: gpt-4.1-mini).")
  package var chatModel: String?

  @Option(help: "The model of --embedder openai (default: text-embedding-3-small).")
  package var embeddingModel: String?

  @Option(
    help: """
      The environment variable with the server's key (default: OPENAI_API_KEY); a server on this \
      machine or in a private network needs none.
      """)
  package var keyVariable: String?

  @Option(help: "A folder that keeps the server's answers; the same question is asked once.")
  package var answerCache: String?

  @Option(help: "A price file (default: data/prices.json where it is there).")
  package var prices: String?

  package init() {}

  private static let defaultPrices = "data/prices.json"

  /// The answers that are kept, where a folder is named for them. What is wrong with it is told.
  package var keptAnswers: AnswerCache? {
    answerCache.map { AnswerCache(folder: $0) { Console.complain($0) } }
  }

  package func client() throws -> OpenAICompatibleClient {
    var configuration = OpenAICompatibleConfiguration()
    configuration.baseURL = baseURL ?? configuration.baseURL
    configuration.chatModel = chatModel ?? configuration.chatModel
    configuration.embeddingModel = embeddingModel ?? configuration.embeddingModel
    configuration.keyVariable = keyVariable ?? configuration.keyVariable
    let hasDefaultPrices = FileManager.default.fileExists(atPath: Self.defaultPrices)
    let priceFile = prices ?? (hasDefaultPrices ? Self.defaultPrices : nil)
    return try OpenAICompatibleClient(
      configuration,
      cache: keptAnswers,
      prices: try priceFile.map { try PriceList(file: $0) } ?? PriceList())
  }
}
