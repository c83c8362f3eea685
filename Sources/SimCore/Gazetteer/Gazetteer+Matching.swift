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
      let mayBegin: Bool
      let isInside = isInsideWord
      if ASCII.isWord(byte) {
        var hash = FirstWordFilter.seed
        var next = byte
        while ASCII.isWord(next) {
          hash = FirstWordFilter.mixed(hash, next)
          position &+= 1
          next = position < end ? bytes[position] : 0xFF
        }
        mayBegin = next >= 0x80 || firstWords.mayBegin(withWordOf: hash)
        isInsideWord = true
      } else {
        mayBegin = firstWords.mayBegin(with: byte)
        if byte < 0x80 {
          isInsideWord = false
          position += 1
        } else {
          let scalar = UTF8Scalar(in: bytes, at: start)
          isInsideWord = WordEdge.isWord(scalar.value)
          position += scalar.length
        }
      }
      guard mayBegin, !isInside,
        let found = longestName(text, bytes, segments, segment, start)
      else { continue }
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
  }

  /// The longest name that begins at a folded position and is not refused.
  private func longestName(
    _ text: Span<UInt8>, _ bytes: Span<UInt8>, _ segments: Span<FoldedText.Segment>,
    _ firstSegment: Int, _ start: Int
  ) -> Found? {
    let nodes = trie.nodes.span
    let originalStart =
      segments[firstSegment].original
      + (segments[firstSegment].pieceEnd == nil ? start - segments[firstSegment].folded : 0)
    var best: Found?
    var segment = firstSegment
    var node = ByteTrie.root
    var position = start
    while position < bytes.count,
      let child = ByteTrie.child(nodes, of: node, bytes[position])
    {
      node = child
      position += 1
      guard nodes[Int(node)].endsKey else { continue }
      while segments[segment + 1].folded < position { segment += 1 }
      let originalEnd: Int
      if let pieceEnd = segments[segment].pieceEnd {
        guard position == segments[segment + 1].folded else { continue }
        originalEnd = pieceEnd
      } else {
        originalEnd = segments[segment].original + position - segments[segment].folded
      }
      let key = Int(trie.keys[Int(node)])
      guard WordEdge.isOpen(text, after: originalEnd, shape: shapes[key]),
        WordEdge.isOpen(text, before: originalStart, shape: shapes[key]),
        let id = firstEntry(of: key, fitting: text, originalStart..<originalEnd)
      else { continue }
      best = Found(
        match: Match(id: id, start: originalStart, end: originalEnd), foldedEnd: position)
    }
    return best
  }

  /// The first entry of a key that allows the spelling of the text in a range.
  private func firstEntry(
    of key: Int, fitting text: Span<UInt8>, _ range: Range<Int>
  ) -> Int? {
    let entries = Int(entryStarts[key])..<Int(entryStarts[key + 1])
    var spelling: [UInt8]?
    for entry in entries {
      let start = entry == 0 ? 0 : Int(spellingEnds[entry - 1])
      let wanted = start..<Int(spellingEnds[entry])
      if wanted.isEmpty { return entryIDs[entry] }
      let found = spelling ?? Gazetteer.spelling(of: text, range)
      spelling = found
      if found.elementsEqual(spellings[wanted]) { return entryIDs[entry] }
    }
    return nil
  }

  private static func spelling(of text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    let part = text.extracting(range)
    return Array(FoldedText(part, foldsCase: false).trimmedBytes)
  }
}
