/// Reads a job description: what it says, and which skills it asks for.
public protocol JDReader: Sendable {
  /// The reader's name in the run record: "rules", or a model's name.
  var name: String { get }
  /// Stage 1: the JD's parts, or why the text is no JD.
  ///
  /// - Throws: what ends the run; nothing is stored then.
  func parse(_ text: JDText) async throws -> JDReading
  /// Stage 2: the skills the JD asks for.
  ///
  /// - Parameters:
  ///   - reading: what `parse` gave for the text.
  ///   - library: the library that the skills are looked up in afterwards.
  /// - Returns: the skills in the order of the JD, each once.
  /// - Throws: as `parse`.
  func extractSkills(
    from text: JDText, reading: JDReading, library: CatalogLookup
  ) async throws -> [ExtractedSkill]
}

/// A skill that a reader found.
public struct ExtractedSkill: Codable, Hashable, Sendable {
  /// The skill as the JD names it.
  public var name: String
  /// Whether the JD asks for it first of all.
  public var isPrimary: Bool
  /// Its first place in the original text, in bytes; nil where a model worded it differently.
  public var start: Int?
  /// The byte after the last one of that place; nil where `start` is.
  public var end: Int?
  /// True where the reader looked the name up and the library lacks it: it is new, and is not
  /// compared with the library's names by similarity. Nil where the reader did not look, or found
  /// it.
  public var isUnlisted: Bool?

  /// A skill as given.
  public init(
    name: String, isPrimary: Bool, start: Int? = nil, end: Int? = nil, isUnlisted: Bool? = nil
  ) {
    self.isUnlisted = isUnlisted
    self.name = name
    self.isPrimary = isPrimary
    self.start = start
    self.end = end
  }

  /// The names of those that are unlisted.
  static func unlistedNames(_ skills: [ExtractedSkill]) -> Set<String> {
    Set(skills.filter { $0.isUnlisted == true }.map(\.name))
  }
}
