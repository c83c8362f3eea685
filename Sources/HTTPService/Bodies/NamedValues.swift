import Foundation

/// Names and values in order, as queries and forms have them.
struct NamedValues: Sendable {
  let pairs: [(name: String, value: String)]

  /// How many pairs there may be: reading millions of them would keep a thread for seconds.
  static let largestCount = 10_000

  /// Reads `a=b&c=d`, percent-encoded, `+` for a space. O(bytes).
  ///
  /// - Throws: a `Problem` of status 400.
  init(_ text: some StringProtocol) throws {
    func decoded(_ part: ArraySlice<UInt8>) throws -> String {
      let spaced = part.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
      guard let value = String(decoding: spaced, as: UTF8.self).removingPercentEncoding else {
        throw Problem.badRequest("a name or value is not percent-encoded UTF-8")
      }
      guard !value.utf8.contains(0) else {
        throw Problem.badRequest("a name or value holds a zero byte")
      }
      return value
    }
    // By bytes: with a mark combined to it, a separator is another character.
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "&"), maxSplits: Self.largestCount)
    guard parts.count <= Self.largestCount else {
      throw Problem.badRequest("there are more than \(Self.largestCount) names")
    }
    pairs = try parts.map { pair in
      let sides = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (try decoded(sides[0]), sides.count > 1 ? try decoded(sides[1]) : "")
    }
  }

  /// Reads a form's body.
  init(form bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem.badRequest("the form is no valid UTF-8")
    }
    try self.init(text)
  }

  /// The last value of a name.
  subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

  /// Refuses other names, and names that are given twice.
  func require(namesIn known: [String]) throws {
    var seen: Set<String> = []
    for (name, _) in pairs {
      guard known.contains(name) else {
        throw Problem.badRequest(
          "\"\(name.prefix(80))\" is no parameter; "
            + (known.isEmpty ? "this takes none" : "known are \(known.joined(separator: ", "))"))
      }
      guard seen.insert(name).inserted else {
        throw Problem.badRequest("\(name) is given twice")
      }
    }
  }

  /// A whole number in a range.
  func integer(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
    guard let text = self[name] else { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int64(text),
      range.contains(value)
    else {
      throw Problem.badRequest(
        "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// One of the names of a type.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, as type: Choice.Type
  ) throws -> Choice? where Choice.RawValue == String {
    guard let text = self[name] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw Problem.badChoice(name, of: Choice.allCases.map(\.rawValue))
    }
    return choice
  }
}
