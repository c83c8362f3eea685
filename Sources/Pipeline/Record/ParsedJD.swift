import SimCore

/// What the reader found in a job description: the `nano_parsed` object of step 1.
///
/// Everything that the text does not say is `nil` or empty. Field names in JSON are those of the
/// recorded runs; shapes that no recording shows (`ctc`, items of `certifications` and `urls`) are
/// open JSON values, so that a model's answer passes through unchanged.
public struct ParsedJD: Codable, Hashable, Sendable {
  /// `pass`, or the reason in a word or two why the text is no job description.
  public var jdType: String
  @Nullable public var aboutCompany: AboutCompany?
  public var certifications: [JSONValue]
  @Nullable public var companyName: String?
  /// Pay ("cost to company"): an object of the reader's making, or null.
  @Nullable public var ctc: JSONValue?
  /// The employer's industry, not to be confused with the role library's domains.
  public var domain: Industry
  public var education: [Education]
  public var experience: Experience
  public var jobLocations: [JobLocation]
  @Nullable public var role: String?
  public var roleAliases: [String]
  @Nullable public var roleArchetype: String?
  public var rolesAndResponsibilities: [ResponsibilityBlock]
  public var urls: [JSONValue]

  public init(
    jdType: String = ParsedJD.pass,
    aboutCompany: AboutCompany? = nil,
    certifications: [JSONValue] = [],
    companyName: String? = nil,
    ctc: JSONValue? = nil,
    domain: Industry = Industry(),
    education: [Education] = [],
    experience: Experience = Experience(),
    jobLocations: [JobLocation] = [],
    role: String? = nil,
    roleAliases: [String] = [],
    roleArchetype: String? = nil,
    rolesAndResponsibilities: [ResponsibilityBlock] = [],
    urls: [JSONValue] = []
  ) {
    self.jdType = jdType
    self.aboutCompany = aboutCompany
    self.certifications = certifications
    self.companyName = companyName
    self.ctc = ctc
    self.domain = domain
    self.education = education
    self.experience = experience
    self.jobLocations = jobLocations
    self.role = role
    self.roleAliases = roleAliases
    self.roleArchetype = roleArchetype
    self.rolesAndResponsibilities = rolesAndResponsibilities
    self.urls = urls
  }

  /// The `JD_type` of a text that is a job description.
  public static let pass = "pass"

  /// Whether the text was accepted as a job description; capitals and white space of the type tell
  /// nothing.
  public var isAccepted: Bool { TextKey(jdType).text == ParsedJD.pass }

  /// The roles-and-responsibilities text: all blocks, joined with a line feed.
  public var responsibilityText: String {
    rolesAndResponsibilities.map(\.text).joined(separator: "\n")
  }

  enum CodingKeys: String, CodingKey {
    case jdType = "JD_type"
    case aboutCompany = "about_company"
    case certifications
    case companyName = "company_name"
    case ctc
    case domain
    case education
    case experience
    case jobLocations = "job_locations"
    case role
    case roleAliases = "role_aliases"
    case roleArchetype = "role_archetype"
    case rolesAndResponsibilities = "roles_and_responsibilities"
    case urls
  }
}

/// Where a passage stands in the text: its first and last five words.
public struct SourceMarker: Codable, Hashable, Sendable {
  public var firstFiveWords: String
  public var lastFiveWords: String

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
  public var sourceMarker: SourceMarker
  public var text: String
  public var wordCount: Int

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
  @Nullable public var primary: NamedIndustry?
  @Nullable public var secondary: NamedIndustry?

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
  public var aliases: [String]
  public var domain: String

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
  @Nullable public var max: Double?
  @Nullable public var min: Double?
  @Nullable public var raw: String?

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
  @Nullable public var city: String?
  @Nullable public var country: String?
  @Nullable public var state: String?
  /// `remote`, `hybrid` or `onsite`.
  @Nullable public var workMode: String?

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
  public var bulletCount: Int
  @Nullable public var heading: String?
  public var headingWasPresent: Bool
  public var sourceMarker: SourceMarker
  public var text: String
  public var wordCount: Int

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
