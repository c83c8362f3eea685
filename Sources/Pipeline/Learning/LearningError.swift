/// Why a decided run cannot be learned from.
public enum LearningError: FaultError, Equatable {
  /// The library has no role of this slug.
  case unknownRole(String)

  public var fault: Fault { .badData }

  public var description: String {
    switch self {
    case .unknownRole(let slug):
      "the library has no role \(slug); `rolewise catalog export` writes the roles it has"
    }
  }
}
