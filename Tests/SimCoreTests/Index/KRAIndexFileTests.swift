@testable import SimCore
import Testing

/// Files that are no usable index: each is refused with what to do about it, none crashes.
@Suite struct KRAIndexFileTests {
  private let folder: TemporaryFolder
  private let path: String
  /// A sound file: 512 bytes of header, 3 roles in 72 (padded to 128), 2 block squares (padded to
  /// 64), a panel row of 256, 6 rows of 3.
  private let sound: [UInt8]
  private static let panelOffset = 704
  private static let vectorOffset = panelOffset + 256

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("index")
    try KRAIndexTests.index().save(to: path)
    sound = try TemporaryFolder.bytes(of: path)
  }

  @Test func layoutIsAsDocumented() {
    #expect(sound.count == Self.vectorOffset + 6 * 3 * 4)
    #expect(Array(sound.prefix(8)) == Array("RWKRAIDX".utf8))
    #expect(plainChecksum(sound[..<508]) == number(508))
    #expect(plainChecksum(sound[512...]) == number(504))
  }

  @Test("cut at every interesting length, and one byte too long")
  func truncated() throws {
    let lengths = [
      1, 7, 8, 9, 12, 100, 511, 512, 513, 512 + 24, 512 + 71, 640, 648, Self.panelOffset,
      Self.panelOffset + 100, Self.vectorOffset - 1,
      Self.vectorOffset, Self.vectorOffset + 4, sound.count - 4, sound.count - 1,
    ]
    for length in lengths {
      try folder.write(Array(sound.prefix(length)), to: "index")
      let expected: IndexError =
        length < 8
        ? .notAnIndex(path: path)
        : .truncated(
          path: path, expectedBytes: length < 512 ? 512 : sound.count, foundBytes: length)
      expectRefused(expected)
    }
    try folder.write(sound + [0], to: "index")
    expectRefused(
      .truncated(path: path, expectedBytes: sound.count, foundBytes: sound.count + 1))
  }

  @Test func missingAndEmpty() throws {
    try folder.write([], to: "index")
    expectRefused(.file(.empty(path: path)))
    let missing = folder.file("missing")
    #expect(
      throws: IndexError.file(.unreadable(path: missing, reason: "No such file or directory"))
    ) { try KRAIndex(mapping: missing) }
    #expect(
      throws: IndexError.file(.unreadable(path: folder.path, reason: "it is no regular file"))
    ) { try KRAIndex.verify(path: folder.path) }
  }

  @Test("one flipped bit anywhere in the header")
  func flippedHeader() throws {
    for byte in 0..<512 {
      var bytes = sound
      bytes[byte] ^= UInt8(1) << UInt8(byte % 8)
      try folder.write(bytes, to: "index")
      switch byte {
      case 0..<8: expectRefused(.notAnIndex(path: path))
      case 8..<12:
        let found = (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
        expectRefused(.unsupportedVersion(path: path, found: found, expected: 2))
      default: expectRefused(.damaged(path: path, part: "header"))
      }
    }
  }

  @Test("one flipped bit anywhere in the body is found by verify")
  func flippedBody() throws {
    for byte in 512..<sound.count {
      var bytes = sound
      bytes[byte] ^= UInt8(1) << UInt8(byte % 8)
      try folder.write(bytes, to: "index")
      #expect(throws: IndexError.damaged(path: path, part: "body")) {
        try KRAIndex.verify(path: path)
      }
    }
  }

  @Test("a damaged body is scored without reading behind it", arguments: Kernel.supported)
  func damagedBody(kernel: Kernel) throws {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for trial in 0..<200 {
      var bytes = sound
      let first = Int.random(in: 640..<bytes.count, using: &generator)
      let end = Int.random(in: first..<bytes.count, using: &generator) + 1
      // The rows of a panel's lane take one of few values, so that those behind a role's are the
      // largest now and then.
      let values: [UInt8] = [0, 1, 0x7F, 0x80, 0x81, 0xFF, .random(in: 0...255, using: &generator)]
      for byte in first..<end {
        bytes[byte] = values[Int.random(in: values.indices, using: &generator)]
      }
      try folder.write(bytes, to: "index")
      let index = try KRAIndex(mapping: path)
      var sentences = EmbeddingMatrix(dimension: 3)
      for _ in 0..<4 { sentences.append(generator.floats(3)) }
      let scorer = RoleScorer(index: index, shortlistSize: 3, kernel: kernel)
      let found = scorer.shortlist(for: sentences)
      let all = scorer.scores(ofRoles: index.roles.map(\.id), for: sentences)
      for score in found + all {
        let count = index.roles.first { $0.id == score.roleID }?.rows.count ?? 0
        #expect(
          score.pairs.allSatisfy { (0..<count).contains($0.kra) }, "seed \(seed), trial \(trial)")
      }
    }
  }

  @Test("a role table that cannot be is refused on opening")
  func roleTable() throws {
    // (offset in the table, value): first role's rows, a count of 0, ids out of order, too few
    // rows.
    let changes: [[(Int, UInt64)]] = [
      [(8, 1)], [(16, 0)], [(16, 7)], [(16, .max)], [(8, .max)], [(24, 0xFFFF_FFFF_FFFF_0000)],
      [(24, UInt64(bitPattern: -2))], [(64, 2)], [(64, 4)], [(32, 0)],
    ]
    for change in changes {
      var bytes = sound
      for (offset, value) in change { put(value, 8, at: 512 + offset, in: &bytes) }
      try folder.write(bytes, to: "index")
      #expect(throws: IndexError.damaged(path: path, part: "role table"), "\(change)") {
        try KRAIndex(mapping: path)
      }
    }
  }

  @Test("header numbers that cannot be, under a right checksum")
  func forgedHeader() throws {
    let changes: [(Int, Int, UInt64)] = [
      (12, 4, 0), (12, 4, 0xFFFF_FFFF), (12, 4, 4), (16, 8, 1 << 47), (16, 8, .max), (16, 8, 5),
      (24, 8, 1 << 47), (24, 8, .max), (24, 8, 6), (32, 8, 632), (32, 8, 0), (32, 8, 1 << 47),
      (48, 8, Double.nan.bitPattern), (48, 8, Double.infinity.bitPattern), (440, 8, 640),
      (440, 8, .max), (448, 8, 0), (448, 8, 2), (448, 8, 1 << 47), (448, 8, .max),
    ]
    for (offset, count, value) in changes {
      var bytes = sound
      put(value, count, at: offset, in: &bytes)
      sign(&bytes)
      try folder.write(bytes, to: "index")
      expectRefused(.damaged(path: path, part: "header"), "offset \(offset): \(value)")
    }
    var bytes = sound
    put(0, 8, at: 40, in: &bytes)
    sign(&bytes)
    try folder.write(bytes, to: "index")
    expectRefused(.truncated(path: path, expectedBytes: 0, foundBytes: sound.count))
  }

  @Test("another format version is refused before anything else is read")
  func otherVersion() throws {
    for version: UInt64 in [0, 1, 3, 0xFFFF_FFFF] {
      var bytes = sound
      put(version, 4, at: 8, in: &bytes)
      sign(&bytes)
      try folder.write(bytes, to: "index")
      expectRefused(.unsupportedVersion(path: path, found: Int(version), expected: 2))
    }
  }

  @Test("more panel rows than the roles take")
  func otherPanels() throws {
    var bytes = sound
    bytes.insert(contentsOf: [UInt8](repeating: 64, count: 256), at: Self.vectorOffset)
    put(UInt64(Self.vectorOffset + 256), 8, at: 32, in: &bytes)
    put(UInt64(bytes.count), 8, at: 40, in: &bytes)
    put(2, 8, at: 448, in: &bytes)
    sign(&bytes)
    try folder.write(bytes, to: "index")
    #expect(throws: IndexError.damaged(path: path, part: "panel table")) {
      try KRAIndex(mapping: path)
    }
  }

  @Test func otherContents() throws {
    #expect(
      throws: IndexError.otherContents(
        path: path, what: "model", expected: "other", found: "modèle/0a1b2c3d")
    ) { try KRAIndex(mapping: path, modelIdentifier: "other", catalogVersion: "starter-7") }
    #expect(
      throws: IndexError.otherContents(
        path: path, what: "catalog", expected: "starter-8", found: "starter-7")
    ) { try KRAIndex(mapping: path, catalogVersion: "starter-8") }
  }

  @Test func everyMessageIsOneLine() {
    let errors: [IndexError] = [
      .file(.empty(path: "p")), .notAnIndex(path: "p"),
      .unsupportedVersion(path: "p", found: 2, expected: 1),
      .truncated(path: "p", expectedBytes: 2, foundBytes: 1), .damaged(path: "p", part: "body"),
      .otherContents(path: "p", what: "model", expected: "a", found: "b"), .nameTooLong("n"),
      .notFinite(roleID: 1), .duplicateRole(id: 1), .wrongCount(expected: 1, found: 2),
    ]
    for error in errors {
      #expect(!"\(error)".isEmpty && !"\(error)".contains("\n"))
    }
  }

  // MARK: - Forging

  private func number(_ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(sound[offset + $1]) << UInt32(8 * $1) }
  }

  private func put(_ value: UInt64, _ count: Int, at offset: Int, in bytes: inout [UInt8]) {
    for index in 0..<count {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
    }
  }

  /// Makes the header's checksum right again.
  private func sign(_ bytes: inout [UInt8]) {
    put(UInt64(plainChecksum(bytes[..<508])), 4, at: 508, in: &bytes)
  }

  /// Opening and verifying both give `expected`.
  private func expectRefused(
    _ expected: IndexError, _ note: Comment = "", location: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: expected, note, sourceLocation: location) { try KRAIndex(mapping: path) }
    #expect(throws: expected, note, sourceLocation: location) { try KRAIndex.verify(path: path) }
  }
}
