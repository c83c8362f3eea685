/// The default reader: rules for the parts of a JD, the gazetteer for its skills.
public struct RuleJDReader: JDReader {
  public let name = "rules"

  /// The rules have no settings.
  public init() {}

  public func parse(_ text: JDText) async throws -> JDReading { RuleParser.parse(text) }

  public func extractSkills(
    from text: JDText, reading: JDReading, library: CatalogLookup
  ) async throws -> [ExtractedSkill] {
    SkillExtraction.skills(in: text, reading: reading, library: library)
  }
}
