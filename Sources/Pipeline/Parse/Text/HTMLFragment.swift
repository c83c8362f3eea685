/// Turns a pasted text, HTML or plain, into the text that the rules read.
///
/// Only known tags count as tags, so that `vector<int>` in a plain text stays. A fragment with
/// paragraph, list or table tags gets its line breaks from them, and the line ends of its source
/// are spaces; in any other text line ends are line ends.
struct HTMLFragment {
  private let source: [UInt8]
  private(set) var output = CleanedOutput()
  private(set) var isMarkup = false
  private var wrapsSourceLines = false
  private var preformattedDepth = 0
  private var hasNoMoreComments = false
  private var absentClosings: Set<String> = []

  /// The longest tag that is recognised, in bytes.
  private static let longestTag = 640

  /// The most accents and other marks in a row that are kept, as in Unicode's stream-safe format.
  /// Swift compares and hashes a text in time with the square of such a run.
  private static let longestMarkRun = 30
  private var markRun = 0
  /// Where the last mark that was kept ends in the output.
  private var markEnd = 0

  init(source: [UInt8]) {
    self.source = source
  }

  mutating func run() {
    detectMarkup()
    var offset = 0
    while offset < source.count {
      let byte = source[offset]
      switch byte {
      case 0x3C where isMarkup:  // <
        offset = takeMarkup(at: offset)
      case 0x26:  // &
        offset = takeReference(at: offset)
      case 0x0D, 0x0A:
        offset = takeLineEnd(at: offset)
      case 0x0B, 0x0C:
        output.replace(offset..<offset + 1, with: [0x0A])
        offset += 1
      case 0x00...0x08, 0x0E...0x1F, 0x7F:
        output.replace(offset..<offset + 1, with: [0x20])
        offset += 1
      case 0x00..<0x80:
        output.keep(byte, at: offset)
        offset += 1
      default:
        offset = takeMultibyte(at: offset)
      }
    }
  }

  // MARK: Finding out whether the text is markup

  private mutating func detectMarkup() {
    var offset = 0
    var inlineOpenings = 0
    var closings = 0
    var lineTags = 0
    var blockTags = 0
    while offset < source.count {
      if source[offset] == 0x3C, let tag = tag(at: offset) {
        if tag.isClosing { closings += 1 }
        if HTMLTagTable.blocks.contains(tag.name) {
          blockTags += 1
        } else if tag.name == "br" || tag.name == "hr" {
          lineTags += 1
        } else {
          inlineOpenings += 1
        }
        offset = tag.end
      } else {
        offset += 1
      }
    }
    isMarkup = blockTags + lineTags > 0 || (closings > 0 && inlineOpenings > 1)
    wrapsSourceLines = blockTags > 1
  }

  private struct Tag {
    var name: String
    var isClosing: Bool
    var end: Int
  }

  /// The known tag that begins at `offset`, or `nil`.
  private func tag(at offset: Int) -> Tag? {
    var cursor = offset + 1
    guard cursor < source.count else { return nil }
    let isClosing = source[cursor] == 0x2F
    if isClosing { cursor += 1 }
    let nameStart = cursor
    while cursor < source.count, cursor - nameStart < 12, JDBytes.isAlphanumeric(source[cursor]) {
      cursor += 1
    }
    guard cursor > nameStart, cursor < source.count else { return nil }
    let afterName = source[cursor]
    guard
      afterName == 0x3E || afterName == 0x2F || afterName == 0x20 || afterName == 0x09
        || afterName == 0x0A || afterName == 0x0D
    else { return nil }
    let name = JDBytes.lowercased(source[nameStart..<cursor])
    guard HTMLTagTable.known.contains(name) else { return nil }
    let limit = min(source.count, offset + Self.longestTag)
    var quote: UInt8 = 0
    while cursor < limit {
      let byte = source[cursor]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3E {
        return Tag(name: name, isClosing: isClosing, end: cursor + 1)
      } else if byte == 0x3C {
        return nil
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      }
      cursor += 1
    }
    return nil
  }

  // MARK: Taking pieces of the source

