import Foundation
import SimCore
import Testing

/// The encoder on the real model. `scripts/test-coretype` runs this suite again with other kernels
/// of OpenBLAS.
@Suite struct SentenceEncoderTests {
  private let encoder: SentenceEncoder
  private let golden: [GoldenVector]

  init() throws {
    encoder = try SentenceEncoder(folder: ModelFolder.path())
    golden = try GoldenVector.all()
  }

  @Test("cosine of at least 0.9999 to sentence-transformers")
  func goldenVectors() throws {
    #expect(golden.count >= 120)
    let vectors = encoder.encode(
      golden.map(\.text), workers: WorkerPool(threadCount: WorkerPool.availableProcessorCount))
    #expect(vectors.count == golden.count)
    var least = 1.0
    for (row, expected) in golden.enumerated() {
      #expect(expected.components.count == encoder.dimension)
      let cosine = Similarity.cosine(vectors[row], Similarity.unitVector(expected.components))
      least = min(least, cosine)
      #expect(cosine >= 0.9999, "“\(expected.text.prefix(80))” has cosine \(cosine)")
      let length = Similarity.cosine(vectors[row], vectors[row])
      #expect(abs(length - 1) < 1e-6, "vectors are of unit length")
    }
    print("SentenceEncoder: \(golden.count) golden vectors, least cosine \(least)")
  }

  @Test(
    "bf16 and int8 near sentence-transformers, each sentence with the same bits alone and in a batch",
    arguments: [(Precision.bf16, 0.999, 0.999), (.int8, 0.99, 0.98)])
  func precisions(precision: Precision, mean: Double, least: Double) throws {
    let encoder = try SentenceEncoder(folder: ModelFolder.path(), precision: precision)
    #expect(encoder.identifier == self.encoder.identifier + "/" + precision.rawValue)
    let vectors = encoder.encode(golden.map(\.text), workers: WorkerPool(threadCount: 2))
    let cosines = golden.enumerated().map { row, expected in
      Similarity.cosine(vectors[row], Similarity.unitVector(expected.components))
    }
    let average = cosines.reduce(0, +) / Double(cosines.count)
    let lowest = cosines.min() ?? 0
    #expect(average >= mean && lowest >= least, "mean \(average), least \(lowest)")
    print("SentenceEncoder: \(precision) has mean cosine \(average), least \(lowest)")
    for row in golden.indices where golden[row].text.utf8.count <= 300 {
      #expect(bits(encoder.encode([golden[row].text])[0]) == bits(vectors[row]))
    }
  }

  @Test("the same bits alone, in any batch, in any order and with any number of threads")
  func sameBits() {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    // Some long texts are enough; they cost most of the time.
    let long = golden.map(\.text).filter { $0.utf8.count > 300 }.prefix(3)
    let texts = golden.map(\.text).filter { $0.utf8.count <= 300 } + long
    let alone = texts.map { bits(encoder.encode([$0])[0]) }
    for threads in [1, 2, 3] {
      let pool = WorkerPool(threadCount: threads)
      var order = Array(texts.indices).shuffled(using: &generator)
      while !order.isEmpty {
        let size = min(order.count, [1, 2, 7, 20, 64].randomElement(using: &generator) ?? 1)
        let batch = order.suffix(size) + order.suffix(1)
        order.removeLast(size)
        let vectors = encoder.encode(
          batch.map { texts[$0] }, workers: threads == 1 ? nil : pool)
        for (row, text) in batch.enumerated() {
          #expect(
            bits(vectors[row]) == alone[text],
            "“\(texts[text].prefix(60))”, \(threads) threads, seed \(seed)")
        }
      }
    }
  }

  @Test("several callers at once, each with threads of its own")
  func concurrentCallers() async {
    let texts = golden.map(\.text).filter { $0.utf8.count < 100 }.prefix(20)
    let expected = encoder.encode(Array(texts))
    await withTaskGroup(of: Bool.self) { group in
      for threads in [1, 2, 3] {
        group.addTask { [encoder] in
          encoder.encode(Array(texts), workers: WorkerPool(threadCount: threads)) == expected
        }
      }
      for await isEqual in group { #expect(isEqual) }
    }
  }

  @Test func shape() {
    #expect(encoder.dimension == 384)
    #expect(encoder.maximumTokenCount == 256)
    let parts = encoder.identifier.split(separator: "/")
    #expect(parts.count == 4 && parts[1].count == 8)
    #expect(parts[2...] == ["mean", "256"])
    #expect(encoder.encode([]).count == 0)
    let long = String(repeating: "backend ", count: 600)
    #expect(encoder.tokenIDs(of: long).count == 256)
  }

  @Test("the core type that OPENBLAS_CORETYPE asks for is the one in use")
  func coreType() {
    guard let asked = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] else { return }
    #expect(LinearAlgebra.blasCoreName.lowercased() == asked.lowercased())
  }

  private func bits(_ vector: [Float]) -> [UInt32] { vector.map(\.bitPattern) }
}
