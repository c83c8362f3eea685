extension Gazetteer {
  /// The names in UTF-8 bytes, in order.
  public func matches(in text: Span<UInt8>) -> [Match] {
    let folded = FoldedText(text, foldsCase: true)
    let bytes = folded.bytes.span
    let segments = folded.segments.span
    var matches: [Match] = []
    // Where the last match ended in the folded bytes; what lies before is taken.
    var taken = 0
    for index in 0..<segments.count - 1 {
      let start = max(segments[index].folded, taken)
      let end = segments[index + 1].folded
      guard start < end else { continue }
      if segments[index].pieceEnd == nil {
        scan(text, bytes, segments, index, start..<end, &taken, &matches)
      } else if start == segments[index].folded,
        !WordEdge.isInsideWord(text, before: segments[index].original)
      {
        // A piece maps as a whole: a name can begin with it, not inside it.
        if let found = longestName(text, bytes, segments, index, start) {
          matches.append(found.match)
          taken = found.foldedEnd
        }
      }
    }
    return matches
  }

  /// Finds the names that begin in a range of a segment that maps byte for byte.
  private func scan(
    _ text: Span<UInt8>, _ bytes: Span<UInt8>, _ segments: Span<FoldedText.Segment>,
    _ segment: Int, _ range: Range<Int>, _ taken: inout Int, _ matches: inout [Match]
  ) {
    let shift = segments[segment].original - segments[segment].folded
    let end = range.upperBound
    var position = range.lowerBound
    var isInsideWord = WordEdge.isInsideWord(text, before: position + shift)
    while position < end {
      let start = position
      let byte = bytes[start]
      let isInside = isInsideWord
      var place: FirstWordTable.Place = .none
      if ASCII.isWord(byte) {
        var hash = FirstWordTable.seed
        var next = byte
        while ASCII.isWord(next) {
          hash = FirstWordTable.mixed(hash, next)
          position &+= 1
          next = position < end ? bytes[position] : 0xFF
        }
        isInsideWord = true
        if isInside { continue }
        // Where more of the word may follow, the table has no answer.
        place = next < 0x80 ? firstWords.place(ofWordWith: hash) : .unclear
      } else {
        if firstWords.mayBegin(with: byte) { place = .unclear }
        if byte < 0x80 {
          isInsideWord = false
          position += 1
        } else {
          let scalar = UTF8Scalar(in: bytes, at: start)
          isInsideWord = WordEdge.isWord(scalar.value)
          position += scalar.length
        }
        if isInside { continue }
      }
      let found: Found?
      switch place {
      case .none: continue
      case .unclear: found = longestName(text, bytes, segments, segment, start)
      case .node(let node):
        found = longestName(
          text, bytes, segments, segment, start, from: node, firstWordEnd: position)
      }
      guard let found else { continue }
      matches.append(found.match)
      taken = found.foldedEnd
      position = taken
      guard position < end else { return }
      isInsideWord = WordEdge.isInsideWord(text, before: position + shift)
    }
  }

  private struct Found {
    var match: Match
    var foldedEnd: Int
    var key: Int
  }

  /// The longest name that begins at a folded position and is not refused.
  private func longestName(
    _ text: Span<UInt8>, _ bytes: Span<UInt8>, _ segments: Span<FoldedText.Segment>,
    _ firstSegment: Int, _ start: Int
  ) -> Found? {
    longestName(
      text, bytes, segments, firstSegment, start, from: ByteTrie.root, firstWordEnd: start)
  }

  /// The same, walking on from the node that stands for the bytes up to `firstWordEnd`. Where
  /// that node was not reached by walking, it may be that of another word; nil then.
  private func longestName(
    _ text: Span<UInt8>, _ bytes: Span<UInt8>, _ segments: Span<FoldedText.Segment>,
    _ firstSegment: Int, _ start: Int, from origin: UInt32, firstWordEnd: Int
  ) -> Found? {
    var originalStart = segments[firstSegment].original
    if segments[firstSegment].pieceEnd == nil {
      originalStart += start - segments[firstSegment].folded
    }
    var best: Found?
    var segment = firstSegment
    var node = origin
    var position = firstWordEnd
    while true {
      if nodes[Int(node)].endsKey {
        while segments[segment + 1].folded < position { segment += 1 }
        if let end = originalEnd(of: position, segments, segment) {
          let key = Int(nodeKeys[Int(node)])
          let name = names[key]
          if WordEdge.isOpen(text, after: end, shape: name.shape),
            WordEdge.isOpen(text, before: originalStart, shape: name.shape),
            let id = firstEntry(of: name, fitting: text, originalStart..<end)
          {
            best = Found(
              match: Match(id: id, start: originalStart, end: end), foldedEnd: position, key: key)
          }
        }
      }
      guard position < bytes.count,
        let child = ByteTrie.child(nodes, of: node, bytes[position])
      else { break }
      node = child
      position += 1
    }
    guard let best else { return nil }
    let key = keyRange(best.key)
    guard key.count == best.foldedEnd - start else { return nil }
    for offset in 0..<firstWordEnd - start {
      if bytes[start + offset] != keyBytes[key.lowerBound + offset] { return nil }
    }
    return best
  }

  /// Where a key stands in `keyBytes`.
  @inline(__always)
  private func keyRange(_ key: Int) -> Range<Int> {
    let end = key + 1 < names.count ? Int(names[key + 1].keyStart) : keyBytes.count
    return Int(names[key].keyStart)..<end
  }

  /// The offset in the text after the folded bytes up to `position`, which end in `segment`; nil
  /// inside a piece.
  @inline(__always)
  private func originalEnd(
    of position: Int, _ segments: Span<FoldedText.Segment>, _ segment: Int
  ) -> Int? {
    guard let pieceEnd = segments[segment].pieceEnd else {
      return segments[segment].original + position - segments[segment].folded
    }
    return position == segments[segment + 1].folded ? pieceEnd : nil
  }

  /// The id of the first entry of a name that allows the spelling of the text in a range.
  private func firstEntry(
    of name: Name, fitting text: Span<UInt8>, _ range: Range<Int>
  ) -> Int? {
    if name.ignoresCase { return Int(name.firstID) }
    let first = Int(name.firstEntry)
    let found = Array(
      FoldedText(text.extracting(range), foldsCase: false).trimmedBytes)
    for entry in first..<first + Int(name.entryCount) {
      let start = entry == 0 ? 0 : Int(spellingEnds[entry - 1])
      let length = Int(spellingEnds[entry]) - start
      let fits =
        length == 0
        || length == found.count && (0..<length).allSatisfy { spellings[start + $0] == found[$0] }
      if fits { return Int(entryIDs[entry]) }
    }
    return nil
  }
}
