import SeededRandom

/// Numbers, choices and identifiers that a seed gives again.
struct SeededGenerator: RandomNumberGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> UInt64 { random.next() }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True in `percent` of 100 calls.
  mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[int(0...(elements.count - 1))]
  }

  /// Up to `count` of the elements, in random order.
  mutating func some<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    Array(elements.shuffled(using: &self).prefix(count))
  }

  /// Distinct numbers in random order; `largest` is well over `count`.
  mutating func ids(_ count: Int, upTo largest: Int) -> [Int] {
    var ids: [Int] = []
    while ids.count < count {
      let id = int(1...largest)
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  /// A version 4 UUID.
  mutating func uuid() -> String {
    var digits = (0..<32).map { _ in String(int(0...15), radix: 16) }
    digits[12] = "4"
    digits[16] = pick(["8", "9", "a", "b"])
    for position in [20, 16, 12, 8] { digits.insert("-", at: position) }
    return digits.joined()
  }
}
