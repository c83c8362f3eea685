/// Values by key, in the order in which they were last asked for or set.
///
/// A dictionary into a doubly linked list that lies in an array: every operation takes expected
/// O(1).
struct RecencyList<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Node: Sendable {
    var key: Key
    var value: Value
    var newer: Int?
    var older: Int?
  }

  private var nodes: [Node] = []
  private var places: [Key: Int] = [:]
  private var free: [Int] = []
  private var newest: Int?
  private var oldest: Int?

  var count: Int { places.count }

  /// The value of a key, which becomes the newest.
  mutating func value(of key: Key) -> Value? {
    guard let place = places[key] else { return nil }
    unlink(place)
    linkAsNewest(place)
    return nodes[place].value
  }

  /// Sets the value of a key, which becomes the newest.
  mutating func set(_ value: Value, of key: Key) {
    if let place = places[key] {
      nodes[place].value = value
      unlink(place)
      linkAsNewest(place)
      return
    }
    let node = Node(key: key, value: value)
    let place: Int
    if let reused = free.popLast() {
      place = reused
      nodes[place] = node
    } else {
      place = nodes.count
      nodes.append(node)
    }
    places[key] = place
    linkAsNewest(place)
  }

  /// Whether there is a value of a key; it does not become newer.
  func contains(_ key: Key) -> Bool { places[key] != nil }

  /// Removes the value that was not asked for the longest; nil where there is none.
  @discardableResult
  mutating func removeOldest() -> Value? {
    guard let place = oldest else { return nil }
    unlink(place)
    places[nodes[place].key] = nil
    free.append(place)
    return nodes[place].value
  }

  private mutating func unlink(_ place: Int) {
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    if let newer { nodes[newer].older = older } else { newest = older }
    if let older { nodes[older].newer = newer } else { oldest = newer }
    nodes[place].newer = nil
    nodes[place].older = nil
  }

  private mutating func linkAsNewest(_ place: Int) {
    nodes[place].older = newest
    if let newest { nodes[newest].newer = place } else { oldest = place }
    newest = place
  }
}
