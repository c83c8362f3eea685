import Foundation
import Testing

@testable import SimCore

@Suite struct GazetteerFileTests {
  private static let names = ["Java", "C++", "data science", "Straße", ".NET", "Go", "go"]
  private static let gazetteer = Gazetteer(
    names.enumerated().map { .init(id: $0 * 10 - 5, text: $1, isCaseSensitive: $1 == "Go") })
  private static let text = "Java, C++17 C++; DATA  science in Go and go, STRASSE; .NET"

  @Test func whatIsMappedFindsTheSame() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("names")
    try Self.gazetteer.save(to: path, identifier: "of the test")
    let mapped = try Gazetteer(mapping: path, identifier: "of the test")
    let found = mapped.matches(in: Self.text)
    #expect(found.count == 7)
    #expect(found == Self.gazetteer.matches(in: Self.text))
    #expect(mapped.matches(in: "") == [])
  }

  @Test func aGazetteerWithoutNames() throws {
    let folder = try TemporaryFolder()
    try Gazetteer([]).save(to: folder.file("none"), identifier: "")
    let mapped = try Gazetteer(mapping: folder.file("none"), identifier: "")
    #expect(mapped.matches(in: Self.text) == [])
  }

  @Test func otherNamesAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("names")
    try Self.gazetteer.save(to: path, identifier: "one")
    #expect(throws: Gazetteer.FormatError.otherContents(path: path)) {
      try Gazetteer(mapping: path, identifier: "two")
    }
    #expect(throws: Gazetteer.FormatError.identifierTooLong) {
      try Self.gazetteer.save(to: path, identifier: String(repeating: "x", count: 193))
    }
  }

  /// Every changed byte and every cut is noticed.
  @Test func damageIsNoticed() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("names")
    try Self.gazetteer.save(to: path, identifier: "one")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var generator = SeededGenerator(seed: 4)
    let places =
      Array(0..<520) + (0..<100).map { _ in Int.random(in: 520..<whole.count, using: &generator) }
    for place in places {
      var damaged = whole
      damaged[place] ^= 0x10
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(throws: Gazetteer.FormatError.self, "byte \(place)") {
        try Gazetteer(mapping: path, identifier: "one")
      }
    }
    for size in [0, 7, 511, 512, whole.count - 1] {
      try whole.prefix(size).write(to: URL(fileURLWithPath: path))
      #expect(throws: Gazetteer.FormatError.self, "\(size) bytes") {
        try Gazetteer(mapping: path, identifier: "one")
      }
    }
  }

  @Test func aNewerFormatIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("names")
    try Self.gazetteer.save(to: path, identifier: "one")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[8] = 9
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(throws: Gazetteer.FormatError.unsupportedVersion(path: path, found: 9)) {
      try Gazetteer(mapping: path, identifier: "one")
    }
  }
}
