import Hummingbird
import Pipeline

/// What went wrong with a request, as RFC 9457 has it told: a type that programs read, a title and
/// a detail that people read.
struct Problem: Error {
  var status: HTTPResponse.Status
  /// The last part of the type URI.
  var code: String
  var detail: String
  var headers: HTTPFields

  init(
    _ status: HTTPResponse.Status, _ code: String, _ detail: String, headers: HTTPFields = [:]
  ) {
    self.status = status
    self.code = code
    self.detail = detail
    self.headers = headers
  }

  /// Problem types are names of ours, not pages.
  static let typePrefix = "urn:rolewise:problem:"

  /// The code in words.
  var title: String {
    let words = code.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The media type of problem documents.
  static let contentType = "application/problem+json"

  private struct Document: Encodable {
    var type: String
    var title: String
    var status: Int
    var detail: String
  }

  /// The problem as a JSON document.
  var text: String {
    let document = Document(
      type: Self.typePrefix + code, title: title, status: status.code, detail: detail)
    // Strings and an integer always encode.
    return (try? RecordCoding.text(document)) ?? "{}"
  }

  /// The response that tells it.
  var response: Response {
    var headers = headers
    headers[.contentType] = Self.contentType
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension Problem {
  /// A service that cannot answer now.
  static func unavailable(_ code: String, _ detail: String, retryAfter seconds: Int) -> Problem {
    Problem(.serviceUnavailable, code, detail, headers: [.retryAfter: "\(seconds)"])
  }

  /// A caller that may not do this.
  static func forbidden(needs role: String) -> Problem {
    Problem(.forbidden, "forbidden", "this needs a key of the role \(role)")
  }

  static func badRequest(_ detail: String) -> Problem {
    Problem(.badRequest, "bad-request", detail)
  }

  /// A value that is none of the names which are known.
  static func badChoice(_ name: String, of known: [String]) -> Problem {
    badRequest("\(name) must be one of \(known.joined(separator: ", "))")
  }
}
