/// The sizes of a scoring benchmark.
struct ScoreShape {
  var roles: Int
  var krasPerRole: Int
  var dimension: Int
  var sentences: Int
  /// JDs of one run.
  var jds: Int
  /// JDs that the runs go through, a multiple of `jds`.
  var distinctJDs: Int

  var kras: Int { roles * krasPerRole }

  /// - Throws: a usage error where a size is no positive number or the vectors take over 16 GiB.
  mutating func check() throws {
    let sizes = [
      ("--roles", roles), ("--kras-per-role", krasPerRole), ("--dimension", dimension),
      ("--sentences", sentences), ("--jds", jds), ("--distinct-jds", distinctJDs),
    ]
    for (name, size) in sizes where !(1...10_000_000).contains(size) {
      throw BenchError.usage("\(name) must be 1 to 10000000")
    }
    distinctJDs = max(1, distinctJDs / jds) * jds
    let floats =
      (Double(roles) * Double(krasPerRole) + Double(sentences) * Double(distinctJDs))
      * Double(dimension)
    guard floats * 4 <= 16 * 1024 * 1024 * 1024 else {
      throw BenchError.usage("the vectors would take over 16 GiB; choose smaller sizes")
    }
  }
}
