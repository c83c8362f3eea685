import ArgumentParser
import Pipeline
import SimCore

/// `bench score`: the KRA signal.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Times the shortlist of roles for the sentences of JDs.")

  @Option(help: "Roles of the index.") var roles = 250
  @Option(help: "KRAs of each role.") var krasPerRole = 10
  @Option(help: "Components of a vector.") var dimension = 384
  @Option(help: "Sentences of a JD.") var sentences = 10
  @Option(help: "JDs that are scored in one go.") var jds = 1
  @Option(help: "Threads; they share the panels of the index.") var threads = 1
  @Option(help: "The kernel set that screens and settles.") var kernel = KernelChoice.auto
  @Option(
    help: ArgumentHelp(
      "A file of little-endian f32 rows: the KRAs, then the sentences; random where absent.",
      valueName: "file"))
  var vectors: String?
  @Option(
    name: .customLong("distinct-jds"),
    help: "Different JDs that the runs go through, as many as the vectors give.")
  var distinctJDs = 64
  @Option(help: ArgumentHelp("Save the index to this file and end.", valueName: "file"))
  var saveIndex: String?
  @Option(help: ArgumentHelp("Map this index instead of building one.", valueName: "file"))
  var index: String?
  @Option(help: "Seed of the random vectors.") var seed: UInt64 = 1
  @Option(help: "Seconds to measure for.") var seconds = 2.0
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Bench.refuseDebugBuild()
    var shape = ScoreShape(
      roles: roles, krasPerRole: krasPerRole, dimension: dimension, sentences: sentences,
      jds: jds, distinctJDs: distinctJDs)
    try shape.check()
    try Limits.check(threads: threads, seconds: seconds)
    let source = try VectorSource(shape: &shape, file: vectors, seed: seed)
    if let saveIndex {
      do {
        try source.index(of: shape).save(to: saveIndex)
      } catch {
        throw BenchError(description: "\(error)", fault: .inputOutput)
      }
      return
    }
    let workload = try ScoreWorkload(
      shape: shape, source: source, indexFile: index, kernel: kernel.kernel())
    let report = try workload.report(threads: threads, seconds: seconds)
    print(json ? report.json : report.table)
  }
}

/// The kernel sets, and the best of them.
enum KernelChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, blas, avx2, avx512, neon
  case avx2Float = "avx2-f32"
  case avx512Float = "avx512-f32"
  case neonFloat = "neon-f32"

  /// - Throws: a usage error where this machine cannot run it.
  func kernel() throws -> Kernel {
    guard let named = Kernel(rawValue: rawValue) else {
      if let refused = Kernel.refusedRequest {
        throw BenchError.usage(
          "ROLEWISE_KERNEL=\(refused) cannot be run here; choose of \(Self.supportedNames)")
      }
      return .current
    }
    guard named.isSupported else {
      throw BenchError.usage(
        "this machine cannot run kernel \(rawValue); choose of \(Self.supportedNames)")
    }
    return named
  }

  private static var supportedNames: String {
    (["auto"] + Kernel.supported.map(\.rawValue)).joined(separator: ", ")
  }
}
