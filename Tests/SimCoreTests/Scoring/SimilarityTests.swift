import SimCore
import Testing

/// Every kernel set against the plain eight lanes, to the bit.
@Suite struct SimilarityTests {
  /// All tails of every vector width, and longer ones.
  static let lengths = Array(0...130) + [255, 256, 257, 383, 384, 385, 768, 1000, 1024, 4095, 4096]

  private func check(
    _ kernel: Kernel, _ left: [Float], _ right: [Float], _ what: String,
    location: SourceLocation = #_sourceLocation
  ) {
    let found = Similarity.cosine(left, right, kernel: kernel)
    let expected = PlainScoring.similarity(left, right)
    #expect(
      found.bitPattern == expected.bitPattern,
      "\(what), length \(left.count): \(found) for \(expected)", sourceLocation: location)
  }

  @Test("random vectors", arguments: Kernel.supported)
  func random(kernel: Kernel) {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for length in Self.lengths {
      for _ in 0..<(length > 130 ? 2 : 8) {
        check(kernel, generator.floats(length), generator.floats(length), "seed \(seed)")
      }
    }
  }

  @Test("integers, where every order of summation is exact", arguments: Kernel.supported)
  func integers(kernel: Kernel) {
    var generator = SeededGenerator(seed: 1)
    for length in Self.lengths {
      let left = (0..<length).map { _ in Float(Int.random(in: -1000...1000, using: &generator)) }
      let right = (0..<length).map { _ in Float(Int.random(in: -1000...1000, using: &generator)) }
      check(kernel, left, right, "integers")
      let exact = zip(left, right).reduce(0) { $0 + Int($1.0) * Int($1.1) }
      #expect(Similarity.cosine(left, right, kernel: kernel) == Double(exact))
    }
  }

  @Test("denormal, huge and mixed magnitudes, zeros of both signs", arguments: Kernel.supported)
  func extremes(kernel: Kernel) {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let pools: [(String, [Float])] = [
      (
        "denormal",
        [.leastNonzeroMagnitude, -.leastNonzeroMagnitude, 0x1p-133, -0x1.8p-139, 0x1p-127]
      ),
      ("huge", [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e38, -2e37]),
      ("zero", [0, -0.0]),
      ("mixed", [0, -0.0, 0x1p-149, -0x1p-127, 1e-20, -1, 1, 3.5e10, -1e38, 2.5e-7]),
    ]
    for (name, pool) in pools {
      for length in Self.lengths {
        let left = (0..<length).map { _ in pool.randomElement(using: &generator) ?? 0 }
        let right = (0..<length).map { _ in pool.randomElement(using: &generator) ?? 0 }
        check(kernel, left, right, "\(name), seed \(seed)")
      }
    }
  }

  @Test("a zero vector has similarity +0 with everything", arguments: Kernel.supported)
  func zero(kernel: Kernel) {
    for zero: Float in [0, -0.0] {
      for length in 1...40 {
        let left = [Float](repeating: zero, count: length)
        let right = [Float](repeating: -2.5, count: length)
        #expect(Similarity.cosine(left, right, kernel: kernel).bitPattern == 0)
      }
    }
  }

  @Test("infinite and NaN components go through as IEEE 754 says", arguments: Kernel.supported)
  func notFinite(kernel: Kernel) {
    for length in 1...40 {
      for at in 0..<length {
        var left = [Float](repeating: 1, count: length)
        left[at] = .nan
        let right = [Float](repeating: 2, count: length)
        #expect(Similarity.cosine(left, right, kernel: kernel).isNaN)
        left[at] = .infinity
        #expect(Similarity.cosine(left, right, kernel: kernel) == .infinity)
      }
    }
  }

  @Test func blasIsAlwaysSupported() {
    #expect(Kernel.supported.contains(.blas))
    #expect(Kernel.current.isSupported)
    #expect(
      Kernel.allCases.map(\.rawValue) == [
        "blas", "avx2", "avx512", "neon", "avx2-f32", "avx512-f32", "neon-f32",
      ])
  }

  @Test func linearAlgebraAnswers() {
    #expect(LinearAlgebra.lapackAnswers)
    #expect(LinearAlgebra.blasDescription.contains("OpenBLAS"))
    #expect(!LinearAlgebra.blasCoreName.isEmpty)
  }

  @Test func unitVectors() {
    #expect(Similarity.unitVector([3, 4]) == [0.6, 0.8])
    #expect(Similarity.unitVector([0, -0.0]) == [0, 0])
    #expect(Similarity.unitVector([.leastNonzeroMagnitude, 0]) == [1, 0])
    let huge = Similarity.unitVector([.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    #expect(huge == [Float(0.5.squareRoot()), Float(0.5.squareRoot())])
    #expect(Similarity.unitVector([]) == [])
  }
}
