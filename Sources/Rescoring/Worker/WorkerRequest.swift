import Foundation

/// A line that a worker is sent.
///
/// Either a row with `id` and `text`, which counts as the line that it is, whatever else it has; or
/// a row of another file with its place there: `line`, the row's own line as `row` (or its bytes as
/// `row_base64` where they are no UTF-8), and `file` in a folder of files.
struct WorkerRequest: Decodable {
  var line: Int
  var row: String?
  var rowBase64: String?
  var file: String?

  enum CodingKeys: String, CodingKey {
    case line, row
    case rowBase64 = "row_base64"
    case file
  }

  /// What a row itself has.
  private enum RowKeys: String, CodingKey {
    case id, text
  }

  init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: RowKeys.self)
    if keys.contains(.id), keys.contains(.text) {
      throw DecodingError.dataCorruptedError(
        forKey: .text, in: keys, debugDescription: "it is a row itself")
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    line = try values.decode(Int.self, forKey: .line)
    row = try values.decodeIfPresent(String.self, forKey: .row)
    rowBase64 = try values.decodeIfPresent(String.self, forKey: .rowBase64)
    file = try values.decodeIfPresent(String.self, forKey: .file)
  }

  /// The row of a line of a worker's input.
  static func inputRow(_ bytes: [UInt8], number: Int) -> InputRow {
    guard let request = try? JSONDecoder().decode(WorkerRequest.self, from: Data(bytes)) else {
      return InputRow(json: bytes, line: number)
    }
    if let row = request.row {
      return InputRow(json: Array(row.utf8), line: request.line, file: request.file)
    }
    if let text = request.rowBase64, let data = Data(base64Encoded: text) {
      return InputRow(json: Array(data), line: request.line, file: request.file)
    }
    return InputRow(json: bytes, line: number)
  }
}
