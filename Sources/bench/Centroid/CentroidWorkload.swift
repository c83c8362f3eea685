import SeededRandom
import SimCore

/// Vectors of JDs, and the centroid that they make.
struct CentroidWorkload {
  let dimension: Int
  private let vectors: [[Double]]
  /// The sentences of one JD.
  private let sentences: EmbeddingMatrix
  private let seed: UInt64

  init(dimension: Int, count: Int, seed: UInt64) {
    self.dimension = dimension
    self.seed = seed
    let rows = RandomVectors.unitVectors(count, dimension: dimension, seed: seed)
    vectors = (0..<count).map { row in rows[row].map(Double.init) }
    sentences = RandomVectors.unitVectors(10, dimension: dimension, seed: seed &+ 1)
  }

  /// Checks that sums are exact and cosines right, times both, and reports.
  ///
  /// The plain sum beside it adds without the rounding that makes sums exact.
  func report(seconds: Double) throws -> Report {
    let whole = sum(of: vectors)
    try check(whole)
    let share = seconds / 6
    var centroid = whole
    let add = Measurement(budget: share, warmUps: 1, minimumRuns: 5) { _ in
      centroid = Centroid(dimension: dimension)
      for vector in vectors { centroid.add(vector) }
    }
    let remove = Measurement(budget: share, warmUps: 1, minimumRuns: 5) { _ in
      centroid = whole
      for vector in vectors { centroid.remove(vector) }
    }
    let merge = Measurement(budget: share) { _ in
      for _ in 0..<100 { centroid.merge(whole) }
    }
    var total = 0.0
    let cosine = Measurement(budget: share, warmUps: 1, minimumRuns: 5) { _ in
      for vector in vectors { total += whole.cosine(to: vector) }
    }
    let document = Measurement(budget: share) { _ in
      for _ in 0..<100 { total += Centroid.documentVector(of: sentences)?[0] ?? 0 }
    }
    var plain = [Double](repeating: 0, count: dimension)
    let plainAdd = Measurement(budget: share, warmUps: 1, minimumRuns: 5) { _ in
      for vector in vectors {
        for index in 0..<dimension { plain[index] += vector[index] }
      }
    }
    // What is computed is used, or the optimiser might leave it out.
    withExtendedLifetime((centroid, total, plain)) {}
    var report = Report()
    report.add("benchmark", .text("centroid"))
    report.add("dimension", .integer(dimension))
    report.add("vectors", .integer(vectors.count))
    func addTime(_ name: String, _ time: Measurement, per count: Int) {
      report.add(name, .number(time.median / Double(count) * 1e9, decimals: 1))
    }
    addTime("add_ns", add, per: vectors.count)
    addTime("plain_add_ns", plainAdd, per: vectors.count)
    addTime("remove_ns", remove, per: vectors.count)
    addTime("merge_ns", merge, per: 100)
    addTime("cosine_ns", cosine, per: vectors.count)
    addTime("document_vector_of_10_ns", document, per: 100)
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.addMachine()
    return report
  }

  private func sum(of vectors: some Sequence<[Double]>) -> Centroid {
    var centroid = Centroid(dimension: dimension)
    for vector in vectors { centroid.add(vector) }
    return centroid
  }

  /// Any order, any shards and any removal must give the same bits; a cosine must be that of the
  /// vectors' mean but for the rounding of components to multiples of 2⁻³⁰.
  private func check(_ whole: Centroid) throws {
    var random = SplitMix64(seed: seed)
    let half = vectors.count / 2
    var merged = sum(of: vectors[half...])
    merged.merge(sum(of: vectors[..<half]))
    var removed = whole
    for vector in vectors[half...] { removed.remove(vector) }
    guard whole == sum(of: vectors.shuffled(using: &random)), whole == merged,
      removed == sum(of: vectors[..<half])
    else {
      throw BenchError.fault("a centroid depends on the order of vectors; report this as a bug")
    }
    let mean = (0..<dimension).map { index in
      vectors.reduce(0) { $0 + $1[index] } / Double(vectors.count)
    }
    func length(_ vector: [Double]) -> Double {
      vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    for vector in vectors.prefix(100) where length(mean) > 1e-3 {
      let product = zip(mean, vector).reduce(0) { $0 + $1.0 * $1.1 }
      let expected = product / (length(mean) * length(vector))
      guard abs(whole.cosine(to: vector) - expected) < 1e-5 else {
        throw BenchError.fault("the cosine to a centroid is wrong; report this as a bug")
      }
    }
  }
}
