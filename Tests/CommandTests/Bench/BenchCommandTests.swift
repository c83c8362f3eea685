import Foundation
import Pipeline
import Testing

extension CommandSuite {
  private static let isRelease = {
    #if DEBUG
      false
    #else
      true
    #endif
  }()

  /// `bench`: it reports what it timed, on right answers, and refuses in one line what it cannot
  /// time.
  @Suite("bench", .enabled(if: CommandSuite.isRelease, "bench refuses debug builds"))
  struct BenchCommandTests {
    private func bench(_ arguments: [String], in folder: WorkFolder) async throws
      -> CommandLineTool.Outcome
    {
      try await CommandLineTool.run(arguments, of: .bench, in: folder)
    }

    /// The report of a benchmark that ends well.
    private func report(_ arguments: [String], in folder: WorkFolder) async throws -> JSONValue {
      let outcome = try await bench(arguments + ["--json"], in: folder)
      #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome)")
      let report = try outcome.json()
      #expect(report.at("benchmark") == .string(arguments[0]))
      return report
    }

    private func number(_ path: String, of report: JSONValue) -> Double {
      guard case .number(let number) = report.at(path) else {
        Issue.record("\(path) is no number in \(report)")
        return .nan
      }
      return number
    }

    @Test("The shortlist that is timed is the same with every kernel, and with a mapped index")
    func score() async throws {
      let folder = try WorkFolder()
      let shape = [
        "--roles", "40", "--kras-per-role", "3", "--dimension", "40", "--seconds", "0.02",
      ]
      let plain = try await report(["score", "--kernel", "blas"] + shape, in: folder)
      let fast = try await report(["score"] + shape, in: folder)
      let save = try await bench(["score", "--save-index", "index"] + shape, in: folder)
      #expect(save.exitCode == 0, "\(save)")
      let mapped = try await report(["score", "--index", "index"] + shape, in: folder)
      let shortlist = plain.at("first_shortlist")
      #expect(shortlist != nil && shortlist != .string(""))
      #expect(fast.at("first_shortlist") == shortlist)
      #expect(mapped.at("first_shortlist") == shortlist)
      #expect(number("median_ms", of: fast) > 0)
    }

    @Test func gazetteer() async throws {
      let folder = try WorkFolder()
      try folder.write("Go\nSpring Boot\nBoot\n", to: "names")
      try folder.write("We use spring boot and Go, not Google.", to: "text")
      let files = ["gazetteer", "--names", "names", "--text", "text"]
      let report = try await report(files + ["--seconds", "0.02"], in: folder)
      let written = try await bench(files + ["--matches", "matches"], in: folder)
      #expect(written.exitCode == 0, "\(written)")
      #expect(
        String(decoding: try folder.bytes(of: "matches"), as: UTF8.self) == "7 18 1\n23 25 0\n")
      #expect(number("matches", of: report) == 2)
    }

