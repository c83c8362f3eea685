/// The fixed-size head of an index file.
struct IndexFileHeader {
  static let byteCount = 512
  static let nameByteCount = 192
  static let magic = Array("RWKRAIDX".utf8)

  var dimension: Int
  var kraCount: Int
  var roleCount: Int
  var panelOffset: Int
  var panelRowCount: Int
  var vectorOffset: Int
  var fileSize: Int
  var largestNorm: Double
  var modelIdentifier: String
  var catalogVersion: String
  var bodyChecksum: UInt32

  init(
    dimension: Int, kraCount: Int, roleCount: Int, panelOffset: Int, panelRowCount: Int,
    vectorOffset: Int, fileSize: Int, largestNorm: Double, modelIdentifier: String,
    catalogVersion: String, bodyChecksum: UInt32
  ) {
    self.dimension = dimension
    self.kraCount = kraCount
    self.roleCount = roleCount
    self.panelOffset = panelOffset
    self.panelRowCount = panelRowCount
    self.vectorOffset = vectorOffset
    self.fileSize = fileSize
    self.largestNorm = largestNorm
    self.modelIdentifier = modelIdentifier
    self.catalogVersion = catalogVersion
    self.bodyChecksum = bodyChecksum
  }

  /// The head as it stands in the file. Names longer than their room are a caller's mistake.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.bytes = Self.magic
    writer.append(UInt32(KRAIndex.formatVersion))
    writer.append(UInt32(dimension))
    for number in [kraCount, roleCount, vectorOffset, fileSize] { writer.append(UInt64(number)) }
    writer.append(largestNorm.bitPattern)
    writer.append(modelIdentifier, paddedTo: Self.nameByteCount)
    writer.append(catalogVersion, paddedTo: Self.nameByteCount)
    for number in [panelOffset, panelRowCount] { writer.append(UInt64(number)) }
    writer.pad(to: Self.byteCount - 8)
    writer.append(bodyChecksum)
    writer.append(writer.checksum)
    return writer.bytes
  }

  /// Reads and checks the head of a mapped file; nothing past the head is touched.
  init(region: MemoryRegion, path: String) throws(IndexError) {
    let magicFits =
      region.byteCount >= Self.magic.count && region.bytes(0..<Self.magic.count) == Self.magic
    guard magicFits else { throw .notAnIndex(path: path) }
    guard region.byteCount >= Self.byteCount else {
      throw .truncated(
        path: path, expectedBytes: Self.byteCount, foundBytes: region.byteCount)
    }
    let bytes = region.bytes(0..<Self.byteCount)
    func number(_ offset: Int, _ count: Int) -> UInt64 {
      (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }
    func name(_ offset: Int) -> String {
      String(
        decoding: bytes[offset..<offset + Self.nameByteCount].prefix { $0 != 0 }, as: UTF8.self)
    }
    guard number(8, 4) == KRAIndex.formatVersion else {
      throw .unsupportedVersion(
        path: path, found: Int(number(8, 4)), expected: KRAIndex.formatVersion)
    }
    guard region.checksum(0..<Self.byteCount - 4) == UInt32(number(Self.byteCount - 4, 4)) else {
      throw .damaged(path: path, part: "header")
    }
    // The checksum holds, so the numbers are those that `bytes` wrote; sizes are checked still,
    // because a file may have been cut or put together by others.
    let numbers = [16, 24, 32, 40, 440, 448].map { number($0, 8) }
    guard numbers.allSatisfy({ $0 < 1 << 48 }), number(12, 4) > 0 else {
      throw .damaged(path: path, part: "header")
    }
    dimension = Int(number(12, 4))
    kraCount = Int(numbers[0])
    roleCount = Int(numbers[1])
    vectorOffset = Int(numbers[2])
    fileSize = Int(numbers[3])
    panelOffset = Int(numbers[4])
    panelRowCount = Int(numbers[5])
    largestNorm = Double(bitPattern: number(48, 8))
    modelIdentifier = name(56)
    catalogVersion = name(56 + Self.nameByteCount)
    bodyChecksum = UInt32(number(Self.byteCount - 8, 4))
    guard region.byteCount == fileSize else {
      throw .truncated(path: path, expectedBytes: fileSize, foundBytes: region.byteCount)
    }
    let (elements, overflow) = kraCount.multipliedReportingOverflow(by: dimension)
    let (panelBytes, panelOverflow) = panelRowCount.multipliedReportingOverflow(
      by: ScreenPanels.rowByteCount(dimension: dimension))
    guard !overflow, elements < 1 << 44, !panelOverflow, panelBytes < 1 << 46,
      panelOffset == expectedPanelOffset, vectorOffset == panelOffset + panelBytes,
      vectorOffset + elements * 4 == fileSize, largestNorm.isFinite
    else { throw .damaged(path: path, part: "header") }
  }

  /// Whether the file holds panels for the int8 screen.
  var hasPanels: Bool { dimension <= ScreenPanels.largestDimension }

  private var squaresOffset: Int { (Self.byteCount + roleCount * 24 + 63) / 64 * 64 }

  private var squareCount: Int {
    hasPanels ? ScreenPanels.blockSquareCount(dimension: dimension) : 0
  }

  private var expectedPanelOffset: Int { (squaresOffset + squareCount * 4 + 63) / 64 * 64 }

  func blockSquares(in region: MemoryRegion) -> [UInt32] {
    let bytes = region.bytes(squaresOffset..<squaresOffset + squareCount * 4)
    return (0..<squareCount).map { square in
      (0..<4).reduce(0) { $0 | UInt32(bytes[square * 4 + $1]) << UInt32(8 * $1) }
    }
  }

  func roles(in region: MemoryRegion, path: String) throws(IndexError) -> [KRAIndex.Role] {
    var roles: [KRAIndex.Role] = []
    roles.reserveCapacity(roleCount)
    let numbers = region.numbers(at: Self.byteCount, count: roleCount * 3)
    var next = 0
    for role in 0..<roleCount {
      let id = Int(Int64(bitPattern: numbers[role * 3]))
      let first = numbers[role * 3 + 1]
      let count = numbers[role * 3 + 2]
      guard first == UInt64(next), count > 0, count <= UInt64(kraCount - next),
        roles.last.map({ $0.id < id }) ?? true
      else { throw .damaged(path: path, part: "role table") }
      roles.append(KRAIndex.Role(id: id, rows: next..<next + Int(count)))
      next += Int(count)
    }
    guard next == kraCount else { throw .damaged(path: path, part: "role table") }
    return roles
  }
}
