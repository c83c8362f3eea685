/// Why KRA vectors cannot make an index, or a file is no usable one.
public enum IndexError: Error, Equatable, CustomStringConvertible {
  /// The file is missing, or cannot be read or written.
  case file(FileError)
  /// The file does not begin with the magic of the format.
  case notAnIndex(path: String)
  /// The file is of another version of the format.
  case unsupportedVersion(path: String, found: Int, expected: Int)
  /// The file is shorter or longer than its header says.
  case truncated(path: String, expectedBytes: Int, foundBytes: Int)
  /// A checksum does not fit, or `part` of the file contradicts another.
  case damaged(path: String, part: String)
  /// The file is of another model or catalog than the caller needs; `what` says of which.
  case otherContents(path: String, what: String, expected: String, found: String)
  /// A model identifier or catalog version that the header has no room for.
  case nameTooLong(String)
  /// A KRA vector of the role has a NaN or infinite component.
  case notFinite(roleID: Int)
  /// Two entries have one role id.
  case duplicateRole(id: Int)
  /// The roles' numbers of KRAs do not add up to the vectors.
  case wrongCount(expected: Int, found: Int)

  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .notAnIndex(let path):
      "\(path) is no KRA index; delete it and it is built again"
    case .unsupportedVersion(let path, let found, let expected):
      "\(path) has index format \(found), this build reads \(expected); delete it and it is "
        + "built again"
    case .truncated(let path, let expected, let found):
      "\(path) has \(found) bytes of \(expected); delete it and it is built again"
    case .damaged(let path, let part):
      "the \(part) of \(path) is damaged; delete it and it is built again"
    case .otherContents(let path, let what, let expected, let found):
      "\(path) is of \(what) \(found), needed is \(expected)"
    case .nameTooLong(let name): "the name \(name) is too long for an index file"
    case .notFinite(let id): "a KRA vector of role \(id) has a component that is no finite number"
    case .duplicateRole(let id): "role \(id) stands twice in the index"
    case .wrongCount(let expected, let found):
      "the roles count \(expected) KRAs, there are \(found) vectors"
    }
  }
}
