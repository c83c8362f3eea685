/// Cuts lines into list items where bullets or counted numbers stand in them.
struct PieceSplitter {
  let text: JDText
  let tokens: [JDToken]
  let isBareWords: Bool

  /// A line of at least this many tokens may hold items marked by hyphens or numbers.
  private static let longLine = 60

  func pieces(of lines: [JDLine]) -> [JDPiece] {
    var pieces: [JDPiece] = []
    for line in lines {
      append(line, to: &pieces)
    }
    return pieces
  }

  private struct Mark {
    var index: Int
    var contentStart: Int
    var isNumber: Bool
  }

  private func append(_ line: JDLine, to pieces: inout [JDPiece]) {
    let marks = marks(in: line.tokens)
    let first = pieces.count
    var start = line.tokens.lowerBound
    var bullet: Int?
    var isNumbered = false
    for mark in marks + [Mark(index: line.tokens.upperBound, contentStart: 0, isNumber: false)] {
      let content = start..<mark.index
      if !content.isEmpty {
        pieces.append(JDPiece(tokens: content, bullet: bullet, isNumbered: isNumbered))
      }
      bullet = mark.isNumber ? nil : mark.index
      isNumbered = mark.isNumber
      start = mark.contentStart
    }
    guard pieces.count > first else { return }
    for index in first..<pieces.count {
      pieces[index].startsLine = index == first
      pieces[index].endsLine = index == pieces.count - 1
      pieces[index].isAfterBlank = index == first && line.isAfterBlank
    }
  }

  private func marks(in line: Range<Int>) -> [Mark] {
    var marks: [Mark] = []
    var cursor = line.lowerBound
    if let opening = openingMark(in: line) {
      marks.append(opening)
      cursor = opening.contentStart
    }
    let inner = innerMarks(in: cursor..<line.upperBound)
    return marks + inner
  }

  /// The mark at the start of a line.
  private func openingMark(in line: Range<Int>) -> Mark? {
    var cursor = line.lowerBound
    let token = tokens[cursor]
    if token.kind == .bullet || isLineMark(token, in: line) {
      while cursor < line.upperBound,
        tokens[cursor].kind == .bullet || isLineMark(tokens[cursor], in: cursor..<line.upperBound)
      {
        cursor += 1
      }
      return Mark(index: line.lowerBound, contentStart: cursor, isNumber: false)
    }
    if token.key == "o", !token.isCapitalized, cursor + 1 < line.upperBound,
      tokens[cursor + 1].hasSpaceBefore, tokens[cursor + 1].isCapitalized
    {
      return Mark(index: cursor, contentStart: cursor + 1, isNumber: false)
    }
    if let content = numberEnd(at: cursor, in: line) {
      return Mark(index: cursor, contentStart: content, isNumber: true)
    }
    return nil
  }

  private func isLineMark(_ token: JDToken, in line: Range<Int>) -> Bool {
    switch token.key {
    case "·", "–", "—", "»", "→", "⇒", "※", "~", "¨", "•": return true
    case "*", "-", ">":
      guard line.count > 1 else { return false }
      let next = tokens[line.lowerBound + 1]
      return next.hasSpaceBefore || (next.kind != .number && next.key != token.key)
    default: return false
    }
  }

  /// The token after `3.`, `3)` or `(3)` at `index`, where a word follows.
  private func numberEnd(at index: Int, in line: Range<Int>) -> Int? {
    var cursor = index
    let isWrapped = tokens[cursor].key == "("
    if isWrapped { cursor += 1 }
    guard cursor + 2 < line.upperBound, tokens[cursor].key.utf8.count <= 2,
      tokens[cursor].kind == .number
        || (tokens[cursor].key.utf8.count == 1 && tokens[cursor].isWord
          && (isWrapped || tokens[cursor + 1].key == ")")),
      !tokens[cursor + 1].hasSpaceBefore
    else { return nil }
    let closing = tokens[cursor + 1].key
    guard closing == ")" || (!isWrapped && (closing == "." || closing == "]")) else { return nil }
    guard tokens[cursor + 2].kind != .number else { return nil }
    return cursor + 2
  }

  private func innerMarks(in range: Range<Int>) -> [Mark] {
    var marks: [Mark] = []
    var hyphens: [Int] = []
    var stars: [Int] = []
    var hyphensBeforeCapital = 0
    var numbers: [Mark] = []
    var expected = 1
    var expectedText = "1"
    for index in range {
      let token = tokens[index]
      let next = index + 1 < range.upperBound ? tokens[index + 1] : nil
      if token.kind == .bullet, next != nil {
        marks.append(Mark(index: index, contentStart: index + 1, isNumber: false))
      } else if token.key == "·", token.hasSpaceBefore, next?.hasSpaceBefore == true {
        marks.append(Mark(index: index, contentStart: index + 1, isNumber: false))
      } else if isBareWords, token.key == "?", token.hasSpaceBefore, next?.hasSpaceBefore == true {
        marks.append(Mark(index: index, contentStart: index + 1, isNumber: false))
      } else if token.key == "-" || token.key == "–" || token.key == "*", token.hasSpaceBefore,
        let next, next.hasSpaceBefore || token.key != "–"
      {
        if token.key == "*" {
          stars.append(index)
        } else if next.hasSpaceBefore || next.isCapitalized {
          hyphens.append(index)
          if next.isCapitalized { hyphensBeforeCapital += 1 }
        }
      } else if token.kind == .number, token.key == expectedText || token.key == "1",
        let content = numberEnd(at: index, in: range),
        tokens[content].isCapitalized,
        token.hasSpaceBefore || index == range.lowerBound || tokens[index - 1].key == ":"
      {
        if token.key == "1" { expected = 1 }
        numbers.append(Mark(index: index, contentStart: content, isNumber: true))
        expected += 1
        expectedText = String(expected)
      }
    }
    if range.count >= Self.longLine, marks.isEmpty {
      if stars.count >= 3 {
        marks = stars.map { Mark(index: $0, contentStart: $0 + 1, isNumber: false) }
      } else if hyphens.count >= 4, hyphensBeforeCapital * 5 >= hyphens.count * 4 {
        marks = hyphens.map { Mark(index: $0, contentStart: $0 + 1, isNumber: false) }
      } else if numbers.count >= 3 {
        marks = numbers
      }
    }
    var joined: [Mark] = []
    for mark in marks {
      if let last = joined.last, last.contentStart == mark.index {
        joined[joined.count - 1].contentStart = mark.contentStart
      } else {
        joined.append(mark)
      }
    }
    return joined
  }
}
