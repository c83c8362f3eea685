import SeededRandom
import SimCore

/// Numbers and vectors that a seed gives again.
struct SeededGenerator: RandomNumberGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> UInt64 { random.next() }

  /// Numbers evenly spread over −1…1.
  mutating func floats(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
  }

  /// A vector of length one.
  mutating func unitVector(_ dimension: Int) -> [Float] {
    Similarity.unitVector(floats(dimension))
  }

  /// Rows of length one.
  mutating func unitVectors(_ count: Int, dimension: Int) -> [[Float]] {
    (0..<count).map { _ in unitVector(dimension) }
  }
}
