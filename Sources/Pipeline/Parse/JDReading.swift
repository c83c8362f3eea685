/// What the rules read in a text: the payload, and for the run record where everything stands.
public struct JDReading: Codable, Hashable, Sendable {
  /// The `nano_parsed` object.
  public var parsed: ParsedJD
  /// Why the text was not taken for a job description, as a sentence; `nil` where it was.
  public var rejectionReason: String?
  /// Where the values of `parsed` stand, ordered by their start.
  public var spans: [Span]
  /// The parts of the text in order, the ones left out of the R&R among them.
  public var sections: [Section]

  /// A reading as given: what a reader of one's own returns.
  public init(
    parsed: ParsedJD, rejectionReason: String? = nil, spans: [Span] = [], sections: [Section] = []
  ) {
    self.parsed = parsed
    self.rejectionReason = rejectionReason
    self.spans = spans
    self.sections = sections
  }

  /// A value and its place.
  public struct Span: Codable, Hashable, Sendable {
    /// Which value of the payload it is.
    public enum Field: String, Codable, Hashable, Sendable, CaseIterable {
      /// The job's title.
      case role
      /// A line of the R&R.
      case responsibility
      /// The years asked for.
      case experience
      /// A degree.
      case education
      /// A place of work, or how one works.
      case location
      /// The pay.
      case pay
      /// The employer's name.
      case company
      /// What the text says of the employer.
      case aboutCompany = "about_company"
      /// A certification.
      case certification
      /// A web address.
      case link
    }

    /// Which value it is.
    public var field: Field
    /// UTF-8 bytes of the original text, markup between its words included.
    public var start: Int
    /// The byte after the last one.
    public var end: Int
    /// The prepared text of the span; the bytes of the original where no markup lies inside.
    public var text: String

    /// A span as given.
    public init(field: Field, start: Int, end: Int, text: String) {
      self.field = field
      self.start = start
      self.end = end
      self.text = text
    }

    /// UTF-8 bytes of the original text.
    public var range: Range<Int> { start..<end }
  }

  /// A part of the text under one heading.
  public struct Section: Codable, Hashable, Sendable {
    /// What the part is about.
    public var kind: SectionKind
    /// The heading as written, without marks around it; `nil` for text under no heading.
    public var heading: String?
    /// UTF-8 bytes of the original text, the heading included.
    public var start: Int
    /// The byte after the last one.
    public var end: Int
    /// Whether lines of the section went into the R&R.
    public var isUsed: Bool

    /// A section as given.
    public init(kind: SectionKind, heading: String?, start: Int, end: Int, isUsed: Bool) {
      self.kind = kind
      self.heading = heading
      self.start = start
      self.end = end
      self.isUsed = isUsed
    }

    /// UTF-8 bytes of the original text.
    public var range: Range<Int> { start..<end }
    /// Whether the section was taken as text about the employer or the process.
    public var isBoilerplate: Bool { kind.isBoilerplate }
  }
}
