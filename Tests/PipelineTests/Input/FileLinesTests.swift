import Foundation
import Pipeline
import Testing

/// Lines of files: nothing is cut off without a word.
@Suite struct FileLinesTests {
  private func lines(_ text: String, longestLine: Int = 8 << 20) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var reader = try FileLines(path: path, longestLine: longestLine)
    var lines: [String] = []
    while let line = try reader.next() {
      lines.append(String(decoding: line, as: UTF8.self))
      #expect(reader.number == lines.count)
    }
    return lines
  }

  @Test func linesEndAtLineFeedsOrTheEnd() throws {
    #expect(try lines("") == [])
    #expect(try lines("a") == ["a"])
    #expect(try lines("a\n") == ["a"])
    #expect(try lines("\n\na\r\nb") == ["", "", "a\r", "b"])
  }

  @Test func theRestOfALongLineIsDroppedAndTheNextLineIsWhole() throws {
    // Around the limit and around the parts that a file is read in.
    for length in [3, 4, 5, 65_535, 65_536, 65_537, 200_000] {
      let long = String(repeating: "x", count: length)
      #expect(try lines("\(long)\nnext\n", longestLine: 4) == [String(long.prefix(4)), "next"])
      #expect(try lines("\(long)\nnext\n") == [long, "next"])
    }
  }

  @Test func emptyLinesAreSkippedAndCounted() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("\n \t\r\na\n\nb".utf8).write(to: URL(fileURLWithPath: path))
    var reader = try FileLines(path: path)
    #expect(try reader.nextFilled() == Array("a".utf8))
    #expect(reader.number == 3)
    #expect(try reader.nextFilled() == Array("b".utf8))
    #expect(reader.number == 5)
    #expect(try reader.nextFilled() == nil)
  }

  @Test func aReadThatFailsIsNoEndOfTheFile() throws {
    // Address 0 of a process is never mapped: the kernel answers the read with an error.
    var reader = try FileLines(path: "/proc/self/mem")
    #expect(throws: InputError.unreadable(path: "/proc/self/mem", reason: "the read failed")) {
      try reader.next()
    }
  }
}