    @Test func learn() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let refused = try await bench(["learn", "--db", "rolewise.db"], in: folder)
      #expect(refused.exitCode == 65 && refused.errors.contains("no decided runs of two roles"))
      for title in ["Java Developer", "Network Engineer"] {
        try folder.write(
          "\(title)\nResponsibilities\n- Build and run what the \(title) looks after.\n", to: "jd")
        _ = try await CommandLineTool.succeed(
          ["classify", "--embedder", "hashing", "jd"], in: folder)
      }
      let report = try await report(
        ["learn", "--db", "rolewise.db", "--seconds", "0.02"], in: folder)
      #expect(number("runs", of: report) == 3)
      #expect(number("roles", of: report) == 3)
      #expect(number("fit_ms", of: report) > 0)
    }

    @Test func encode() async throws {
      let folder = try WorkFolder()
      try folder.write("Bakes bread.\nBuilds services in Go.\n", to: "sentences")
      let report = try await report(
        ["encode", "--input", "sentences", "--seconds", "0.02", "--only-times"], in: folder)
      #expect(number("sentences", of: report) == 2)
      #expect(number("sentences_per_s", of: report) > 0)
      let vectors = try await bench(
        ["encode", "--input", "sentences", "--vectors", "vectors"], in: folder)
      #expect(vectors.exitCode == 0, "\(vectors)")
      #expect(try folder.bytes(of: "vectors").count == 2 * 384 * 4)
    }

    @Test func rescore() async throws {
      let folder = try WorkFolder()
      try await folder.addStore(of: .encoder)
      let report = try await report(
        ["rescore", "--rows", "3", "--rounds", "1", "--db", "rolewise.db"], in: folder)
      #expect(number("rows", of: report) == 3)
      #expect(number("bad_rows", of: report) == 0)
      #expect(number("rows_per_s", of: report) > 0)
    }

    @Test func lookup() async throws {
      let folder = try WorkFolder()
      try folder.write("Data Engineer\nNode.js\nC++\n", to: "names")
      let report = try await report(
        ["lookup", "--names", "names", "--seconds", "0.02"], in: folder)
      #expect(number("titles", of: report) == 3)
      #expect(number("skill_names", of: report) == 3)
      #expect(number("skill_version_ns", of: report) > 0)
      let catalog = try await self.report(["lookup", "--seconds", "0.02"], in: folder)
      #expect(number("titles", of: catalog) > 1000)
    }

    @Test func centroid() async throws {
      let folder = try WorkFolder()
      let report = try await report(
        ["centroid", "--dimension", "24", "--vectors", "50", "--seconds", "0.02"], in: folder)
      #expect(number("vectors", of: report) == 50)
      #expect(number("add_ns", of: report) > 0)
    }

    @Test("JDs are timed step by step, and what is encoded of them is written for a peer")
    func pipeline() async throws {
      let folder = try WorkFolder()
      try folder.write(
        """
        {"id": "a", "text": "Java Developer\\nResponsibilities\\n- Build services in Java."}
        {"id": "b", "text": "Pie"}
        """, to: "ads.jsonl")
      let arguments = ["pipeline", "--input", "ads.jsonl", "--rounds", "1"]
      let report = try await report(arguments, in: folder)
      #expect(number("rows", of: report) == 2)
      #expect(number("rejected", of: report) == 1)
      #expect(number("sentences", of: report) > 0)
      #expect(number("final_role_output_ms", of: report) > 0)
      let written = try await bench(arguments + ["--sentences", "sentences"], in: folder)
      #expect(written.exitCode == 0, "\(written)")
      let lines = String(decoding: try folder.bytes(of: "sentences"), as: UTF8.self)
        .split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.first?.contains("Build services in Java.") == true)
      #expect(Set(try folder.contents().keys) == ["ads.jsonl", "sentences"])
    }

    @Test("Without --json a report is a table")
    func table() async throws {
      let folder = try WorkFolder()
      let outcome = try await bench(["score", "--roles", "5", "--seconds", "0.02"], in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.outputLines.contains { $0.hasPrefix("median_ms") }, "\(outcome)")
    }

    @Test(
      "What cannot be timed is refused in one line",
      arguments: [
        ("score --roles 0", 64, "--roles must be"), ("score --kernel mmx", 64, "mmx"),
        ("score --index text", 65, "is no KRA index"),
        ("score --seconds 0", 64, "seconds"),
        ("gazetteer --names nowhere --text text", 66, "there is no file nowhere"),
        ("gazetteer --names text", 64, "--text"),
        (
          "learn --db nowhere.db", 66,
          "there is no store at nowhere.db; rolewise classify --db nowhere.db creates it"
        ),
        ("learn --db nowhere.db --runs 1", 64, "--runs must be 2"),
        ("encode --model nowhere", 66, "nowhere"),
        ("lookup --names nowhere", 66, "there is no file nowhere"),
        ("lookup --names text --catalog text", 64, "exclude each other"),
        ("centroid --vectors 1", 64, "--vectors 2 to"),
        ("pipeline --input nowhere", 66, "nowhere"), ("pipeline --input text", 65, "line 1"),
        ("pipeline --rounds 0", 64, "--rounds must be"),
        ("rescore --input nowhere", 66, "nowhere"), ("fly", 64, "fly"),
      ] as [(String, Int32, String)])
    func refusals(_ line: String, _ exitCode: Int32, _ words: String) async throws {
      let folder = try WorkFolder()
      try folder.write("bread", to: "text")
      let outcome = try await bench(line.split(separator: " ").map(String.init), in: folder)
      #expect(outcome.exitCode == exitCode, "\(outcome)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("bench: ") && outcome.errors.contains(words), "\(outcome)")
      #expect(outcome.errors.filter(\.isNewline).count == 1, "\(outcome)")
      #expect(Set(try folder.contents().keys) == ["text"])
    }
  }
}
