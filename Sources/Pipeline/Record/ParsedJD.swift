import SimCore

/// What the reader found in a job description: the `nano_parsed` object of step 1.
///
/// Everything that the text does not say is `nil` or empty. Field names in JSON are those of the
/// recorded runs; shapes that no recording shows (`ctc`, items of `certifications` and `urls`) are
/// open JSON values, so that a model's answer passes through unchanged.
public struct ParsedJD: Codable, Hashable, Sendable {
  /// `pass`, or the reason in a word or two why the text is no job description.
  public var jdType: String
  /// What the text says of the employer.
  @Nullable public var aboutCompany: AboutCompany?
  /// The certifications that the text names: strings, where the rules read.
  public var certifications: [JSONValue]
  /// The employer's name.
  @Nullable public var companyName: String?
  /// Pay ("cost to company"): an object of the reader's making, or null.
  @Nullable public var ctc: JSONValue?
  /// The employer's industry, not to be confused with the role library's domains.
  public var domain: Industry
  /// The degrees that the text asks for.
  public var education: [Education]
  /// The years of experience that it asks for.
  public var experience: Experience
  /// The places of work.
  public var jobLocations: [JobLocation]
  /// The job's title, without what stands around it.
  @Nullable public var role: String?
  /// Other names of the title, by the reader's table.
  public var roleAliases: [String]
  /// The kind of work that the title names, such as "Engineering".
  @Nullable public var roleArchetype: String?
  /// The duties, a block a passage of the text.
  public var rolesAndResponsibilities: [ResponsibilityBlock]
  /// Web addresses in the text: strings, where the rules read.
  public var urls: [JSONValue]

  /// A reading as given; without arguments a text that says nothing.
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
