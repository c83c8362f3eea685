public import Pipeline

/// Why a model server gave no usable answer.
public enum ProviderError: FaultError, Equatable {
  /// The server needs a key, and the environment variable has none.
  case missingKey(variable: String)
  /// The base URL is none of http or https.
  case badBaseURL(String)
  /// The server knows the caller or the model not: a setting is wrong.
  case refused(status: Int, message: String)
  /// The server answered otherwise than 200, after all attempts.
  case status(Int, message: String)
  /// The server cannot be reached, or the connection broke.
  case connection(String)
  /// The server did not answer in time.
  case timeout(seconds: Double)
  /// The reply was invalid twice.
  case invalidReply(purpose: String, reason: String)
  /// The reply has too few vectors, or vectors of another dimension.
  case badVectors(String)
  /// The file is no list of prices.
  case badPrices(path: String, reason: String)

  public var fault: Fault {
    switch self {
    case .missingKey, .badBaseURL, .refused: .usage
    case .badPrices: .badData
    case .status, .connection, .timeout, .invalidReply, .badVectors: .inputOutput
    }
  }

  public var description: String {
    switch self {
    case .missingKey(let variable):
      "the model server needs a key; put it into the environment variable \(variable)"
    case .badBaseURL(let url):
      "\"\(url)\" is no base URL of a model server; give one like https://host/v1"
    case .refused(let status, let message):
      "the model server refuses the call (HTTP \(status)\(Self.tail(message))); check key, model "
        + "name and base URL"
    case .status(let status, let message):
      "the model server answered HTTP \(status)\(Self.tail(message))"
    case .connection(let reason): "the model server cannot be reached: \(reason)"
    case .timeout(let seconds): "the model server did not answer within \(seconds) s"
    case .invalidReply(let purpose, let reason):
      "the model's reply for \(purpose) is not valid: \(reason)"
    case .badVectors(let reason): "the model server's vectors cannot be used: \(reason)"
    case .badPrices(let path, let reason): "\(path) is no list of prices: \(reason)"
    }
  }

  private static func tail(_ message: String) -> String { message.isEmpty ? "" : ": \(message)" }

  /// Whether the default provider may answer instead: not where a setting is wrong.
  var allowsFallback: Bool {
    switch self {
    case .status, .connection, .timeout, .invalidReply: true
    case .missingKey, .badBaseURL, .refused, .badVectors, .badPrices: false
    }
  }
}
