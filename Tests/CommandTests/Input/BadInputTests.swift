import Foundation
import Testing

extension CommandSuite {
  /// Input that is no job description: one line, an exit code, and a store as it was, or none.
  @Suite struct BadInputTests {
    /// A file that `classify` refuses.
    struct BadFile: Sendable, CustomTestStringConvertible {
      let name: String
      let bytes: [UInt8]
      let words: String

      var testDescription: String { name }

      init(_ name: String, _ bytes: [UInt8], _ words: String) {
        self.name = name
        self.bytes = bytes
        self.words = words
      }
    }

    static let files = [
      BadFile("empty", [], "is empty"),
      BadFile("only white space", Array(" \r\n\t\u{A0}\u{3000}\n".utf8), "is empty"),
      BadFile("5 MB of text", fiveMegabytes, "larger than 1048576 bytes"),
      BadFile("binary", [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x00, 0x00], "is no text"),
      BadFile("invalid UTF-8", Array("A job in Zür".utf8) + [0xFC, 0x0A], "no valid UTF-8"),
      BadFile("UTF-16", [0xFF, 0xFE, 0x41, 0x00, 0x20, 0x00], "UTF-16"),
      BadFile("UTF-16, most significant byte first", [0xFE, 0xFF, 0x00, 0x41], "UTF-16"),
      BadFile(
        "a whole HTML page",
        Array("<!DOCTYPE html>\n<html><body><h1>Flutter Developer</h1></body></html>".utf8),
        "whole HTML page"),
    ]

    static let fiveMegabytes = Array(
      String(repeating: "You build mobile apps in Flutter and Dart.\n", count: 120_000).utf8)

    @Test(arguments: files)
    func isRefused(file: BadFile) async throws {
      let folder = try WorkFolder()
      try folder.write(file.bytes, to: "jd.txt")
      let arguments = ["classify", "--embedder", "hashing", "jd.txt"]
      try await expectRefusal(of: arguments, in: folder, exitCode: 65, saying: file.words)
      try await folder.addStore()
      try await expectRefusal(of: arguments, in: folder, exitCode: 65, saying: file.words)
    }

    @Test(arguments: files)
    func isRefusedFromStandardInput(file: BadFile) async throws {
      let folder = try WorkFolder()
      try await expectRefusal(
        of: ["classify", "--embedder", "hashing", "-"], in: folder, input: file.bytes,
        exitCode: 65, saying: file.words)
    }

    @Test func aMissingFile() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      for options in [[], ["--jsonl"]] {
        try await expectRefusal(
          of: ["classify", "--embedder", "hashing"] + options + ["nowhere.txt"], in: folder,
          exitCode: 66, saying: "there is no file nowhere.txt")
      }
    }

    @Test func aFolder() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.makeFolder("ads")
      for options in [[], ["--jsonl"]] {
        try await expectRefusal(
          of: ["classify", "--embedder", "hashing"] + options + ["ads"], in: folder,
          exitCode: 74, saying: "it is a folder")
      }
    }

    /// A row's id is any string; the answer is one line of four cells all the same.
    @Test func anIDWithTabsAndLineFeeds() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let row = #"{"id": "a\tb\nc", "text": "Flutter Developer\nYou will build mobile apps."}"#
      let outcome = try await CommandLineTool.succeed(
        ["classify", "--embedder", "hashing", "--jsonl", "-"], in: folder, input: Array(row.utf8))
      #expect(outcome.output.hasPrefix("a b c\tA\tflutter-developer\t"), "\(outcome)")
      #expect(outcome.outputLines.count == 1)
    }

    @Test func oneBadFileAmongGoodOnes() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(WorkFolder.seedText, to: "good.txt")
      try folder.write("", to: "bad.txt")
      try await expectRefusal(
        of: ["classify", "--embedder", "hashing", "good.txt", "bad.txt"], in: folder,
        exitCode: 65, saying: "is empty")
    }
  }
}
