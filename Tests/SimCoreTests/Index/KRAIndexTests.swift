@testable import SimCore
import Testing

/// Building, saving and mapping an index.
@Suite struct KRAIndexTests {
  static let roles = [
    PlainScoring.Role(id: 9, kras: [[1, 2, 3], [4, 5, 6]]),
    PlainScoring.Role(id: -2, kras: [[7, 8, 9]]),
    PlainScoring.Role(id: 4, kras: []),
    PlainScoring.Role(id: 1_000_000_007, kras: [[0, 0, 0], [-1, 0, -0.0], [0.5, 0.25, 1e-30]]),
  ]

  static func index() throws -> KRAIndex {
    try KRAIndex(
      roles, dimension: 3, modelIdentifier: "modèle/0a1b2c3d", catalogVersion: "starter-7")
  }

  @Test("roles stand by id, their KRAs in the order given, empty roles are left out")
  func order() throws {
    let index = try Self.index()
    #expect(index.roles.map(\.id) == [-2, 9, 1_000_000_007])
    #expect(index.roles.map(\.rows) == [0..<1, 1..<3, 3..<6])
    #expect(index.kraCount == 6)
    #expect(index.dimension == 3)
    #expect(index.vector(row: 0) == [7, 8, 9])
    #expect(index.vector(row: 2) == [4, 5, 6])
    #expect(index.position(ofRole: 9) == 1)
    #expect(index.position(ofRole: -2) == 0)
    for id in [4, 0, -3, .min, .max] { #expect(index.position(ofRole: id) == nil) }
    #expect(index.largestNorm == (49.0 + 64 + 81).squareRoot())
  }

  @Test("components that are no finite number", arguments: [Float.nan, .infinity, -.infinity])
  func notFinite(value: Float) {
    for at in 0..<6 {
      var components: [Float] = [1, 2, 3, 4, 5, 6]
      components[at] = value
      #expect(throws: IndexError.notFinite(roleID: at < 3 ? 8 : 5)) {
        try KRAIndex(
          roles: [(8, 1), (5, 1)], vectors: .init(dimension: 3, components: components),
          modelIdentifier: "m", catalogVersion: "1")
      }
    }
  }

  @Test func duplicateRole() {
    for counts in [(1, 1), (2, 0), (0, 2)] {
      #expect(throws: IndexError.duplicateRole(id: 3)) {
        try KRAIndex(
          roles: [(3, counts.0), (3, counts.1)],
          vectors: .init(dimension: 1, components: [1, 2]), modelIdentifier: "m",
          catalogVersion: "1")
      }
    }
  }

  @Test func wrongCount() {
    for (said, there) in [(2, 1), (1, 2), (0, 1), (1, 0)] {
      #expect(throws: IndexError.wrongCount(expected: said, found: there)) {
        try KRAIndex(
          roles: [(1, said)],
          vectors: .init(dimension: 1, components: [Float](repeating: 1, count: there)),
          modelIdentifier: "m", catalogVersion: "1")
      }
    }
  }

  @Test("a saved index maps back equal, and scores the same bits")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("index")
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let many = (0..<40).map {
      PlainScoring.Role(id: $0 * 3, kras: generator.unitVectors($0 % 7, dimension: 33))
    }
    let sentences = EmbeddingMatrix(
      rows: generator.unitVectors(6, dimension: 33), dimension: 33)
    let index = try KRAIndex(many, dimension: 33)
    try index.save(to: path)
    try KRAIndex.verify(path: path)
    let mapped = try KRAIndex(mapping: path, modelIdentifier: "model", catalogVersion: "1")
    expectEqual(mapped, index)
    #expect(
      RoleScorer(index: mapped).shortlist(for: sentences)
        == RoleScorer(index: index).shortlist(for: sentences), "seed \(seed)")
    #expect(try folder.names() == ["index"], "no file is left aside")

    try mapped.save(to: folder.file("again"))
    #expect(try TemporaryFolder.bytes(of: folder.file("again")) == TemporaryFolder.bytes(of: path))
  }

  @Test func smallRoundTrips() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("index")
    for index in [try Self.index(), try KRAIndex([], dimension: 5)] {
      try index.save(to: path)
      try KRAIndex.verify(path: path)
      expectEqual(try KRAIndex(mapping: path), index)
    }
  }

  @Test("a file that is replaced while it is mapped stays readable")
  func replacedWhileMapped() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("index")
    let index = try Self.index()
    try index.save(to: path)
    let mapped = try KRAIndex(mapping: path)
    let other = try KRAIndex([.init(id: 1, kras: [[1]])], dimension: 1)
    try other.save(to: path)
    expectEqual(mapped, index)
    expectEqual(try KRAIndex(mapping: path), other)
  }

  @Test("a path that cannot be written leaves no file aside")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let index = try Self.index()
    let missing = folder.file("missing/index")
    let error = #expect(throws: IndexError.self) { try index.save(to: missing) }
    #expect(error?.description == "cannot write \(missing): No such file or directory")
    try folder.write([1], to: "folder/inside")
    #expect(throws: IndexError.self) { try index.save(to: folder.file("folder")) }
    #expect(try folder.names() == ["folder"])
  }

  @Test("names longer than the header has room for")
  func longNames() throws {
    let folder = try TemporaryFolder()
    let fits = String(repeating: "é", count: 96)
    let index = try KRAIndex([], dimension: 1, modelIdentifier: fits, catalogVersion: fits)
    try index.save(to: folder.file("fits"))
    #expect(try KRAIndex(mapping: folder.file("fits")).modelIdentifier == fits)
    #expect(try KRAIndex(mapping: folder.file("fits")).catalogVersion == fits)
    let long = try KRAIndex([], dimension: 1, modelIdentifier: fits + "x")
    #expect(throws: IndexError.nameTooLong(fits + "x")) {
      try long.save(to: folder.file("long"))
    }
    #expect(try folder.names() == ["fits"])
  }

  @Test("many threads that save to one path: the file is always whole")
  func concurrentSaves() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("index")
    let indexes = try (1...4).map { number in
      try KRAIndex(
        [.init(id: number, kras: Array(repeating: [Float(number)], count: 3000 * number))],
        dimension: 1)
    }
    try indexes[0].save(to: path)
    WorkerPool(threadCount: 4).forEach(count: 40) { turn in
      do {
        try indexes[turn % 4].save(to: path)
        try KRAIndex.verify(path: path)
      } catch {
        Issue.record("\(error)")
      }
    }
    #expect(try folder.names() == ["index"])
  }

  private func expectEqual(
    _ left: KRAIndex, _ right: KRAIndex, location: SourceLocation = #_sourceLocation
  ) {
    #expect(left.dimension == right.dimension, sourceLocation: location)
    #expect(left.roles == right.roles, sourceLocation: location)
    #expect(left.modelIdentifier == right.modelIdentifier, sourceLocation: location)
    #expect(left.catalogVersion == right.catalogVersion, sourceLocation: location)
    #expect(left.largestNorm == right.largestNorm, sourceLocation: location)
    #expect(left.kraCount == right.kraCount, sourceLocation: location)
    for row in 0..<min(left.kraCount, right.kraCount) {
      #expect(
        left.vector(row: row).map(\.bitPattern) == right.vector(row: row).map(\.bitPattern),
        sourceLocation: location)
    }
    #expect(left.layout == right.layout, sourceLocation: location)
    #expect(left.panels?.blockSquares == right.panels?.blockSquares, sourceLocation: location)
    #expect(left.panels?.bytes == right.panels?.bytes, sourceLocation: location)
  }
}