  private mutating func takeMarkup(at offset: Int) -> Int {
    if let end = commentEnd(at: offset) { return end }
    guard let tag = tag(at: offset) else {
      output.keep(source[offset], at: offset)
      return offset + 1
    }
    if !tag.isClosing, HTMLTagTable.unread.contains(tag.name), !absentClosings.contains(tag.name) {
      if let end = closingEnd(of: tag.name, from: tag.end) { return end }
      absentClosings.insert(tag.name)
    }
    let range = offset..<tag.end
    if tag.name == "pre" { preformattedDepth += tag.isClosing ? -preformattedDepth : 1 }
    if tag.name == "li", !tag.isClosing {
      breakLine(range)
      output.replace(range, with: Array("• ".utf8))
    } else if tag.name == "br" || tag.name == "hr" {
      output.replace(range, with: [0x0A])
    } else if tag.name == "td" || tag.name == "th" {
      if tag.isClosing { output.replace(range, with: [JDBytes.tab]) }
    } else if HTMLTagTable.blocks.contains(tag.name) {
      breakLine(range)
    }
    return tag.end
  }

  private mutating func breakLine(_ range: Range<Int>) {
    if !output.isAtLineStart { output.replace(range, with: [0x0A]) }
  }

  private mutating func commentEnd(at offset: Int) -> Int? {
    guard !hasNoMoreComments, offset + 3 < source.count, source[offset + 1] == 0x21,
      source[offset + 2] == 0x2D, source[offset + 3] == 0x2D
    else { return nil }
    var cursor = offset + 4
    while cursor + 2 < source.count {
      if source[cursor] == 0x2D, source[cursor + 1] == 0x2D, source[cursor + 2] == 0x3E {
        return cursor + 3
      }
      cursor += 1
    }
    hasNoMoreComments = true
    return nil
  }

  private func closingEnd(of name: String, from start: Int) -> Int? {
    var cursor = start
    while cursor < source.count {
      if source[cursor] == 0x3C, cursor + 1 < source.count, source[cursor + 1] == 0x2F,
        let tag = tag(at: cursor), tag.isClosing, tag.name == name
      {
        return tag.end
      }
      cursor += 1
    }
    return nil
  }

  private mutating func takeReference(at offset: Int) -> Int {
    let limit = min(source.count, offset + 12)
    var cursor = offset + 1
    while cursor < limit, source[cursor] != 0x3B, JDBytes.isReferenceByte(source[cursor]) {
      cursor += 1
    }
    guard cursor < limit, source[cursor] == 0x3B, cursor > offset + 1,
      let scalar = HTMLTagTable.scalar(reference: source[(offset + 1)..<cursor])
    else {
      output.keep(source[offset], at: offset)
      return offset + 1
    }
    let end = cursor + 1
    switch treatment(of: scalar) {
    case .keep: output.replace(offset..<end, with: Array(String(Character(scalar)).utf8))
    case .space: output.replace(offset..<end, with: [0x20])
    case .lineBreak: output.replace(offset..<end, with: [0x0A])
    case .remove: break
    }
    return end
  }

  private mutating func takeLineEnd(at offset: Int) -> Int {
    var end = offset + 1
    if source[offset] == 0x0D, end < source.count, source[end] == 0x0A { end += 1 }
    if wrapsSourceLines, preformattedDepth == 0 {
      output.replace(offset..<end, with: [0x20])
    } else if source[offset] == 0x0A {
      output.keep(0x0A, at: offset)
    } else {
      output.replace(offset..<end, with: [0x0A])
    }
    return end
  }

  /// What is done with a scalar where it stands: marks beyond the longest run are taken out.
  private mutating func treatment(of scalar: Unicode.Scalar) -> JDBytes.Treatment {
    guard scalar.value >= 0x300, scalar.properties.canonicalCombiningClass != .notReordered else {
      return JDBytes.treatment(of: scalar)
    }
    markRun = output.bytes.count == markEnd ? markRun + 1 : 1
    guard markRun <= Self.longestMarkRun else { return .remove }
    markEnd = output.bytes.count + UTF8.width(scalar)
    return .keep
  }

  private mutating func takeMultibyte(at offset: Int) -> Int {
    let misread = MisreadMarks.mark(in: source, at: offset)
    let (scalar, length) = misread ?? JDBytes.scalar(in: source, at: offset)
    let range = offset..<offset + length
    switch treatment(of: scalar) {
    case .keep where misread != nil:
      output.replace(range, with: Array(String(Character(scalar)).utf8))
    case .keep: for position in range { output.keep(source[position], at: position) }
    case .space: output.replace(range, with: [0x20])
    case .lineBreak: output.replace(range, with: [0x0A])
    case .remove: break
    }
    return range.upperBound
  }
}
