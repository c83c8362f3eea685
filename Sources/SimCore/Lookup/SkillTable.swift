/// Which skill a text means: exact look-up of skill aliases, and a looser one where that fails.
///
/// 1. *alias*: an alias with the same `TextKey`; a case-sensitive alias must also have the same
///    `TextKey.spelling(of:)`. Where several fit, the case-sensitive one wins, then the lowest
///    alias id.
/// 2. *normalised*: an alias that shares a loose form with the text; if there is none, one that
///    shares a form with the text without its trailing version. Loose forms drop or space
///    punctuation (not `+`, `#` and the dot of ".net") and fold a plural `s` of the last word;
///    versions are "python 3.11", "angular v12", "java 8+", "c++17", "html5". `LooseForms` has the
///    exact rules. Only if all that share a form are of one skill; the lowest alias id is named.
///    Case-sensitive aliases of one word ("Go", "R") are reached by step 1 alone.
public struct SkillTable: Sendable {
  /// One alias of a skill.
  public struct Entry: Hashable, Sendable {
    /// The alias's id; of several that fit the lowest is named.
    public var aliasID: Int
    /// The text that means the skill.
    public var text: String
    /// The skill it means.
    public var skillID: Int
    /// Whether capitals matter.
    public var isCaseSensitive: Bool

    /// An alias as given; nothing is checked.
    public init(aliasID: Int, text: String, skillID: Int, isCaseSensitive: Bool = false) {
      self.aliasID = aliasID
      self.text = text
      self.skillID = skillID
      self.isCaseSensitive = isCaseSensitive
    }
  }

  /// What a text was found to mean.
  public struct Match: Hashable, Sendable {
    /// How it was found.
    public enum Way: String, Hashable, Sendable {
      /// An alias with the text's key.
      case alias
      /// An alias that shares a loose form with the text.
      case normalised
    }

    /// The skill that the text means.
    public var skillID: Int
    /// The alias that gave it.
    public var aliasID: Int
    /// How it was found.
    public var way: Way
  }

  private struct Alias: Sendable {
    var aliasID: Int
    var skillID: Int
    /// Nil where case does not matter.
    var spelling: ExactText?
  }

  private let aliases: [TextKey: [Alias]]
  private let looseAliases: [ExactText: [Alias]]

  /// Builds the table. Entries with an empty key are left out. O(total length).
  public init(_ entries: some Sequence<Entry>) {
    var aliases: [TextKey: [Alias]] = [:]
    var loose: [ExactText: [Alias]] = [:]
    for entry in entries {
      let key = TextKey(entry.text)
      guard !key.isEmpty else { continue }
      let spelling =
        entry.isCaseSensitive ? ExactText(TextKey.spelling(of: entry.text)) : nil
      let alias = Alias(aliasID: entry.aliasID, skillID: entry.skillID, spelling: spelling)
      aliases[key, default: []].append(alias)
      guard !entry.isCaseSensitive || key.text.utf8.contains(0x20) else { continue }
      for form in LooseForms.forms(of: key.text) { loose[form, default: []].append(alias) }
    }
    self.aliases = aliases.mapValues { $0.sorted(by: SkillTable.precedes) }
    looseAliases = loose
  }

  /// The skill that a text means, or nil. O(length), and the aliases that share its key.
  public func match(_ text: String) -> Match? {
    let key = TextKey(text)
    guard !key.isEmpty else { return nil }
    if let candidates = aliases[key] {
      // Those whose case matters come first.
      let spelling =
        candidates[0].spelling == nil ? nil : ExactText(TextKey.spelling(of: text))
      if let alias = candidates.first(where: { $0.spelling == nil || $0.spelling == spelling }) {
        return Match(skillID: alias.skillID, aliasID: alias.aliasID, way: .alias)
      }
    }
    let found = looseMatches(key.text)
    if !found.isEmpty { return SkillTable.unambiguous(found) }
    guard let stem = LooseForms.withoutVersion(key.text) else { return nil }
    return SkillTable.unambiguous(looseMatches(stem))
  }

  private func looseMatches(_ key: String) -> [Alias] {
    LooseForms.forms(of: key).flatMap { looseAliases[$0] ?? [] }
  }

  private static func unambiguous(_ found: [Alias]) -> Match? {
    guard let first = found.min(by: { $0.aliasID < $1.aliasID }),
      found.allSatisfy({ $0.skillID == first.skillID })
    else { return nil }
    return Match(skillID: first.skillID, aliasID: first.aliasID, way: .normalised)
  }

  private static func precedes(_ left: Alias, _ right: Alias) -> Bool {
    if (left.spelling != nil) != (right.spelling != nil) { return left.spelling != nil }
    return left.aliasID < right.aliasID
  }
}
