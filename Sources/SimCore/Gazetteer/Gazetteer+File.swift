extension Gazetteer {
  /// The version of the file format below; files of another version are refused.
  static let formatVersion = 1
  private static let magic = Array("RWGAZETT".utf8)
  private static let headerByteCount = 512
  private static let identifierByteCount = 192
  private static let sectionCount = 10

  /// Why a file is no usable gazetteer. Each says that deleting it helps: it is a cache.
  public enum FormatError: Error, Equatable, CustomStringConvertible {
    /// The file is missing, or cannot be read or written.
    case file(FileError)
    /// The file does not begin with the magic of the format.
    case notAGazetteer(path: String)
    /// The file is of another version of the format.
    case unsupportedVersion(path: String, found: Int)
    /// A size, a checksum or an index does not fit.
    case damaged(path: String)
    /// The file was saved with another identifier.
    case otherContents(path: String)
    /// An identifier of more than 192 bytes.
    case identifierTooLong

    public var description: String {
      switch self {
      case .file(let error): "\(error)"
      case .notAGazetteer(let path):
        "\(path) is no compiled gazetteer; delete it and it is built again"
      case .unsupportedVersion(let path, let found):
        "\(path) has gazetteer format \(found), this build reads \(Gazetteer.formatVersion); "
          + "delete it and it is built again"
      case .damaged(let path): "\(path) is damaged; delete it and it is built again"
      case .otherContents(let path):
        "\(path) is of other names; delete it and it is built again"
      case .identifierTooLong: "the identifier is too long for a gazetteer file"
      }
    }
  }

  /// Writes the compiled names to `path`, aside first and then renamed.
  ///
  /// File format, little-endian: a 512-byte header (magic `RWGAZETT`, format version, the
  /// identifier, ten sections with offset and number of elements, file size, CRC-32C of body and
  /// header), then the sections, each from a multiple of 64 bytes on: the parts of `Gazetteer` as
  /// they are in memory.
  ///
  /// - Parameter identifier: says which names these are, at most 192 bytes of UTF-8.
  /// - Throws: `FormatError.identifierTooLong`, `.file` where the file cannot be written.
  public func save(to path: String, identifier: String) throws(FormatError) {
    guard identifier.utf8.count <= Self.identifierByteCount else { throw .identifierTooLong }
    do {
      try AtomicFile.write(to: path) { sink throws(FileError) in
        try sink.append([UInt8](repeating: 0, count: Self.headerByteCount))
        sink.restartChecksum()
        var table: [(offset: Int, count: Int)] = []
        func add<Element>(_ part: FlatArray<Element>) throws(FileError) {
          try sink.pad(to: 64)
          table.append((sink.byteCount, part.count))
          try part.write(to: sink)
        }
        try add(nodes)
        try add(nodeKeys)
        try add(names)
        try add(keyBytes)
        try add(entryIDs)
        try add(spellingEnds)
        try add(spellings)
        try add(firstWords.bits)
        try add(firstWords.slots)
        try add(firstWords.otherFirstBytes)
        var header = ByteWriter()
        header.bytes = Self.magic
        header.append(UInt64(Self.formatVersion))
        header.append(UInt64(sink.byteCount))
        header.append(identifier, paddedTo: Self.identifierByteCount)
        for section in table {
          header.append(UInt64(section.offset))
          header.append(UInt64(section.count))
        }
        header.append("", paddedTo: Self.headerByteCount - 8 - header.bytes.count)
        header.append(sink.checksum)
        header.append(header.checksum)
        try sink.overwriteStart(header.bytes)
      }
    } catch {
      throw .file(error)
    }
  }

  /// Maps a saved gazetteer: nothing is compiled. Header, sizes, checksums and indices are checked,
  /// which reads the file once, and all but its texts again.
  ///
  /// - Parameter identifier: what the file must have been saved with.
  /// - Throws: `FormatError`, all cases but `.identifierTooLong`.
  public init(mapping path: String, identifier: String) throws(FormatError) {
    let region: MemoryRegion
    do {
      region = try MemoryRegion(mapping: path)
    } catch {
      throw .file(error)
    }
    let magicCount = Self.magic.count
    guard region.byteCount >= Self.headerByteCount, region.bytes(0..<magicCount) == Self.magic
    else { throw .notAGazetteer(path: path) }
    let numbers = region.numbers(at: magicCount, count: 2)
    guard numbers[0] == UInt64(Self.formatVersion) else {
      throw .unsupportedVersion(path: path, found: Int(clamping: numbers[0]))
    }
    let checksums = region.numbers(at: Self.headerByteCount - 8, count: 1)[0]
    guard numbers[1] == UInt64(region.byteCount),
      UInt32(checksums >> 32) == region.checksum(0..<Self.headerByteCount - 4),
      UInt32(truncatingIfNeeded: checksums)
        == region.checksum(Self.headerByteCount..<region.byteCount)
    else { throw .damaged(path: path) }
    let name = region.bytes(magicCount + 16..<magicCount + 16 + Self.identifierByteCount)
    guard String(decoding: name.prefix { $0 != 0 }, as: UTF8.self) == identifier else {
      throw .otherContents(path: path)
    }
    // The checksums hold, so the sections are those that `save` wrote; where they lie, and lead, is
    // checked still, because a file may have been put together by others.
    let table = region.numbers(
      at: magicCount + 16 + Self.identifierByteCount, count: Self.sectionCount * 2)
    func part<Element>(_ section: Int) throws(FormatError) -> FlatArray<Element> {
      let (offset, count) = (table[section * 2], table[section * 2 + 1])
      guard offset.isMultiple(of: 64), offset <= UInt64(region.byteCount),
        count <= (UInt64(region.byteCount) - offset) / UInt64(MemoryLayout<Element>.stride)
      else { throw .damaged(path: path) }
      return FlatArray(region: region, byteOffset: Int(offset), count: Int(count))
    }
    nodes = try part(0)
    nodeKeys = try part(1)
    names = try part(2)
    keyBytes = try part(3)
    entryIDs = try part(4)
    spellingEnds = try part(5)
    spellings = try part(6)
    guard
      let words = try FirstWordTable(bits: part(7), slots: part(8), otherFirstBytes: part(9))
    else { throw .damaged(path: path) }
    firstWords = words
    guard isSound else { throw .damaged(path: path) }
  }
}
