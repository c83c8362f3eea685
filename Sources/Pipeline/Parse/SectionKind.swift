/// What a part of a job description is about.
public enum SectionKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// What stands before the first heading, or after a labelled line.
  case opening
  /// Duties under a heading that says so.
  case responsibilities
  /// "Job description", "About the role": may hold duties among other things.
  case roleSummary = "role_summary"
  case requirements
  case experience
  case education
  /// A labelled job title.
  case title
  case location
  case pay
  /// Job type, shift, notice period, number of openings and the like.
  case terms
  case company
  case benefits
  case equalOpportunity = "equal_opportunity"
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
