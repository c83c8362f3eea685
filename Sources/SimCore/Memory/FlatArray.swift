/// Plain values one after another in a `MemoryRegion`, which it keeps alive: an array that can also
/// be a part of a mapped file.
@safe
struct FlatArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let count: Int
  private let region: MemoryRegion
  private let base: UnsafePointer<Element>

  /// A copy of `elements` in a region of its own.
  init(_ elements: [Element]) {
    let region = MemoryRegion(byteCount: elements.count * MemoryLayout<Element>.stride)
    unsafe elements.withUnsafeBytes { source in
      if let start = source.baseAddress {
        unsafe region.address(atByteOffset: 0).copyMemory(
          from: start, byteCount: source.count)
      }
    }
    self.init(region: region, byteOffset: 0, count: elements.count)
  }

  /// `count` elements at `byteOffset` of `region`; any bits must be values of `Element`.
  init(region: MemoryRegion, byteOffset: Int, count: Int) {
    precondition(
      byteOffset >= 0 && count >= 0 && byteOffset % MemoryLayout<Element>.alignment == 0
        && byteOffset + count * MemoryLayout<Element>.stride <= region.byteCount,
      "array outside its region")
    self.region = region
    self.count = count
    unsafe base = UnsafePointer(
      region.address(atByteOffset: byteOffset).assumingMemoryBound(to: Element.self))
  }

  /// O(1).
  @inline(__always)
  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "no such element")
    return unsafe base[index]
  }

  /// Appends the bytes of all elements to a file.
  func write(to sink: FileSink) throws(FileError) {
    try unsafe sink.append(
      UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride))
  }
}
