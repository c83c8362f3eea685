import Foundation
import Testing

extension CommandSuite {
  /// `rolewise encode`: its vectors, its files, and what it refuses.
  @Suite struct EncodeCommandTests {
    private struct Row: Decodable, Equatable {
      let text: String
      let vector: [Float]
    }

    private static let lines = [
      "Build mobile apps in Flutter.", "Zürich & 東京 \"quoted\"", "x",
      String(repeating: "Operate Kubernetes clusters. ", count: 20),
    ]

    private func rows(_ output: String) throws -> [Row] {
      try output.split(separator: "\n").map {
        try JSONDecoder().decode(Row.self, from: Data($0.utf8))
      }
    }

    @Test func theSameVectorsFromEveryFormAndNumberOfThreads() async throws {
      let folder = try WorkFolder()
      try folder.write(Self.lines.joined(separator: "\r\n") + "\n\n", to: "lines.txt")
      try folder.write(try JSONEncoder().encode(Self.lines), to: "array.json")
      let first = try await CommandLineTool.succeed(
        ["encode", "--threads", "1", "lines.txt"], in: folder)
      #expect(first.errors.isEmpty, "no progress bar into a file")
      let expected = try rows(first.output)
      #expect(expected.map(\.text) == Self.lines)
      for row in expected {
        #expect(row.vector.count == 384)
        #expect(abs(row.vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
      }
      let others = [
        ["encode", "--threads", "3", "array.json"], ["encode", "--output", "a.jsonl", "lines.txt"],
        ["encode", "--format", "jsonl", "-"],
      ]
      for arguments in others {
        let outcome = try await CommandLineTool.succeed(
          arguments, in: folder, input: Array(Self.lines.joined(separator: "\n").utf8))
        let text =
          arguments.contains("--output")
          ? String(decoding: try folder.bytes(of: "a.jsonl"), as: UTF8.self) : outcome.output
        #expect(text == first.output, "\(arguments)")
      }
      // The same numbers as an array file.
      _ = try await CommandLineTool.succeed(
        ["encode", "--output", "vectors.npy", "lines.txt"], in: folder)
      let array = try folder.bytes(of: "vectors.npy")
      #expect(array.prefix(128).range(of: Data("'shape': (4, 384)".utf8)) != nil)
      let components = array.dropFirst(128).withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map {
          UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
        }
      }
      #expect(components == expected.flatMap { $0.vector.map(\.bitPattern) })
      #expect(
        try folder.contents().keys.sorted()
          == ["a.jsonl", "array.json", "lines.txt", "vectors.npy"], "nothing is left beside them")
    }

    @Test func precisionsGiveTheirOwnVectors() async throws {
      let folder = try WorkFolder()
      try folder.write(Self.lines[0], to: "line.txt")
      var vectors: [[Float]] = []
      for precision in ["f32", "bf16", "int8"] {
        let outcome = try await CommandLineTool.succeed(
          ["encode", "--precision", precision, "line.txt"], in: folder)
        vectors.append(try #require(try rows(outcome.output).first).vector)
      }
      for other in vectors.dropFirst() {
        let cosine = zip(vectors[0], other).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(cosine > 0.98 && other != vectors[0])
      }
    }

    /// More lines than a batch: all of them, in order.
    @Test func manyLines() async throws {
      let folder = try WorkFolder()
      let lines = (0..<1100).map { "line \($0)" }
      try folder.write(lines.joined(separator: "\n"), to: "lines.txt")
      let outcome = try await CommandLineTool.succeed(
        ["encode", "--precision", "int8", "lines.txt"], in: folder)
      #expect(try rows(outcome.output).map(\.text) == lines)
    }

    @Test func badInput() async throws {
      let folder = try WorkFolder()
      try folder.write("", to: "empty.txt")
      try folder.write(" \n\n", to: "blank.txt")
      try folder.write(Array("a\nZ".utf8) + [0xFC, 0x0A], to: "latin.txt")
      try folder.write("[\"a\", 1]", to: "number.json")
      try folder.write("a", to: "good.txt")
      let cases: [([String], Int32, String)] = [
        (["nowhere.txt"], 66, "there is no file nowhere.txt"),
        (["empty.txt"], 65, "empty.txt is empty; give a sentence a line"),
        (["blank.txt", "--output", "v.npy"], 65, "blank.txt is empty"),
        (["latin.txt"], 65, "latin.txt, line 2: it is no valid UTF-8 (at byte 1)"),
        (["latin.txt", "--output", "v.jsonl"], 65, "line 2: "),
        (["number.json", "--output", "v.npy"], 65, "element 2: it is no string"),
        (["good.txt", "--format", "npy"], 64, "needs --output FILE"),
        (["good.txt", "--format", "csv"], 64, "csv"),
        (["good.txt", "--precision", "f64"], 64, "f64"),
        (["good.txt", "--threads", "0"], 64, "--threads must be 1 to 1024"),
        (["good.txt", "--output", "none/v.npy"], 74, "cannot write none/v.npy"),
        (["good.txt", "--model", "none"], 66, "model"),
      ]
      for (arguments, exitCode, words) in cases {
        try await expectRefusal(
          of: ["encode"] + arguments, in: folder, exitCode: exitCode, saying: words)
      }
    }

    /// A device is written into, a link stays a link, and a private file private.
    @Test func whatIsThereStaysWhatItIs() async throws {
      let folder = try WorkFolder()
      try folder.write("Build mobile apps.\n", to: "lines.txt")
      try folder.write("", to: "private.jsonl")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: folder.file("private.jsonl"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("link.jsonl"), withDestinationPath: "private.jsonl")
      _ = try await CommandLineTool.succeed(
        ["encode", "--output", "link.jsonl", "lines.txt"], in: folder)
      let manager = FileManager.default
      #expect(
        try manager.destinationOfSymbolicLink(atPath: folder.file("link.jsonl")) == "private.jsonl")
      let attributes = try manager.attributesOfItem(atPath: folder.file("private.jsonl"))
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let expected = try await CommandLineTool.succeed(["encode", "lines.txt"], in: folder).output
      #expect(String(decoding: try folder.bytes(of: "private.jsonl"), as: UTF8.self) == expected)
      for (device, exitCode) in [("/dev/null", 0), ("/dev/full", 74)] as [(String, Int32)] {
        let outcome = try await CommandLineTool.run(
          ["encode", "--output", device, "lines.txt"], in: folder)
        #expect(outcome.exitCode == exitCode, "\(outcome)")
        let type = try manager.attributesOfItem(atPath: device)[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
      }
    }
  }
}
