internal import CSimKernels

/// A run of scalars being normalised: decomposed as they are appended, then put in canonical
/// order, then perhaps composed (Unicode Standard, section 3.11).
///
/// Used on the shortest runs that can be normalised alone, see
/// `ScalarProperties.joinsBackward`; kept by the caller, so that its storage is reused.
struct NormalizationBuffer {
  private(set) var scalars: [UInt32] = []
  private var classes: [UInt8] = []

  var isEmpty: Bool { scalars.isEmpty }

  mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
  }

  /// Appends a scalar as it is.
  mutating func append(_ scalar: UInt32, combiningClass: UInt8) {
    scalars.append(scalar)
    classes.append(combiningClass)
  }

  /// Appends the full compatibility decomposition (NFKD) of a scalar.
  mutating func appendCompatibilityDecomposition(of scalar: UInt32) {
    if appendHangul(scalar) { return }
    append(
      ScalarSpan(packed: sim_unicode_compatibility_decomposition(scalar)), orItself: scalar)
  }

  /// Appends the full canonical decomposition (NFD) of a scalar.
  mutating func appendCanonicalDecomposition(of scalar: UInt32) {
    if appendHangul(scalar) { return }
    append(ScalarSpan(packed: sim_unicode_canonical_decomposition(scalar)), orItself: scalar)
  }

  private mutating func append(_ span: ScalarSpan, orItself scalar: UInt32) {
    if span.isEmpty {
      append(scalar, combiningClass: sim_unicode_combining_class(scalar))
    }
    for index in 0..<span.count {
      append(span[index], combiningClass: sim_unicode_combining_class(span[index]))
    }
  }

  /// Canonical ordering: each run of non-starters sorted by class, equal classes in their order.
  /// O(n log n).
  mutating func reorder() {
    var start = 0
    while start < classes.count {
      if classes[start] == 0 {
        start += 1
        continue
      }
      var end = start + 1
      var isOrdered = true
      while end < classes.count, classes[end] != 0 {
        if classes[end - 1] > classes[end] { isOrdered = false }
        end += 1
      }
      if !isOrdered { sort(start..<end) }
      start = end
    }
  }

  /// Canonical composition of what is decomposed and in canonical order (NFC from NFD, NFKC from
  /// NFKD). O(n).
  mutating func compose() {
    var count = 0
    var starter: Int?
    var lastClass: UInt8 = 0
    for index in scalars.indices {
      let scalar = scalars[index]
      let combiningClass = classes[index]
      if let starter, starter == count - 1 || lastClass < combiningClass,
        let composite = NormalizationBuffer.composite(scalars[starter], scalar)
      {
        scalars[starter] = composite
        continue
      }
      if combiningClass == 0 { starter = count }
      lastClass = combiningClass
      scalars[count] = scalar
      classes[count] = combiningClass
      count += 1
    }
    scalars.removeSubrange(count...)
    classes.removeSubrange(count...)
  }

  private mutating func sort(_ range: Range<Int>) {
    // Class and position in one key: stable, and never quadratic.
    let keys = range.map { UInt64(classes[$0]) << 32 | UInt64($0 - range.lowerBound) }.sorted()
    let unordered = Array(scalars[range])
    for (index, key) in zip(range, keys) {
      scalars[index] = unordered[Int(key & 0xFFFF_FFFF)]
      classes[index] = UInt8(key >> 32)
    }
  }
}

// MARK: Hangul (Unicode Standard, section 3.12)

extension NormalizationBuffer {
  private static let syllableBase: UInt32 = 0xAC00
  private static let leadBase: UInt32 = 0x1100
  private static let vowelBase: UInt32 = 0x1161
  private static let tailBase: UInt32 = 0x11A7
  private static let leadCount: UInt32 = 19
  private static let vowelCount: UInt32 = 21
  private static let tailCount: UInt32 = 28
  private static let syllableCount = leadCount * vowelCount * tailCount

  private mutating func appendHangul(_ scalar: UInt32) -> Bool {
    let index = scalar &- Self.syllableBase
    guard index < Self.syllableCount else { return false }
    append(Self.leadBase + index / (Self.vowelCount * Self.tailCount), combiningClass: 0)
    append(
      Self.vowelBase + index / Self.tailCount % Self.vowelCount, combiningClass: 0)
    let tail = index % Self.tailCount
    if tail != 0 { append(Self.tailBase + tail, combiningClass: 0) }
    return true
  }

  private static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let lead = first &- leadBase
    let vowel = second &- vowelBase
    if lead < leadCount, vowel < vowelCount {
      return syllableBase + (lead * vowelCount + vowel) * tailCount
    }
    let syllable = first &- syllableBase
    let tail = second &- tailBase
    if syllable < syllableCount, syllable % tailCount == 0, tail != 0, tail < tailCount {
      return first + tail
    }
    let composite = sim_unicode_composite(first, second)
    return composite == 0 ? nil : composite
  }
}
