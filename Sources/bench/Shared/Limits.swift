/// Bounds of options that several subcommands have.
enum Limits {
  static func check(threads: Int, seconds: Double) throws {
    guard (1...256).contains(threads) else {
      throw BenchError.usage("--threads must be 1 to 256")
    }
    guard seconds > 0, seconds <= 3600 else {
      throw BenchError.usage("--seconds must be over 0 and at most 3600")
    }
  }
}
