/// What speaks for a role.
public struct CandidateEvidence: Codable, Hashable, Sendable {
  /// The role's id.
  public var roleID: Int
  /// The role's slug.
  public var slug: String
  /// The role's name.
  public var displayName: String
  /// The role's domain.
  public var domain: String
  /// Whether the JD's title or a title alias is an alias of the role.
  public var isAliasRole: Bool
  /// Mean of the best sentence–KRA similarities of the R&R; nil for a role without KRAs or a JD
  /// without sentences.
  public var kraScore: Double?
  /// Mean of the five best sentence–KRA similarities of the whole text; nil as above.
  public var kraCoverage: Double?
  /// Mean of the three largest similarities of a sentence of the text with the role's name; nil for
  /// a JD without sentences.
  public var nameSimilarity: Double?
  /// Cosine of the text's words with those of the role's archetype, KRAs and aliases (tf-idf).
  public var wordSimilarity: Double
  /// Share of the JD's known skills that lie in a dimension of the role.
  public var skillScore: Double
  /// ln(1 + the sum over the JD's skills of the role of rarity × ln(1 + mentions) / roles of the
  /// skill).
  public var skillWeight: Double
  /// Largest cosine of the JD's title or title aliases with a title of the role; nil without a
  /// title.
  public var titleSimilarity: Double?
  /// Mean cosine of the role's name with the library's other names: how much it says by itself.
  public var generality: Double
  /// Cosine of the JD's vector with the role's centroid; nil where nothing was learned.
  public var centroidSimilarity: Double?
  /// JDs in the role's centroid.
  public var centroidCount: Int
  /// How much the JD is like the role's decided runs: about 1 where it is, about 0 where not; nil
  /// for a role without any.
  public var learnedScore: Double?
  /// The words of the JD that add most to that.
  public var learnedWords: [String]
  /// The role's KRAs nearest to the JD, best first.
  public var nearestKRAs: [String]
  /// Display names of the role's skills in the JD.
  public var matchedSkills: [String]
  /// Display names of the dimensions those skills lie in.
  public var matchedDimensions: [String]

  enum CodingKeys: String, CodingKey {
    case roleID = "role_id"
    case slug
    case displayName = "display_name"
    case domain
    case isAliasRole = "is_alias_role"
    case kraScore = "kra_score"
    case kraCoverage = "kra_coverage"
    case nameSimilarity = "name_similarity"
    case wordSimilarity = "word_similarity"
    case skillScore = "skill_score"
    case skillWeight = "skill_weight"
    case titleSimilarity = "title_similarity"
    case generality
    case centroidSimilarity = "centroid_similarity"
    case centroidCount = "centroid_n"
    case learnedScore = "learned_score"
    case learnedWords = "learned_words"
    case nearestKRAs = "nearest_kras"
    case matchedSkills = "matched_skills"
    case matchedDimensions = "matched_dimensions"
  }
}
