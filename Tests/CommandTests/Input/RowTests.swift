import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// Rows of JSON Lines.
  @Suite struct RowTests {
    static let badRows: [(row: [UInt8], words: String)] = [
      (Array(#"{"id":"1","text":"Flutter \ud83d Developer"}"#.utf8), "no valid JSON"),
      (Array(#"{"id":"1","text":"Flutter \udc00"}"#.utf8), "no valid JSON"),
      (Array(#"["Flutter Developer"]"#.utf8), "it is no row"),
      (Array(#""Flutter Developer""#.utf8), "it is no row"),
      (Array("null".utf8), "it is no row"),
      (Array(#"{"id":"1"}"#.utf8), #"lacks "text""#),
      (Array(#"{"id":"1","text":7}"#.utf8), "$.text"),
      (Array(#"{"id":"1","text":"  "}"#.utf8), "is empty"),
      (Array(#"{"id":"1","text":"a\u0000b"}"#.utf8), "is no text"),
      (Array(#"{"id":"1","text":"<html><body>x</body></html>"}"#.utf8), "whole HTML page"),
      (Array(#"{"id":"1","text":"Flutter"#.utf8), "no valid JSON"),
      (Array(#"{"id":"1","text":"Flutter "#.utf8) + [0xFF] + Array(#""}"#.utf8), "it is no row"),
      (
        Array(#"{"id":"1","text":""#.utf8) + [UInt8](repeating: 0x61, count: 5_000_000)
          + Array(#""}"#.utf8), "larger than 1048576 bytes"
      ),
    ]

    @Test(arguments: badRows.indices)
    func isRefused(number: Int) async throws {
      let (row, words) = Self.badRows[number]
      let folder = try WorkFolder()
      try folder.write(row + [0x0A], to: "ads.jsonl")
      let arguments = ["classify", "--embedder", "hashing", "--jsonl", "ads.jsonl"]
      try await expectRefusal(of: arguments, in: folder, exitCode: 65, saying: words)
      try await expectRefusal(of: arguments, in: folder, exitCode: 65, saying: "line 1: ")
    }

    @Test func noRowAtAll() async throws {
      let folder = try WorkFolder()
      try folder.write("\n \n", to: "ads.jsonl")
      try await expectRefusal(
        of: ["classify", "--embedder", "hashing", "--jsonl", "ads.jsonl"], in: folder,
        exitCode: 65, saying: "is empty")
    }

    @Test func goodRowsAreDecidedBesideBadOnes() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let text = try RecordCoding.text(WorkFolder.seedText)
      try folder.write(
        #"{"id":"first","text":\#(text)}"# + "\n\nno JSON\n"
          + #"{"id":"second","text":\#(text)}"#, to: "ads.jsonl")
      let outcome = try await CommandLineTool.run(
        ["classify", "--embedder", "hashing", "--jsonl", "ads.jsonl"], in: folder)
      #expect(outcome.exitCode == 65)
      #expect(outcome.outputLines.map { $0.prefix { $0 != "\t" } } == ["first", "second"])
      #expect(outcome.errors.hasPrefix("rolewise: ads.jsonl: line 3: "))
      #expect(outcome.errors.filter(\.isNewline).count == 1)
    }
  }
}
