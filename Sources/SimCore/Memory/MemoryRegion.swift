import CSimKernels
import Glibc

/// Memory that SimCore owns: allocated (zeroed, 64-byte aligned) or a file mapped read-only.
///
/// The one place where SimCore allocates, maps and frees by hand; everything else sees
/// `FloatMatrix` views, which keep their region alive. Regions are written only while their creator
/// alone holds them (an encoder's workspace, an index being packed); afterwards they are read-only,
/// which is why sharing them between threads is sound.
@safe
final class MemoryRegion: @unchecked Sendable {
  /// A region without bytes.
  static let empty = MemoryRegion(byteCount: 0)

  /// Size in bytes.
  let byteCount: Int
  private let base: UnsafeMutableRawPointer
  private let origin: Origin

  /// Where the memory comes from, and so how it goes back.
  private enum Origin {
    case allocation, anonymousMapping, file
  }

  /// From here on zeroed memory comes from the system, in large pages where it has them.
  private static let mappedByteCount = 1 << 20

  /// Allocates `byteCount` bytes, aligned for any vector instruction; zeroed unless the caller
  /// writes all of them before any is read.
  init(byteCount: Int, isZeroed: Bool = true) {
    precondition(byteCount >= 0, "a region cannot have \(byteCount) bytes")
    self.byteCount = byteCount
    if isZeroed, byteCount >= Self.mappedByteCount {
      let address = unsafe mmap(
        nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      guard let address = unsafe address, unsafe address != MAP_FAILED else {
        preconditionFailure("no memory for \(byteCount) bytes: \(systemMessage(errno))")
      }
      // Advice alone: without large pages everything works as well.
      _ = unsafe madvise(address, byteCount, MADV_HUGEPAGE)
      unsafe base = address
      origin = .anonymousMapping
    } else {
      unsafe base = UnsafeMutableRawPointer.allocate(byteCount: max(byteCount, 1), alignment: 64)
      if isZeroed {
        unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 1))
      }
      origin = .allocation
    }
  }

  /// Maps the file at `path` read-only.
  ///
  /// - Throws: `FileError.unreadable` when it cannot be opened or mapped, `.empty` when it has no
  ///   bytes.
  convenience init(mapping path: String) throws(FileError) {
    try self.init(mapping: try OpenFile(path: path))
  }

  /// Maps an open file read-only.
  ///
  /// - Throws: `FileError.unreadable` when it cannot be mapped.
  init(mapping file: OpenFile) throws(FileError) {
    guard let address = unsafe file.map() else {
      throw .unreadable(path: file.path, reason: systemMessage(errno))
    }
    byteCount = file.byteCount
    unsafe base = address
    origin = .file
  }

  /// Whether there is anything at `path`.
  static func fileExists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  deinit {
    switch origin {
    case .allocation: unsafe base.deallocate()
    case .anonymousMapping, .file: unsafe munmap(base, byteCount)
    }
  }

  /// The bytes of a range, copied.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "range outside the region")
    return unsafe Array(UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// Little-endian 64-bit numbers from an offset on, copied.
  func numbers(at offset: Int, count: Int) -> [UInt64] {
    precondition(offset >= 0 && offset + count * 8 <= byteCount, "range outside the region")
    return (0..<count).map { number in
      unsafe UInt64(
        littleEndian: (base + offset + number * 8).loadUnaligned(as: UInt64.self))
    }
  }

  /// Writes `bytes` at `offset`; for regions under construction only.
  func store(_ bytes: [UInt8], at offset: Int) {
    precondition(
      origin != .file && offset >= 0 && offset + bytes.count <= byteCount, "store outside")
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + offset).copyMemory(from: start, byteCount: source.count)
    }
  }

  /// Gives the whole pages inside a range of a mapped file back to the system; they are read from
  /// the file again when they are used again.
  func releasePages(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "range outside the region")
    guard origin == .file else { return }
    let page = sysconf(Int32(_SC_PAGESIZE))
    let first = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    if first < end { _ = unsafe madvise(base + first, end - first, MADV_DONTNEED) }
  }

  /// Appends a range of bytes to a file.
  func write(_ range: Range<Int>, to sink: FileSink) throws(FileError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "range outside the region")
    try unsafe sink.append(
      UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The CRC-32C of a range.
  func checksum(_ range: Range<Int>) -> UInt32 {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "range outside the region")
    return unsafe sim_crc32c(0, base + range.lowerBound, range.count)
  }

  /// The address of a byte; the caller has checked the bounds.
  @unsafe
  func address(atByteOffset byteOffset: Int) -> UnsafeMutableRawPointer {
    unsafe base + byteOffset
  }

  /// The address of byte number `byteOffset`; the caller has checked the bounds.
  @unsafe
  func bytes(atByteOffset byteOffset: Int) -> UnsafeMutablePointer<UInt8> {
    unsafe (base + byteOffset).assumingMemoryBound(to: UInt8.self)
  }

  /// The address of the 32-bit number at `byteOffset`; the caller has checked the bounds.
  @unsafe
  func words(atByteOffset byteOffset: Int) -> UnsafeMutablePointer<Int32> {
    unsafe (base + byteOffset).assumingMemoryBound(to: Int32.self)
  }

  /// The address of the f64 at `byteOffset`; the caller has checked the bounds.
  @unsafe
  func doubles(atByteOffset byteOffset: Int) -> UnsafeMutablePointer<Double> {
    unsafe (base + byteOffset).assumingMemoryBound(to: Double.self)
  }

  /// The address of float number `byteOffset / 4`; the caller has checked the bounds.
  @unsafe
  func floats(atByteOffset byteOffset: Int) -> UnsafeMutablePointer<Float> {
    unsafe (base + byteOffset).assumingMemoryBound(to: Float.self)
  }
}

/// A file that cannot be used as it is.
public enum FileError: Error, Equatable, CustomStringConvertible {
  /// The file is missing, a folder, or its reading failed.
  case unreadable(path: String, reason: String)
  /// The file cannot be made, written or renamed.
  case unwritable(path: String, reason: String)
  /// The file has no byte to map.
  case empty(path: String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .empty(let path): "\(path) is empty"
    }
  }
}

/// The system's words for an `errno` value.
func systemMessage(_ code: Int32) -> String {
  unsafe String(cString: strerror(code))
}
