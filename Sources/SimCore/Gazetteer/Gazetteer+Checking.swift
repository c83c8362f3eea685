extension Gazetteer {
  /// Whether every index in the parts leads to where the matcher may follow it, and every search
  /// ends: a file may have been put together by others. O(nodes + names + entries + slots).
  var isSound: Bool {
    isTrieSound && areNamesSound && areSpellingsSound && firstWords.isSound(nodeCount: nodes.count)
  }

  private var isTrieSound: Bool {
    let count = nodes.count
    // A link is XORed with a byte: whole blocks of 256 hold all that one into them can reach.
    guard count > 0, count.isMultiple(of: 256), nodeKeys.count == count, !nodes[0].endsKey
    else { return false }
    for index in 0..<count {
      let node = nodes[index]
      guard Int(node.base) < count else { return false }
      if node.endsKey, !(0..<names.count).contains(Int(nodeKeys[index])) { return false }
    }
    return true
  }

  private var areNamesSound: Bool {
    var keyStart: Int32 = -1
    for index in 0..<names.count {
      let name = names[index]
      guard name.keyStart > keyStart, name.firstEntry >= 0, name.entryCount > 0,
        Int(name.firstEntry) + Int(name.entryCount) <= entryIDs.count
      else { return false }
      keyStart = name.keyStart
    }
    return Int(keyStart) < keyBytes.count
  }

  private var areSpellingsSound: Bool {
    guard spellingEnds.count == entryIDs.count else { return false }
    var end: Int32 = 0
    for index in 0..<spellingEnds.count {
      guard spellingEnds[index] >= end else { return false }
      end = spellingEnds[index]
    }
    return Int(end) <= spellings.count
  }
}

extension FirstWordTable {
  /// Whether look-ups end, and lead to nodes of a trie with so many.
  fileprivate func isSound(nodeCount: Int) -> Bool {
    var hasEmptySlot = false
    for index in 0..<slots.count {
      let node = slots[index].node
      if node == ByteTrie.root { hasEmptySlot = true }
      guard node == Slot.unclear || Int(node) < nodeCount else { return false }
    }
    return hasEmptySlot
  }
}
