import Foundation
import Pipeline

/// The keys that payloads have: those of the recorded runs.
///
/// A path is `$` for the object of the three payloads, `.key` for a member, `[]` for the items of
/// an array.
struct PayloadKeys: Equatable {
  /// Every path, and whether any recording has more than null or an empty value there. Where none
  /// has, what stands below is open.
  private(set) var paths: [String: Bool] = [:]

  init() {}

  /// The committed list: a path a line, open ones with a question mark.
  init(list: String) {
    for line in list.split(separator: "\n") {
      if line.hasSuffix(" ?") {
        paths[String(line.dropLast(2))] = false
      } else {
        paths[String(line)] = true
      }
    }
  }

  /// The `expected` members of the run bundles in a folder.
  init(recordedRuns folder: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    for name in names where name.hasSuffix(".json") {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      let bundle = try JSONDecoder().decode(JSONValue.self, from: data)
      if let expected = bundle.at("expected") { add(expected) }
    }
  }

  /// Adds the paths of a value.
  mutating func add(_ value: JSONValue, at path: String = "$") {
    switch value {
    case .object(let members):
      for (key, member) in members {
        let place = "\(path).\(key)"
        let isFilled = ![.null, .array([]), .object([:])].contains(member)
        paths[place] = isFilled || paths[place, default: false]
        add(member, at: place)
      }
    case .array(let items):
      for item in items { add(item, at: path + "[]") }
    default: break
    }
  }

  /// Where a payload's objects have other keys than these, a line each.
  func breaches(in value: JSONValue, at path: String = "$") -> [String] {
    switch value {
    case .object(let members):
      if paths[path] == false { return [] }
      let expected = keys(of: path)
      let found = Set(members.keys)
      return expected.subtracting(found).sorted().map { "\(path) lacks \($0)" }
        + found.subtracting(expected).sorted().map { "\(path) has \($0), which no recording has" }
        + members.sorted { $0.key < $1.key }.flatMap {
          breaches(in: $0.value, at: "\(path).\($0.key)")
        }
    case .array(let items):
      if paths[path] == false { return [] }
      return items.flatMap { breaches(in: $0, at: path + "[]") }
    default: return []
    }
  }

  /// The keys of the object at a path.
  private func keys(of path: String) -> Set<String> {
    let prefix = path + "."
    return Set(
      paths.keys.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
        .filter { !$0.contains(".") && !$0.contains("[") }.map(String.init))
  }
}
