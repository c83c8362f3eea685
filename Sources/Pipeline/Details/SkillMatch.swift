/// How a skill text of a JD met the library.
struct SkillMatch: Sendable, Equatable {
  /// The way of a match, in the order they are tried.
  enum Way: String, Sendable {
    /// An alias of the skill, word for word after normalising.
    case alias
    /// An alias but for punctuation, plural or version.
    case normalised
    /// Near an alias in meaning.
    case similarity
  }

  let skillID: Int
  /// The alias that was met word for word; nil for the other ways.
  let aliasID: Int?
  let way: Way
}
