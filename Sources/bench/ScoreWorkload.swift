import SimCore

/// The sizes of a scoring benchmark.
struct ScoreShape {
  var roles: Int
  var krasPerRole: Int
  var dimension: Int
  var sentences: Int
  var jds: Int

  var kras: Int { roles * krasPerRole }
  var rows: Int { kras + sentences * jds }

  /// - Throws: a usage error where a size is no positive number or the vectors take over 16 GiB.
  func check() throws {
    let sizes = [
      ("--roles", roles), ("--kras-per-role", krasPerRole), ("--dimension", dimension),
      ("--sentences", sentences), ("--jds", jds),
    ]
    for (name, size) in sizes where !(1...10_000_000).contains(size) {
      throw BenchError.usage("\(name) must be 1 to 10000000")
    }
    let floats =
      (Double(roles) * Double(krasPerRole) + Double(sentences) * Double(jds)) * Double(dimension)
    guard floats * 4 <= 16 * 1024 * 1024 * 1024 else {
      throw BenchError.usage("the vectors would take over 16 GiB; choose smaller sizes")
    }
  }
}

/// An index and the JDs that are scored against it.
struct ScoreWorkload {
  let shape: ScoreShape
  let scorer: RoleScorer
  let documents: [EmbeddingMatrix]

  /// - Throws: `BenchError` where the file of vectors is missing or does not fit.
  init(shape: ScoreShape, kernel: Kernel, file: String?, seed: UInt64) throws {
    let all =
      try file.map { try VectorFile.read($0, dimension: shape.dimension, rows: shape.rows) }
      ?? RandomVectors.unitVectors(shape.rows, dimension: shape.dimension, seed: seed)
    let index: KRAIndex
    do {
      index = try KRAIndex(
        roles: (0..<shape.roles).map { ($0 + 1, shape.krasPerRole) },
        vectors: all.rows(0..<shape.kras), modelIdentifier: "bench", catalogVersion: "1")
    } catch {
      throw BenchError.badData("\(error)")
    }
    self.shape = shape
    scorer = RoleScorer(index: index, kernel: kernel)
    documents = (0..<shape.jds).map { document in
      let first = shape.kras + document * shape.sentences
      return all.rows(first..<first + shape.sentences)
    }
    guard documents.allSatisfy(\.isFinite) else {
      throw BenchError.badData("a sentence vector has a component that is no finite number")
    }
  }

  /// Checks the answer, measures, and reports.
  func report(threads: Int, seconds: Double) throws -> Report {
    try check()
    let workers = WorkerPool(threadCount: threads)
    let measurement = Measurement(budget: seconds) { _ in
      workers.forEach(count: documents.count) { document in
        _ = scorer.shortlist(for: documents[document])
      }
    }
    let operations =
      2 * Double(shape.kras) * Double(shape.dimension) * Double(shape.sentences)
      * Double(shape.jds)
    var report = Report()
    report.add("benchmark", .text("score"))
    report.add("median_ms", .number(measurement.median * 1e3, decimals: 4))
    report.add("p99_ms", .number(measurement.percentile(0.99) * 1e3, decimals: 4))
    report.add("gflops", .number(operations / measurement.median * 1e-9, decimals: 2))
    report.add("kernel", .text(scorer.kernel.rawValue))
    report.add("threads", .integer(threads))
    report.add("roles", .integer(shape.roles))
    report.add("kras_per_role", .integer(shape.krasPerRole))
    report.add("dimension", .integer(shape.dimension))
    report.add("sentences", .integer(shape.sentences))
    report.add("jds", .integer(shape.jds))
    report.add("runs", .integer(measurement.seconds.count))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.addMachine()
    return report
  }

  /// Compares the first and the last JD's shortlist with the plain definition.
  ///
  /// - Throws: a fault where any role, pair or bit differs.
  private func check() throws {
    let plain = PlainShortlist(index: scorer.index, sentencesPerRole: scorer.sentencesPerRole)
    for document in Set([0, documents.count - 1]) {
      let found = scorer.shortlist(for: documents[document]).map(PlainShortlist.Entry.init)
      let expected = plain.entries(for: documents[document], limit: scorer.shortlistSize)
      guard found == expected else {
        throw BenchError.fault(
          "the shortlist of JD \(document) differs from the definition; report this as a bug")
      }
    }
  }
}
