import ArgumentParser
import DriverOptions
import Foundation
import Pipeline

/// `rolewise classify`: the main job.
struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Decide the role of job descriptions, show the evidence, and learn from them.",
    discussion: """
      A file holds one job description in UTF-8, at most 1 MiB; - is standard input. With --jsonl \
      a file holds one JSON object a line with "id" and "text". With --json the three payloads are \
      printed, for one file indented, else one line each.
      """)

  @Argument(help: "Files with a job description each, or -.")
  var files: [String]

  @Flag(help: "Print the three payloads as JSON.")
  var json = false

  @Flag(help: "The files are JSON Lines: one row a job description.")
  var jsonl = false

  @Option(
    help: """
      The id of the run, a UUID: with that of a stored run of the same text, its result is shown \
      again.
      """)
  var runID: String?

  @Flag(
    help: """
      With --jsonl: a row's run id follows from its id, so that a row that is stored already is \
      shown again and not counted twice.
      """)
  var once = false

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if let runID {
      guard UUID(uuidString: runID) != nil else { throw ValidationError("--run-id is no UUID") }
      guard files.count == 1, !jsonl else {
        throw ValidationError("--run-id is for one job description")
      }
    }
    if once, !jsonl { throw ValidationError("--once needs --jsonl") }
  }

  func run() async throws {
    if jsonl {
      try await classifyRows()
    } else {
      // All inputs are read and checked before a store is opened.
      let texts = try files.map { try JDFile.text(of: $0) }
      let pipeline = try await library.openPipeline()
      for text in texts { try await classify(text, pipeline) }
      await pipeline.flush()
    }
  }

  private func classify(_ text: String, _ pipeline: JDPipeline) async throws {
    let run = try await pipeline.classify(text, runID: runID?.lowercased())
    if json {
      print(try RecordCoding.text(run.payloads, indented: files.count == 1))
    } else {
      let output = try await pipeline.clientOutput(ofRun: run.id)
      print(RunView(run, clientOutput: output, store: library.store.path).text)
    }
  }

  /// Bad rows get a line each on standard error and make the exit code 65; the others are decided.
  private func classifyRows() async throws {
    var pipeline: JDPipeline?
    var badRowCount = 0
    // All files are opened before a store is.
    let sources = try files.map { (path: $0, lines: try FileLines(path: $0)) }
    for var source in sources {
      while let line = try source.lines.nextFilled() {
        let row: JDRow
        do {
          row = try JDRow(line: line, number: source.lines.number)
        } catch {
          Console.complain("\(source.path): \(error)")
          badRowCount += 1
          continue
        }
        let opened: JDPipeline
        if let pipeline { opened = pipeline } else { opened = try await library.openPipeline() }
        pipeline = opened
        let run: StoredRun
        do {
          run = try await opened.classify(
            row.text, runID: once ? RunIdentifier.named("row:\(row.id)") : nil)
        } catch StoreError.otherText {
          badRowCount += 1
          Console.complain(
            "\(source.path): line \(source.lines.number): the id \(row.id) is stored with another "
              + "text; give this row another id")
          continue
        } catch StoreError.forgottenRun(_, let time) {
          badRowCount += 1
          Console.complain(
            "\(source.path): line \(source.lines.number): the row \(row.id) was forgotten at "
              + "\(time); leave it out")
          continue
        }
        print(json ? try RecordCoding.text(run.payloads) : RunView.summary(of: run, row: row.id))
        // An answer is out before the next row is begun, and never before its run is stored.
        Console.flush()
      }
    }
    await pipeline?.flush()
    if pipeline == nil && badRowCount == 0 { throw InputError.empty }
    if badRowCount > 0 { throw ExitCode(Fault.badData.rawValue) }
  }
}
