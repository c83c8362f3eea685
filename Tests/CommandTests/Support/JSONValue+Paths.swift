import Pipeline

extension JSONValue {
  /// The value at a path of object keys with dots between them; nil where there is none.
  func at(_ path: String) -> JSONValue? {
    var value = self
    for key in path.split(separator: ".") {
      guard case .object(let members) = value, let member = members[String(key)] else {
        return nil
      }
      value = member
    }
    return value
  }

  /// The string at a path; nil where there is none.
  func string(_ path: String) -> String? {
    guard case .string(let text) = at(path) else { return nil }
    return text
  }
}
