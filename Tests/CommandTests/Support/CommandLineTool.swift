import Foundation
import Pipeline
import Testing

/// Runs the built programs.
enum CommandLineTool {
  /// What a process printed and how it ended.
  struct Outcome: Sendable, CustomStringConvertible {
    let exitCode: Int32
    let output: String
    let errors: String

    var outputLines: [Substring] { output.split(separator: "\n") }

    /// The output as JSON.
    func json() throws -> JSONValue {
      try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8))
    }

    /// The output as a JSON value a line.
    func jsonLines() throws -> [JSONValue] {
      try outputLines.map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }

    var description: String { "exit \(exitCode)\n\(output.prefix(2000))\n\(errors.prefix(2000))" }
  }

  struct Failed: Error, CustomStringConvertible {
    let outcome: Outcome
    var description: String { "rolewise failed: \(outcome)" }
  }

  /// A program of the package.
  enum Program: String {
    case rolewise, bench
    case server = "rolewise-server"
  }

  /// Runs a program with `arguments` in a folder, and waits for its end.
  ///
  /// - Parameter output: a file that takes what the program prints; the outcome has nothing of it
  ///   then.
  ///
  /// The catalog is the package's and the store `rolewise.db` in the folder, unless `arguments`
  /// say otherwise; the model is the package's.
  static func run(
    _ arguments: [String], of program: Program = .rolewise, in folder: WorkFolder,
    input: [UInt8] = [], output: String? = nil, environment: [String: String] = [:]
  ) async throws -> Outcome {
    // Files, not pipes: nothing has to read while the process writes.
    let streams = try WorkFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try PackagePaths.program(program.rawValue))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ROLEWISE_") }
    variables["ROLEWISE_CATALOG"] = PackagePaths.catalog
    variables["ROLEWISE_MODEL"] = PackagePaths.model
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = try handle(streams.write(input, to: "input"), writing: false)
    let printed = try streams.write("", to: "output")
    process.standardOutput = try handle(output ?? printed, writing: true)
    process.standardError = try handle(streams.write("", to: "errors"), writing: true)
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in ended.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        ended.resume(throwing: error)
      }
    }
    // A signal is told apart from every exit code.
    let status =
      process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Outcome(
      exitCode: status, output: String(decoding: try streams.bytes(of: "output"), as: UTF8.self),
      errors: String(decoding: try streams.bytes(of: "errors"), as: UTF8.self))
  }

  private static func handle(_ path: String, writing: Bool) throws -> FileHandle {
    let url = URL(fileURLWithPath: path)
    return writing
      ? try FileHandle(forWritingTo: url) : try FileHandle(forReadingFrom: url)
  }

  /// The same, and throws unless the exit code is 0.
  static func succeed(
    _ arguments: [String], in folder: WorkFolder, input: [UInt8] = []
  ) async throws -> Outcome {
    let outcome = try await run(arguments, in: folder, input: input)
    guard outcome.exitCode == 0 else { throw Failed(outcome: outcome) }
    return outcome
  }
}

/// How a folder is compared with what it was.
enum Comparison {
  /// Every file, byte by byte.
  case bytes
  /// The rows of the store, where the refusal comes after it was opened: to open a store counts in
  /// its header. Every other file byte by byte.
  case storeRows
}

/// Checks a refusal: the exit code, one line on standard error with `words` in it, nothing on
/// standard output, and a folder whose files are what they were.
func expectRefusal(
  of arguments: [String], in folder: WorkFolder, input: [UInt8] = [], exitCode: Int32,
  saying words: String, comparing comparison: Comparison = .bytes,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let before = try folder.contents(comparison)
  let outcome = try await CommandLineTool.run(arguments, in: folder, input: input)
  #expect(outcome.exitCode == exitCode, "\(outcome)", sourceLocation: sourceLocation)
  #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
  #expect(outcome.errors.hasPrefix("rolewise: "), "\(outcome)", sourceLocation: sourceLocation)
  #expect(outcome.errors.contains(words), "\(outcome)", sourceLocation: sourceLocation)
  #expect(
    outcome.errors.hasSuffix("\n") && outcome.errors.filter(\.isNewline).count == 1,
    "\(outcome)", sourceLocation: sourceLocation)
  let after = try folder.contents(comparison)
  let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
  #expect(changed.isEmpty, "changed: \(changed.sorted())", sourceLocation: sourceLocation)
}
