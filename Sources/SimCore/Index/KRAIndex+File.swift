extension KRAIndex {
  /// The version of the file format below; files of another version are refused.
  static let formatVersion = 2

  /// Writes the index to `path`: aside first, then renamed, so that a reader sees the old file or
  /// the new one and never a part. Nothing is copied in memory.
  ///
  /// File format, little-endian: a 512-byte header (magic `RWKRAIDX`, format version, dimension,
  /// counts, offset of the f32 rows, file size, largest norm, names, offset and number of panel
  /// rows, CRC-32C of body and header); the roles, three 64-bit numbers each (id, first row, rows);
  /// the block squares, 32 bits each; the panel rows (`sim_screen.h`); the f32 rows. The block
  /// squares, the panels and the f32 rows begin at multiples of 64 bytes.
  ///
  /// - Throws: `IndexError.nameTooLong`, `.file` where the file cannot be written or its rows not
  ///   be read.
  public func save(to path: String) throws(IndexError) {
    for name in [modelIdentifier, catalogVersion]
    where name.utf8.count > IndexFileHeader.nameByteCount {
      throw .nameTooLong(name)
    }
    do {
      try AtomicFile.write(to: path) { sink throws(FileError) in
        try sink.append([UInt8](repeating: 0, count: IndexFileHeader.byteCount))
        sink.restartChecksum()
        var table = ByteWriter()
        for role in roles {
          table.append(UInt64(bitPattern: Int64(role.id)))
          table.append(UInt64(role.rows.lowerBound))
          table.append(UInt64(role.rows.count))
        }
        table.pad(to: 64)
        for square in panels?.blockSquares ?? [] { table.append(square) }
        table.pad(to: 64)
        try sink.append(table.bytes)
        let panelOffset = sink.byteCount
        if let panels {
          try panels.region.write(
            panels.byteOffset..<panels.byteOffset + panels.byteCount, to: sink)
        }
        let vectorOffset = sink.byteCount
        try writeRows(to: sink)
        let header = IndexFileHeader(
          dimension: dimension, kraCount: kraCount, roleCount: roles.count,
          panelOffset: panelOffset, panelRowCount: panels == nil ? 0 : layout.panelRowCount,
          vectorOffset: vectorOffset, fileSize: sink.byteCount, largestNorm: largestNorm,
          modelIdentifier: modelIdentifier, catalogVersion: catalogVersion,
          bodyChecksum: sink.checksum)
        try sink.overwriteStart(header.bytes)
      }
    } catch {
      throw .file(error)
    }
  }

  /// Maps a saved index. Header, sizes and the role table are checked; the vectors are not read
  /// (`verify` reads them all). The panels are mapped; f32 rows are read one by one when a
  /// similarity is settled, so that they do not fill the resident set.
  ///
  /// - Parameters:
  ///   - modelIdentifier: what the index must be of; nil accepts any.
  ///   - catalogVersion: what the index must be of; nil accepts any.
  /// - Throws: `IndexError`: `.file`, `.notAnIndex`, `.unsupportedVersion`, `.truncated`,
  ///   `.damaged`, `.otherContents`.
  public init(
    mapping path: String, modelIdentifier: String? = nil, catalogVersion: String? = nil
  ) throws(IndexError) {
    let file: OpenFile
    let region: MemoryRegion
    do {
      file = try OpenFile(path: path)
      region = try MemoryRegion(mapping: file)
    } catch {
      throw .file(error)
    }
    let header = try IndexFileHeader(region: region, path: path)
    if let modelIdentifier, header.modelIdentifier != modelIdentifier {
      throw .otherContents(
        path: path, what: "model", expected: modelIdentifier, found: header.modelIdentifier)
    }
    if let catalogVersion, header.catalogVersion != catalogVersion {
      throw .otherContents(
        path: path, what: "catalog", expected: catalogVersion, found: header.catalogVersion)
    }
    let roles = try header.roles(in: region, path: path)
    let layout = PanelLayout(roles: roles)
    var panels: ScreenPanels?
    if header.hasPanels {
      guard header.panelRowCount == layout.panelRowCount else {
        throw .damaged(path: path, part: "panel table")
      }
      panels = ScreenPanels(
        layout: layout, dimension: header.dimension, blockSquares: header.blockSquares(in: region),
        region: region, byteOffset: header.panelOffset)
    }
    self.init(
      dimension: header.dimension, roles: roles, modelIdentifier: header.modelIdentifier,
      catalogVersion: header.catalogVersion, largestNorm: header.largestNorm,
      rows: .file(
        FileRows(
          file: file, byteOffset: header.vectorOffset, rowCount: header.kraCount,
          columnCount: header.dimension)),
      layout: layout, panels: panels)
  }

  /// Reads a whole index file and compares its body with the stored checksum.
  ///
  /// - Throws: `IndexError.damaged` where the checksum differs; else as `init(mapping:)`.
  /// - Complexity: O(file size).
  public static func verify(path: String) throws(IndexError) {
    let region: MemoryRegion
    do {
      region = try MemoryRegion(mapping: path)
    } catch {
      throw .file(error)
    }
    let header = try IndexFileHeader(region: region, path: path)
    guard region.checksum(IndexFileHeader.byteCount..<region.byteCount) == header.bodyChecksum
    else {
      throw .damaged(path: path, part: "body")
    }
  }

  /// Appends the f32 rows, a megabyte at a time where they are in a file themselves.
  private func writeRows(to sink: FileSink) throws(FileError) {
    guard case .file = rows else {
      if case .memory(let matrix) = rows { try matrix.write(to: sink) }
      return
    }
    let rowsPerRead = max(1, (1 << 20) / (dimension * 4))
    let buffer = rows.buffer(rowCount: rowsPerRead, columnCount: dimension)
    for first in stride(from: 0, to: kraCount, by: rowsPerRead) {
      let range = first..<min(first + rowsPerRead, kraCount)
      try rows.withRows(range, buffer: buffer) { part throws(FileError) in
        try part.write(to: sink)
      }
    }
  }
}
