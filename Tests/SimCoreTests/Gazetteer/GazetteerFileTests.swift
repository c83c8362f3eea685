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

  /// Each would end the process, or keep it for ever, where it were followed.
  @Test("indices that lead nowhere, under right checksums")
  func forgedIndices() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("names")
    try Self.gazetteer.save(to: path, identifier: "one")
    let sound = try TemporaryFolder.bytes(of: path)
    func forge(_ change: (inout [UInt8]) -> Void) throws {
      var bytes = sound
      change(&bytes)
      Self.put(plainChecksum(bytes[512...]), at: 504, in: &bytes)
      Self.sign(&bytes)
      try folder.write(bytes, to: "names")
    }
    try forge { _ in }
    #expect(try Gazetteer(mapping: path, identifier: "one").matches(in: Self.text).count == 7)
    func expectDamage(_ what: String, _ change: (inout [UInt8]) -> Void) throws {
      try forge(change)
      #expect(throws: Gazetteer.FormatError.damaged(path: path), "\(what)") {
        try Gazetteer(mapping: path, identifier: "one")
      }
    }
    let nodes = Self.section(0, of: sound)
    let keyNode = try #require(
      (0..<nodes.count).first { sound[nodes.offset + $0 * 8 + 3] & 0x80 != 0 })
    let names = Self.section(2, of: sound)
    let ends = Self.section(5, of: sound)
    let slots = Self.section(8, of: sound)
    let numbers: [(what: String, offset: Int, value: UInt32)] = [
      ("a link past the trie", nodes.offset, UInt32(nodes.count)),
      ("a name without a byte", nodes.offset, 1 << 31),
      ("a key past the names", Self.section(1, of: sound).offset + keyNode * 4, 6),
      ("a key below the names", Self.section(1, of: sound).offset + keyNode * 4, .max),
      ("an entry below the entries", names.offset + 8, .max),
      ("entries past the entries", names.offset + 12, 8),
      ("a name without entries", names.offset + 12, 0),
      ("a key below the bytes", names.offset + 16, .max),
      ("keys out of order", names.offset + 24 + 16, 0),
      ("a key past the bytes", names.offset + 5 * 24 + 16, 1000),
      ("a spelling below the bytes", ends.offset, .max),
      ("a spelling past the bytes", ends.offset + 6 * 4, 1000),
      ("a first word past the trie", slots.offset + 4, UInt32(nodes.count)),
    ]
    for number in numbers {
      try expectDamage(number.what) { Self.put(number.value, at: number.offset, in: &$0) }
    }
    for section in [0, 1, 4, 5] {
      let count = UInt64(Self.section(section, of: sound).count)
      try expectDamage("section \(section) is shorter") {
        Self.put(count - 1, at: Self.entry(section) + 8, in: &$0)
      }
    }
    try expectDamage("no trie") { Self.put(UInt64(0), at: Self.entry(0) + 8, in: &$0) }
    try expectDamage("a table of first words without an end") { bytes in
      for slot in 0..<slots.count {
        Self.put(UInt32(1), at: slots.offset + slot * 8 + 4, in: &bytes)
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

  /// Where a section lies, and how many elements it has.
  private static func section(_ section: Int, of bytes: [UInt8]) -> (offset: Int, count: Int) {
    func number(at offset: Int) -> Int {
      bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    return (number(at: entry(section)), number(at: entry(section) + 8))
  }

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
