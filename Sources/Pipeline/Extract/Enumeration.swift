/// The items of a text's enumerations: what stands between commas, slashes, brackets, "and" and
/// "or".
struct Enumeration {
  struct Item {
    var range: Range<Int>
    /// Whether only marks and words that join two of a kind stand before it.
    var isJoined: Bool
    /// Whether a known name begins, or ends, where the item does.
    var startsKnown = false
    var endsKnown = false
    /// Whether it holds a known name.
    var isKnown = false
  }

  private let text: [UInt8]
  private let known: [Range<Int>]
  private var items: [Item] = []
  /// Where the item that is being read begins.
  private var start = 0
  private var isJoined = false
  /// The first known name that was not reached yet.
  private var next = 0

  /// The items in order; known names are not cut.
  ///
  /// - Parameter known: in order, not overlapping.
  /// - Complexity: O(length of the text).
  static func items(of text: [UInt8], around known: [Range<Int>]) -> [Item] {
    var enumeration = Enumeration(text: text, known: known)
    enumeration.read()
    return enumeration.items
  }

  private init(text: [UInt8], known: [Range<Int>]) {
    self.text = text
    self.known = known
  }

  private mutating func read() {
    var index = 0
    while index < text.count {
      if next < known.count, known[next].lowerBound == index {
        index = known[next].upperBound
        next += 1
      } else if JDBytes.isLetter(text[index]),
        index == 0 || !JDBytes.isAlphanumeric(text[index - 1])
      {
        index = readWord(at: index)
      } else {
        readMark(at: index)
        index += 1
      }
    }
    close(at: text.count)
  }

  /// - Returns: the word's end.
  private mutating func readWord(at index: Int) -> Int {
    // No word reaches into a known name.
    let limit = next < known.count ? known[next].lowerBound : text.count
    var end = index + 1
    while end < limit, JDBytes.isAlphanumeric(text[end]) { end += 1 }
    let word = JDBytes.lowercased(text[index..<end])
    if SkillNaming.joints.contains(word) {
      cut(at: index, goingOnAt: end, joins: true)
    } else if Self.leads.contains(word) {
      cut(at: index, goingOnAt: end, joins: false)
    }
    return end
  }

  private mutating func readMark(at index: Int) {
    if Self.joints.contains(text[index]) {
      cut(at: index, goingOnAt: index + 1, joins: true)
    } else if isEnd(index) {
      cut(at: index, goingOnAt: index + 1, joins: false)
    }
  }

  private mutating func cut(at end: Int, goingOnAt start: Int, joins: Bool) {
    close(at: end)
    self.start = start
    if !joins { isJoined = false }
  }

  /// Ends the item that is being read; nothing where there is none but marks.
  private mutating func close(at end: Int) {
    var lower = start
    var upper = end
    while lower < upper, Self.isEdge(text[lower]) { lower += 1 }
    while lower < upper, Self.isEdge(text[upper - 1]) { upper -= 1 }
    guard lower < upper else { return }
    var item = Item(range: lower..<upper, isJoined: isJoined)
    for name in known[..<next].reversed() {
      guard name.upperBound > lower else { break }
      item.isKnown = true
      if name.lowerBound == lower { item.startsKnown = true }
      if name.upperBound == upper { item.endsKnown = true }
    }
    items.append(item)
    isJoined = true
  }

  /// Whether what stands between two names joins them as things of a kind: nothing but spaces,
  /// marks between such, and words that join.
  static func joins(_ gap: Range<Int>, of text: [UInt8]) -> Bool {
    let enumeration = Enumeration(text: text, known: [])
    return !gap.contains { enumeration.isEnd($0) || JDBytes.isDigit(text[$0]) }
      && text[gap].split { !JDBytes.isLetter($0) }
        .allSatisfy { SkillNaming.joints.contains(JDBytes.lowercased($0)) }
  }

  /// Marks between things of a kind.
  private static let joints = Set(",;/|&+(".utf8)
  /// Marks after the last of them.
  private static let ends = Set("\n):[]{}!?*".utf8)
  /// Words before the first of them.
  private static let leads = JDWords.set("such as like including eg ie etc with in of using")
  /// Marks at an item's ends that are no part of it.
  private static let edges = Set(" \t\n\"'.-".utf8)

  /// Whether what stands before a mark and what stands after it are no things of a kind.
  private func isEnd(_ index: Int) -> Bool {
    let byte = text[index]
    if byte >= 0x80 || Self.ends.contains(byte) { return true }
    let isLast = index + 1 == text.count || JDBytes.isSpace(text[index + 1])
    return isLast && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"))
  }

  private static func isEdge(_ byte: UInt8) -> Bool { edges.contains(byte) }
}
