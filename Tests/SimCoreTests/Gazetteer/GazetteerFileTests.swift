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

  @Test("sections that cannot be, under right checksums")
  func forgedSections() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("names")
    try Self.gazetteer.save(to: path, identifier: "one")
    let sound = try TemporaryFolder.bytes(of: path)
    let size = UInt64(sound.count)
    var changes: [(section: Int, field: Int, value: UInt64)] = [
      (7, 8, 0), (7, 8, 4095), (8, 8, 0), (8, 8, 63), (9, 8, 255),
    ]
    for section in 0..<10 {
      let offsets: [UInt64] = [1, 520, size / 64 * 64 + 64, 1 << 63, .max]
      let counts: [UInt64] = [size, 1 << 61, 1 << 63, .max]
      for offset in offsets { changes.append((section, 0, offset)) }
      for count in counts { changes.append((section, 8, count)) }
    }
    for change in changes {
      var bytes = sound
      Self.put(change.value, at: Self.entry(change.section) + change.field, in: &bytes)
      Self.sign(&bytes)
      try folder.write(bytes, to: "names")
      #expect(throws: Gazetteer.FormatError.damaged(path: path), "\(change)") {
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

  // MARK: - Forging

  /// Where a section's offset stands in the header; its count is 8 bytes on.
  private static func entry(_ section: Int) -> Int { 216 + section * 16 }

  private static func put<Number: FixedWidthInteger>(
    _ value: Number, at offset: Int, in bytes: inout [UInt8]
  ) {
    for index in 0..<Number.bitWidth / 8 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }

  /// Makes the header's checksum right again.
  private static func sign(_ bytes: inout [UInt8]) {
    put(plainChecksum(bytes[..<508]), at: 508, in: &bytes)
  }
}
