/// What a part of a job description is about.
public enum SectionKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// What stands before the first heading, or after a labelled line.
  case opening
  /// Duties under a heading that says so.
  case responsibilities
  /// "Job description", "About the role": may hold duties among other things.
  case roleSummary = "role_summary"
  /// What the person must bring.
  case requirements
  /// The years asked for.
  case experience
  /// The degrees asked for.
  case education
  /// A labelled job title.
  case title
  /// A labelled place of work.
  case location
  /// A labelled pay.
  case pay
  /// Job type, shift, notice period, number of openings and the like.
  case terms
  /// What the employer says of itself.
  case company
  /// What the employer offers.
  case benefits
  /// That nobody is disadvantaged.
  case equalOpportunity = "equal_opportunity"
  /// How to apply.
  case application

  /// Text about the employer or the process and not about the job: left out of the R&R.
  public var isBoilerplate: Bool {
    switch self {
    case .company, .benefits, .pay, .equalOpportunity, .application, .terms: true
    default: false
    }
  }

  /// Whether its heading is a label with the value on the same line or right below it.
  var isField: Bool {
    switch self {
    case .title, .location, .pay, .terms: true
    default: false
    }
  }
}
