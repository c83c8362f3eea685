import Foundation

/// The three payloads of a run, as `classify --json` prints them.
public struct Payloads: Codable, Hashable, Sendable {
  /// Step 1.
  public var extractFromJD: ExtractFromJD
  /// Null where step 1 rejected the text, as is the next.
  @Nullable public var extractDetails: ExtractDetails?
  /// Step 3.
  @Nullable public var finalRoleOutput: FinalRoleOutput?

  enum CodingKeys: String, CodingKey {
    case extractFromJD = "extract_from_jd"
    case extractDetails = "extract_details"
    case finalRoleOutput = "final_role_output"
  }
}

/// How records are written to and read from JSON: keys sorted, slashes as they are.
public enum RecordCoding {
  /// JSON text of a record; `indented` for people.
  ///
  /// - Throws: `EncodingError` for a number that JSON cannot write, NaN or infinite.
  public static func text(_ record: some Encodable, indented: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if indented { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }

  /// A record from its JSON text.
  ///
  /// - Throws: `DecodingError`, and what the record's own decoding throws.
  public static func record<Record: Decodable>(
    _ type: Record.Type, from text: String
  ) throws -> Record {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
