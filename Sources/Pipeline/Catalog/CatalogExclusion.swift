import SimCore

/// "A is never B": a text that a person said never means a role or a skill.
public struct CatalogExclusion: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Sendable {
    /// A title, and the role that a JD of this title is never decided for.
    case role
    /// A skill text, and the skill that it never matches, in whatever way.
    case skill
  }

  public var kind: Kind
  /// The text as `TextKey` has it.
  public var key: String
  /// The id of the role or skill.
  public var targetID: Int

  public init(kind: Kind, text: String, targetID: Int) {
    self.kind = kind
    key = TextKey(text).text
    self.targetID = targetID
  }

  enum CodingKeys: String, CodingKey {
    case kind, key
    case targetID = "target_id"
  }
}
