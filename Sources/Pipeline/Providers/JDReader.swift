/// Reads a job description: what it says, and which skills it asks for.
public protocol JDReader: Sendable {
  /// The reader's name in the run record: "rules", or a model's name.
  var name: String { get }
  /// Stage 1: the JD's parts, or why the text is no JD.
  func parse(_ text: JDText) async throws -> JDReading
  /// Stage 2: the skills the JD asks for.
  func extractSkills(
    from text: JDText, reading: JDReading, library: CatalogLookup
  ) async throws -> [ExtractedSkill]
}

/// A skill that a reader found.
public struct ExtractedSkill: Codable, Hashable, Sendable {
  public var name: String
  public var isPrimary: Bool
  /// Its first place in the original text, in bytes; nil where a model worded it differently.
  public var start: Int?
  public var end: Int?

  public init(name: String, isPrimary: Bool, start: Int? = nil, end: Int? = nil) {
    self.name = name
    self.isPrimary = isPrimary
    self.start = start
    self.end = end
  }
}
