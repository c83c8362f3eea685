/// Which server to ask, for which models, and how patiently.
///
/// One that speaks OpenAI's `/chat/completions` and `/embeddings`: OpenAI, Azure (base URL
/// `https://NAME.openai.azure.com/openai/v1`), vLLM, llama.cpp's server, Ollama
/// (`http://localhost:11434/v1`).
public struct OpenAICompatibleConfiguration: Sendable {
  /// Where the paths are appended.
  public var baseURL = "https://api.openai.com/v1"
  /// The environment variable that holds the key; a server on this machine or in a private network
  /// needs none.
  public var keyVariable = "OPENAI_API_KEY"
  /// The model that reads, decides and describes.
  public var chatModel = "gpt-4.1-mini"
  /// The model that makes vectors.
  public var embeddingModel = "text-embedding-3-small"
  /// From sending a request to the end of its reply; each attempt anew.
  public var chatTimeout: Duration = .seconds(120)
  /// The same for a request of vectors.
  public var embeddingTimeout: Duration = .seconds(60)
  /// Requests under way at once.
  public var concurrentCalls = 4
  /// Attempts after the first one.
  public var retryLimit = 3
  /// The first wait before a retry; doubled each time.
  public var firstRetryDelay: Duration = .milliseconds(500)
  /// No wait is longer; a server that asks for more is given up.
  public var longestRetryDelay: Duration = .seconds(30)
  /// Texts a request of vectors.
  public var embeddingBatchSize = 128
  /// The sampling temperature; not sent where nil: some models refuse it.
  public var temperature: Double?

  /// OpenAI, with its models of moderate price.
  public init() {}
}
