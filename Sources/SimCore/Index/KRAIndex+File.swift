extension KRAIndex {
  /// The version of the file format below; files of another version are refused.
  static let formatVersion = 1

  /// Writes the index to `path`: aside first, then renamed, so that a reader sees the old file or
  /// the new one and never a part.
  ///
  /// File format, little-endian: a 512-byte header (magic `RWKRAIDX`, format version, dimension,
  /// counts, offsets, file size, largest norm, names, CRC-32C of body and header); the roles, three
  /// 64-bit numbers each (id, first row, rows); the f32 rows, aligned to 64 bytes.
  public func save(to path: String) throws(IndexError) {
    let bytes = try fileBytes()
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw .file(error)
    }
  }

  /// Maps a saved index. Header, sizes and the role table are checked; the vectors are not read
  /// (`verify` reads them all).
  ///
  /// - Parameters:
  ///   - modelIdentifier: what the index must be of; nil accepts any.
  ///   - catalogVersion: what the index must be of; nil accepts any.
  public init(
    mapping path: String, modelIdentifier: String? = nil, catalogVersion: String? = nil
  ) throws(IndexError) {
    let region: MemoryRegion
    do {
      region = try MemoryRegion(mapping: path)
    } catch {
      throw .file(error)
    }
    let header = try Header(region: region, path: path)
    if let modelIdentifier, header.modelIdentifier != modelIdentifier {
      throw .otherContents(
        path: path, what: "model", expected: modelIdentifier, found: header.modelIdentifier)
    }
    if let catalogVersion, header.catalogVersion != catalogVersion {
      throw .otherContents(
        path: path, what: "catalog", expected: catalogVersion, found: header.catalogVersion)
    }
    self.init(
      dimension: header.dimension, roles: try header.roles(in: region, path: path),
      modelIdentifier: header.modelIdentifier, catalogVersion: header.catalogVersion,
      largestNorm: header.largestNorm,
      vectors: FloatMatrix(
        region: region, byteOffset: header.vectorOffset, rowCount: header.kraCount,
        columnCount: header.dimension))
  }

  /// Reads a whole index file and compares its body with the stored checksum.
  public static func verify(path: String) throws(IndexError) {
    let region: MemoryRegion
    do {
      region = try MemoryRegion(mapping: path)
    } catch {
      throw .file(error)
    }
    let header = try Header(region: region, path: path)
    guard region.checksum(Header.byteCount..<region.byteCount) == header.bodyChecksum else {
      throw .damaged(path: path, part: "body")
    }
  }

  private func fileBytes() throws(IndexError) -> [UInt8] {
    var body = ByteWriter()
    for role in roles {
      body.append(UInt64(bitPattern: Int64(role.id)))
      body.append(UInt64(role.rows.lowerBound))
      body.append(UInt64(role.rows.count))
    }
    body.pad(to: 64)
    let vectorOffset = Header.byteCount + body.bytes.count
    for row in 0..<kraCount {
      vectors.withRow(row) { span in
        for column in span.indices { body.append(span[column].bitPattern) }
      }
    }
    let header = Header(
      dimension: dimension, kraCount: kraCount, roleCount: roles.count,
      vectorOffset: vectorOffset, fileSize: Header.byteCount + body.bytes.count,
      largestNorm: largestNorm, modelIdentifier: modelIdentifier, catalogVersion: catalogVersion,
      bodyChecksum: body.checksum)
    return try header.bytes() + body.bytes
  }
}

/// Little-endian numbers, one after another.
private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    var rest = number.littleEndian
    unsafe withUnsafeBytes(of: &rest) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String, paddedTo count: Int) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(contentsOf: repeatElement(0, count: count - text.utf8.count))
  }

  mutating func pad(to multiple: Int) {
    while !bytes.count.isMultiple(of: multiple) { bytes.append(0) }
  }

  var checksum: UInt32 {
    let region = MemoryRegion(byteCount: bytes.count)
    region.store(bytes, at: 0)
    return region.checksum(0..<bytes.count)
  }
}

/// The fixed-size head of an index file.
private struct Header {
  static let byteCount = 512
  static let nameByteCount = 192
  static let magic = Array("RWKRAIDX".utf8)

  var dimension: Int
  var kraCount: Int
  var roleCount: Int
  var vectorOffset: Int
  var fileSize: Int
  var largestNorm: Double
  var modelIdentifier: String
  var catalogVersion: String
  var bodyChecksum: UInt32

  init(
    dimension: Int, kraCount: Int, roleCount: Int, vectorOffset: Int, fileSize: Int,
    largestNorm: Double, modelIdentifier: String, catalogVersion: String, bodyChecksum: UInt32
  ) {
    self.dimension = dimension
    self.kraCount = kraCount
    self.roleCount = roleCount
    self.vectorOffset = vectorOffset
    self.fileSize = fileSize
    self.largestNorm = largestNorm
    self.modelIdentifier = modelIdentifier
    self.catalogVersion = catalogVersion
    self.bodyChecksum = bodyChecksum
  }

  func bytes() throws(IndexError) -> [UInt8] {
    for name in [modelIdentifier, catalogVersion] where name.utf8.count > Self.nameByteCount {
      throw .nameTooLong(name)
    }
    var writer = ByteWriter()
    writer.bytes = Self.magic
    writer.append(UInt32(KRAIndex.formatVersion))
    writer.append(UInt32(dimension))
    for number in [kraCount, roleCount, vectorOffset, fileSize] { writer.append(UInt64(number)) }
    writer.append(largestNorm.bitPattern)
    writer.append(modelIdentifier, paddedTo: Self.nameByteCount)
    writer.append(catalogVersion, paddedTo: Self.nameByteCount)
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
    // The checksum holds, so the numbers are those that `bytes()` wrote; sizes are checked still,
    // because a file may have been cut or put together by others.
    let numbers = [16, 24, 32, 40].map { number($0, 8) }
    guard numbers.allSatisfy({ $0 < 1 << 48 }), number(12, 4) > 0 else {
      throw .damaged(path: path, part: "header")
    }
    dimension = Int(number(12, 4))
    kraCount = Int(numbers[0])
    roleCount = Int(numbers[1])
    vectorOffset = Int(numbers[2])
    fileSize = Int(numbers[3])
    largestNorm = Double(bitPattern: number(48, 8))
    modelIdentifier = name(56)
    catalogVersion = name(56 + Self.nameByteCount)
    bodyChecksum = UInt32(number(Self.byteCount - 8, 4))
    guard region.byteCount == fileSize else {
      throw .truncated(path: path, expectedBytes: fileSize, foundBytes: region.byteCount)
    }
    let (elements, overflow) = kraCount.multipliedReportingOverflow(by: dimension)
    guard !overflow, elements < 1 << 44, vectorOffset.isMultiple(of: 64),
      vectorOffset + elements * 4 == fileSize, Self.byteCount + roleCount * 24 <= vectorOffset,
      largestNorm.isFinite
    else { throw .damaged(path: path, part: "header") }
  }

  func roles(in region: MemoryRegion, path: String) throws(IndexError) -> [KRAIndex.Role] {
    var roles: [KRAIndex.Role] = []
    roles.reserveCapacity(roleCount)
    let bytes = region.bytes(Self.byteCount..<Self.byteCount + roleCount * 24)
    func number(_ offset: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }
    var next = 0
    for role in 0..<roleCount {
      let id = Int(Int64(bitPattern: number(role * 24)))
      let first = number(role * 24 + 8)
      let count = number(role * 24 + 16)
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
