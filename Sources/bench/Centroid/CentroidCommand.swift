import ArgumentParser

/// `bench centroid`: the running sum of a role's vectors.
struct CentroidCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "centroid",
    abstract: "Times what a decided run does to a centroid, and the cosine similarity to one.")

  @Option(help: "Components of a vector.") var dimension = 384
  @Option(help: "Vectors that are added.") var vectors = 1000
  @Option(help: "Seed of the random vectors.") var seed: UInt64 = 1
  @Option(help: "Seconds to measure for.") var seconds = 2.0
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: 1, seconds: seconds)
    guard (1...65_536).contains(dimension), (2...1_000_000).contains(vectors),
      Double(dimension) * Double(vectors) <= 512 * 1024 * 1024
    else {
      throw BenchError.usage(
        "--dimension must be 1 to 65536, --vectors 2 to 1000000, and both multiplied at most "
          + "\(512 * 1024 * 1024)")
    }
    let workload = CentroidWorkload(dimension: dimension, count: vectors, seed: seed)
    let report = try workload.report(seconds: seconds)
    print(json ? report.json : report.table)
  }
}
