/// A place where two JSON documents differ.
public struct JSONDifference: Hashable, Sendable, CustomStringConvertible {
  /// `$.key[index]…`.
  public let path: String
  /// The value on each side; nil where the side has none.
  public let expected: JSONValue?
  /// The computed value; nil where the side has none.
  public let computed: JSONValue?

  public var description: String {
    func text(_ value: JSONValue?) -> String {
      value.map { (try? RecordCoding.text($0)) ?? "" } ?? "absent"
    }
    return "\(path): expected \(text(expected)), computed \(text(computed))"
  }

  /// Every differing leaf, both ways, in the order of paths. Numbers compare by value, strings by
  /// their bytes.
  public static func between(
    expected: JSONValue?, computed: JSONValue?, path: String = "$"
  ) -> [JSONDifference] {
    switch (expected, computed) {
    case (.object(let left), .object(let right)):
      return Set(left.keys).union(right.keys).sorted().flatMap { key in
        between(expected: left[key], computed: right[key], path: "\(path).\(key)")
      }
    case (.array(let left), .array(let right)):
      return (0..<max(left.count, right.count)).flatMap { index in
        between(
          expected: index < left.count ? left[index] : nil,
          computed: index < right.count ? right[index] : nil, path: "\(path)[\(index)]")
      }
    case (.string(let left), .string(let right)):
      return left.utf8.elementsEqual(right.utf8)
        ? [] : [JSONDifference(path: path, expected: expected, computed: computed)]
    default:
      return expected == computed
        ? [] : [JSONDifference(path: path, expected: expected, computed: computed)]
    }
  }
}
