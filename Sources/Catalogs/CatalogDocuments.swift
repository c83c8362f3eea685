import Pipeline

/// The JSON documents of our own catalog format, `rolewise-catalog/1`.
///
/// A catalog is a folder: `catalog.json` (manifest), `dimensions.json`, `roles/*.json` (arrays of
/// roles) and `skills/*.json` (one category each). Dimensions are named by slug, so that a person
/// can write the files; ids are explicit, so that they stay.
enum CatalogDocuments {
  static let format = "rolewise-catalog/1"

  struct Manifest: Codable {
    var format: String
    var name: String
    var release: String
    var licence: String
    var source: String?
  }

  struct DimensionEntry: Codable {
    var id: Int
    var slug: String
    var displayName: String
    var rationale: String
    var difficultyHint: String

    enum CodingKeys: String, CodingKey {
      case id, slug
      case displayName = "display_name"
      case rationale
      case difficultyHint = "difficulty_hint"
    }
  }

  struct RoleEntry: Codable {
    var id: Int
    var slug: String
    var displayName: String
    var archetype: String
    var domain: String
    var aliases: [String]
    var kras: [String]
    var dimensions: [String]
    var baseline: RoleBaseline?
    /// Left out for a role that can be chosen.
    var isCandidate: Bool?

    enum CodingKeys: String, CodingKey {
      case id, slug
      case displayName = "display_name"
      case archetype = "role_archetype"
      case domain, aliases, kras, dimensions, baseline
      case isCandidate = "is_candidate"
    }
  }

  struct CategoryFile: Codable {
    struct Group: Codable {
      var id: Int
      var name: String
    }

    /// Nil of skills that are in no category.
    var category: Group?
    var subCategories: [Group]
    var skills: [SkillEntry]

    enum CodingKeys: String, CodingKey {
      case category
      case subCategories = "sub_categories"
      case skills
    }
  }

  struct SkillEntry: Codable {
    var id: Int
    var slug: String
    var displayName: String
    var subCategoryID: Int?
    var skillNature: String
    var volatility: String
    var typicalLifespan: String
    var versionStrategy: String?
    var isExtractable: Bool?
    var isAlsoCategory: Bool?
    var matchStrategy: String?
    var aiKind: String?
    var aliases: [AliasEntry]
    var dimensions: [String]

    enum CodingKeys: String, CodingKey {
      case id, slug
      case displayName = "display_name"
      case subCategoryID = "sub_category_id"
      case skillNature = "skill_nature"
      case volatility
      case typicalLifespan = "typical_lifespan"
      case versionStrategy = "version_strategy"
      case isExtractable = "is_extractable"
      case isAlsoCategory = "is_also_category"
      case matchStrategy = "match_strategy"
      case aiKind = "ai_kind"
      case aliases, dimensions
    }
  }

  /// An alias: its bare text, or an object where it is more than a case-insensitive synonym.
  enum AliasEntry: Codable {
    case text(String)
    case object(Object)

    struct Object: Codable {
      var id: Int?
      var text: String
      var type: String?
      var matchStrategy: String?

      enum CodingKeys: String, CodingKey {
        case id, text, type
        case matchStrategy = "match_strategy"
      }
    }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self = .text(text)
      } else {
        self = .object(try Object(from: decoder))
      }
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .text(let text):
        var container = encoder.singleValueContainer()
        try container.encode(text)
      case .object(let object):
        try object.encode(to: encoder)
      }
    }

    var object: Object {
      switch self {
      case .text(let text): Object(id: nil, text: text, type: nil, matchStrategy: nil)
      case .object(let object): object
      }
    }
  }
}
