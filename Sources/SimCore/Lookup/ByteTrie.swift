/// A set of byte strings as a double-array trie (Aoe 1989; the XOR form of Yata's darts-clone).
///
/// Node n has the child for byte c at `base(n) ^ c`, which is its child if `parent` says so. A
/// walk costs one 8-byte read a byte. Both arrays are flat and hold no pointers, so that they can
/// be written to a file and mapped back.
struct ByteTrie: Sendable {
  struct Node: Sendable {
    /// XORed with a byte it gives the index of the child; the top bit says that a key ends here.
    var link: UInt32 = 0
    /// The index of the parent; `unused` in free nodes and in the root.
    var parent: UInt32 = Node.unused

    static let unused = UInt32.max
    static let keyBit: UInt32 = 1 << 31

    @inline(__always) var endsKey: Bool { link & Node.keyBit != 0 }
    @inline(__always) var base: UInt32 { link & ~Node.keyBit }
  }

  static let root: UInt32 = 0

  private(set) var nodes: [Node]
  /// The index of the key that ends at a node, -1 where none does.
  private(set) var keys: [Int32]

  /// Builds the trie of keys that are sorted by bytes, distinct and not empty.
  /// About O(total bytes).
  init(sortedKeys: [[UInt8]]) {
    var builder = Builder()
    builder.insert(sortedKeys)
    nodes = builder.nodes
    keys = builder.keys
  }

  /// The child of `node` for `byte`, or nil. O(1).
  @inline(__always)
  static func child(_ nodes: Span<Node>, of node: UInt32, _ byte: UInt8) -> UInt32? {
    let index = nodes[Int(node)].base ^ UInt32(byte)
    return nodes[Int(index)].parent == node ? index : nil
  }

  /// The same in a trie whose nodes are part of a file.
  @inline(__always)
  static func child(_ nodes: FlatArray<Node>, of node: UInt32, _ byte: UInt8) -> UInt32? {
    let index = nodes[Int(node)].base ^ UInt32(byte)
    return nodes[Int(index)].parent == node ? index : nil
  }

  /// The node that a byte string leads to, or nil. O(count).
  func node(at path: [UInt8]) -> UInt32? {
    var node = ByteTrie.root
    for byte in path {
      guard let child = ByteTrie.child(nodes.span, of: node, byte) else { return nil }
      node = child
    }
    return node
  }
}

extension ByteTrie {
  /// Places the children of one node after the other, each set at the first base that fits.
  private struct Builder {
    var nodes: [Node] = []
    var keys: [Int32] = []
    /// The free nodes as a doubly linked list, ended by -1; `taken` in the others.
    private var nextFree: [Int32] = []
    private var previousFree: [Int32] = []
    private var firstFree: Int32 = -1
    private var lastFree: Int32 = -1

    /// Free nodes tried for one set of children before new nodes are added.
    private static let attempts = 128

    private struct Task {
      var node: UInt32
      var range: Range<Int>
      var depth: Int
    }

    mutating func insert(_ sorted: [[UInt8]]) {
      addBlock()
      take(0)
      var tasks = [Task(node: 0, range: sorted.indices, depth: 0)]
      var labels: [UInt8] = []
      var ranges: [Range<Int>] = []
      while let task = tasks.popLast() {
        var range = task.range
        if let first = range.first, sorted[first].count == task.depth {
          nodes[Int(task.node)].link |= Node.keyBit
          keys[Int(task.node)] = Int32(first)
          range = range.dropFirst()
        }
        guard !range.isEmpty else { continue }
        labels.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        for index in range {
          let label = sorted[index][task.depth]
          if labels.last == label {
            ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<index + 1
          } else {
            labels.append(label)
            ranges.append(index..<index + 1)
          }
        }
        let base = place(labels)
        nodes[Int(task.node)].link |= base
        for (label, range) in zip(labels, ranges).reversed() {
          let child = base ^ UInt32(label)
          nodes[Int(child)].parent = task.node
          tasks.append(Task(node: child, range: range, depth: task.depth + 1))
        }
      }
    }

    /// Finds a base for the labels and takes their nodes.
    private mutating func place(_ labels: [UInt8]) -> UInt32 {
      var free = firstFree
      var attempt = 0
      while free >= 0, attempt < Self.attempts {
        let base = UInt32(free) ^ UInt32(labels[0])
        if labels.allSatisfy({ isFree(base ^ UInt32($0)) }) { return take(labels, at: base) }
        free = nextFree[Int(free)]
        attempt += 1
      }
      let base = UInt32(nodes.count)
      addBlock()
      return take(labels, at: base)
    }

    private mutating func take(_ labels: [UInt8], at base: UInt32) -> UInt32 {
      for label in labels { take(base ^ UInt32(label)) }
      return base
    }

    private func isFree(_ index: UInt32) -> Bool { nextFree[Int(index)] != Self.taken }
    private static let taken: Int32 = -2

    private mutating func take(_ index: UInt32) {
      let previous = previousFree[Int(index)]
      let next = nextFree[Int(index)]
      if previous >= 0 { nextFree[Int(previous)] = next } else { firstFree = next }
      if next >= 0 { previousFree[Int(next)] = previous } else { lastFree = previous }
      nextFree[Int(index)] = Self.taken
    }

    /// Adds 256 free nodes, so that a base in them reaches all its children.
    private mutating func addBlock() {
      let start = nodes.count
      precondition(start < Int(Int32.max) - 256, "too many keys for one trie")
      for index in start..<start + 256 {
        nodes.append(Node())
        keys.append(-1)
        previousFree.append(lastFree)
        nextFree.append(-1)
        if lastFree >= 0 {
          nextFree[Int(lastFree)] = Int32(index)
        } else {
          firstFree = Int32(index)
        }
        lastFree = Int32(index)
      }
    }
  }
}
