/// The lines of a file, one at a time, in memory of one line.
public struct FileLines {
  /// The number of the line that `next` gave last, from 1; 0 before the first.
  public private(set) var number = 0

  private var bytes: InputBytes
  private let longestLine: Int

  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - longestLine: bytes of a line beyond which its rest is dropped: a row of JSON then fails.
  /// - Throws: `InputError`: no such file, a folder, no permission.
  public init(path: String, longestLine: Int = 8 << 20) throws(InputError) {
    bytes = try InputBytes(path: path)
    self.longestLine = longestLine
  }

  /// The next line without its line feed; nil at the end.
  ///
  /// - Throws: `InputError.unreadable` where a read fails: what was read is then no whole file.
  public mutating func next() throws(InputError) -> [UInt8]? {
    guard var line = try bytes.line(limit: longestLine) else { return nil }
    number += 1
    let kept = Array(line.bytes.prefix(longestLine))
    while line.isCut, let rest = try bytes.line(limit: longestLine) { line = rest }
    return kept
  }

  /// The next line that holds more than white space; nil at the end.
  ///
  /// - Throws: as `next`.
  public mutating func nextFilled() throws(InputError) -> [UInt8]? {
    while let line = try next() {
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return line }
    }
    return nil
  }
}
