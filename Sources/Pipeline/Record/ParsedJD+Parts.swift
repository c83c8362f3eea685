/// Where a passage stands in the text: its first and last five words.
public struct SourceMarker: Codable, Hashable, Sendable {
  /// The first five words, or all there are.
  public var firstFiveWords: String
  /// The last five words, or all there are.
  public var lastFiveWords: String

  /// A marker as given.
  public init(firstFiveWords: String, lastFiveWords: String) {
    self.firstFiveWords = firstFiveWords
    self.lastFiveWords = lastFiveWords
  }

  enum CodingKeys: String, CodingKey {
    case firstFiveWords = "first_5_words"
    case lastFiveWords = "last_5_words"
  }
}

/// What the text says of the employer.
public struct AboutCompany: Codable, Hashable, Sendable {
  /// Where it stands.
  public var sourceMarker: SourceMarker
  /// Its text.
  public var text: String
  /// Its words, parted by white space.
  public var wordCount: Int

  /// A passage as given.
  public init(sourceMarker: SourceMarker, text: String, wordCount: Int) {
    self.sourceMarker = sourceMarker
    self.text = text
    self.wordCount = wordCount
  }

  enum CodingKeys: String, CodingKey {
    case sourceMarker = "source_marker"
    case text
    case wordCount = "word_count"
  }
}

/// The employer's industry; `Other` where the text does not tell.
public struct Industry: Codable, Hashable, Sendable {
  /// The industry.
  @Nullable public var primary: NamedIndustry?
  /// A further one; nil where the text tells of one alone.
  @Nullable public var secondary: NamedIndustry?

  /// An industry as given; without arguments `Other`.
  public init(
    primary: NamedIndustry? = NamedIndustry(domain: "Other", aliases: []),
    secondary: NamedIndustry? = nil
  ) {
    self.primary = primary
    self.secondary = secondary
  }

  enum CodingKeys: String, CodingKey {
    case primary, secondary
  }
}

/// An industry and other names of it.
public struct NamedIndustry: Codable, Hashable, Sendable {
  /// Other names of it.
  public var aliases: [String]
  /// Its name.
  public var domain: String

  /// A name as given.
  public init(domain: String, aliases: [String]) {
    self.domain = domain
    self.aliases = aliases
  }
}

/// A degree that the text asks for.
public struct Education: Codable, Hashable, Sendable {
  /// "Bachelor's", "Master's", "Doctorate", "Diploma" and the like.
  @Nullable public var level: String?
  /// Degree codes and subject, such as "BTECH/BE - Computer Science (or related)".
  @Nullable public var qualification: String?
  /// The words of the text.
  @Nullable public var raw: String?
  /// `required` or `preferred`.
  @Nullable public var requirement: String?

  /// A degree as given.
  public init(level: String?, qualification: String?, raw: String?, requirement: String?) {
    self.level = level
    self.qualification = qualification
    self.raw = raw
    self.requirement = requirement
  }

  enum CodingKeys: String, CodingKey {
    case level, qualification, raw, requirement
  }
}

/// Years of experience asked for; bounds that the text does not give are `nil`.
public struct Experience: Codable, Hashable, Sendable {
  /// The most years.
  @Nullable public var max: Double?
  /// The fewest years.
  @Nullable public var min: Double?
  /// The words of the text; nil where it asks for none.
  @Nullable public var raw: String?

  /// Years as given; without arguments none are asked for.
  public init(min: Double? = nil, max: Double? = nil, raw: String? = nil) {
    self.min = min
    self.max = max
    self.raw = raw
  }

  enum CodingKeys: String, CodingKey {
    case max, min, raw
  }
}

/// A place of work.
public struct JobLocation: Codable, Hashable, Sendable {
  /// Other names of the city ("Bombay" for Mumbai).
  public var aliases: [String]
  /// The city's usual name.
  @Nullable public var city: String?
  /// The country.
  @Nullable public var country: String?
  /// The state or province.
  @Nullable public var state: String?
  /// `remote`, `hybrid` or `onsite`.
  @Nullable public var workMode: String?

  /// A place as given.
  public init(
    aliases: [String] = [], city: String? = nil, country: String? = nil, state: String? = nil,
    workMode: String? = nil
  ) {
    self.aliases = aliases
    self.city = city
    self.country = country
    self.state = state
    self.workMode = workMode
  }

  enum CodingKeys: String, CodingKey {
    case aliases, city, country, state
    case workMode = "work_mode"
  }
}

/// One passage of roles and responsibilities, one duty a line.
public struct ResponsibilityBlock: Codable, Hashable, Sendable {
  /// Duties with a bullet; all lines where none has one.
  public var bulletCount: Int
  /// The heading that it stands under, as written; nil where there is none.
  @Nullable public var heading: String?
  /// Whether there is one.
  public var headingWasPresent: Bool
  /// Where it stands.
  public var sourceMarker: SourceMarker
  /// The duties, joined with line feeds.
  public var text: String
  /// Its words, parted by white space; bullet marks are none.
  public var wordCount: Int

  /// A block as given.
  public init(
    bulletCount: Int, heading: String?, headingWasPresent: Bool, sourceMarker: SourceMarker,
    text: String, wordCount: Int
  ) {
    self.bulletCount = bulletCount
    self.heading = heading
    self.headingWasPresent = headingWasPresent
    self.sourceMarker = sourceMarker
    self.text = text
    self.wordCount = wordCount
  }

  enum CodingKeys: String, CodingKey {
    case bulletCount = "bullet_count"
    case heading
    case headingWasPresent = "heading_was_present"
    case sourceMarker = "source_marker"
    case text
    case wordCount = "word_count"
  }
}
