/// The forms of a skill text that `SkillTable` compares once the plain key has failed.
///
/// Made from a `TextKey`. A form keeps letters, marks and numbers, `+` and `#` (they tell C++, C#
/// and C apart) and a dot that begins a word (.NET). A `+` or `#` alone stays too. Apostrophes are
/// removed. All other punctuation and symbols are removed in one form and become spaces in the
/// other: "node.js" gives "nodejs" and "node js", "ci/cd" gives "cicd" and "ci cd". Then a plural
/// `s` is taken off the last word: off a word of four letters or more that ends in `s` but not in
/// `ss`.
enum LooseForms {
  /// The one or two distinct forms, without empty ones. O(n).
  static func forms(of key: String) -> [ExactText] {
    let joined = form(of: key, separator: nil)
    let spaced = form(of: key, separator: 0x20)
    return (joined == spaced ? [joined] : [joined, spaced]).filter { !$0.text.isEmpty }
  }

  /// The form whose punctuation is removed, or replaced by a separator.
  private static func form(of key: String, separator: UInt8?) -> ExactText {
    let bytes = key.utf8Span.span
    var form: [UInt8] = []
    form.reserveCapacity(bytes.count)
    var offset = 0
    while offset < bytes.count {
      let scalar = UTF8Scalar(in: bytes, at: offset)
      let end = offset + scalar.length
      if isKept(scalar, bytes, at: offset) {
        for index in offset..<end { form.append(bytes[index]) }
      } else if let separator, scalar.value != apostrophe, scalar.value != 0x2019 {
        form.append(separator)
      }
      offset = end
    }
    return ExactText(withoutPlural(TextKey.spelling(of: String(decoding: form, as: UTF8.self))))
  }

  private static let apostrophe = UInt32(UInt8(ascii: "'"))

  private static func isKept(
    _ scalar: UTF8Scalar, _ bytes: Span<UInt8>, at offset: Int
  ) -> Bool {
    let properties = ScalarProperties(of: scalar.value)
    if properties.isWord || properties.contains(.whiteSpace) { return true }
    guard scalar.length == 1 else { return false }
    let byte = bytes[offset]
    if byte == UInt8(ascii: ".") { return beginsWord(bytes, dotAt: offset) }
    return byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
  }

  /// Whether the dot stands before a letter and after no word, `+`, `#` or dot.
  private static func beginsWord(_ bytes: Span<UInt8>, dotAt offset: Int) -> Bool {
    guard offset + 1 < bytes.count,
      isLetter(UTF8Scalar(in: bytes, at: offset + 1))
    else { return false }
    guard offset > 0 else { return true }
    let previous = UTF8Scalar(in: bytes, before: offset)
    if ScalarProperties(of: previous.value).isWord { return false }
    return previous.length > 1 || !"+#.".utf8.contains(bytes[offset - 1])
  }

  private static func withoutPlural(_ text: String) -> String {
    let bytes = text.utf8Span.span
    let letter = UInt8(ascii: "s")
    guard bytes.count >= 4, bytes[bytes.count - 1] == letter, bytes[bytes.count - 2] != letter
    else { return text }
    var start = bytes.count
    for _ in 0..<4 {
      guard start > 0 else { return text }
      let scalar = UTF8Scalar(in: bytes, before: start)
      guard isLetter(scalar) else { return text }
      start -= scalar.length
    }
    return String(text[..<text.utf8.index(before: text.endIndex)])
  }

  private static func isLetter(_ scalar: UTF8Scalar) -> Bool {
    ScalarProperties(of: scalar.value).contains(.letter)
  }

  /// The key without the version it ends with, or nil where it ends with none.
  ///
  /// A version is digits with dots between (`3.11`, `3.x`), after an optional `v`, `ver` or
  /// `version`, and perhaps followed by `+`, `.` or `)`. Its first number has one or two digits or
  /// is a year from 1990 to 2099: "365" and "27001" are names. It stands apart (after a space or
  /// one of `-_/(,:`), directly after `+` or `#` ("c++17"), or after three letters or more with no
  /// `v` ("html5", but not "ec2"). What is left must have a letter.
  static func withoutVersion(_ key: String) -> String? {
    let bytes = Array(key.utf8)
    var end = bytes.count
    while end > 0, "+.) ".utf8.contains(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, isVersionByte(bytes, start - 1) { start -= 1 }
    while start < end, !ASCII.isDigit(bytes[start]) { start += 1 }
    guard start < end, hasVersionNumber(bytes[start..<end]) else { return nil }

    if let stem = stem(bytes, beforeMarkedVersionAt: start) { return stem }
    guard start > 0 else { return nil }
    let letters = bytes[..<start].reversed().prefix { ASCII.isLetter($0) }.count
    let previous = bytes[start - 1]
    let isApart = isSeparator(previous) || previous == UInt8(ascii: "+")
    guard isApart || previous == UInt8(ascii: "#") || letters >= 3 else { return nil }
    return trimmedStem(bytes[..<start])
  }

  private static func isVersionByte(_ bytes: [UInt8], _ index: Int) -> Bool {
    let byte = bytes[index]
    if ASCII.isDigit(byte) || byte == UInt8(ascii: ".") { return true }
    return byte == UInt8(ascii: "x") && index > 0 && bytes[index - 1] == UInt8(ascii: ".")
  }

  private static func hasVersionNumber(_ version: ArraySlice<UInt8>) -> Bool {
    let digits = version.prefix { ASCII.isDigit($0) }
    if digits.count <= 2 { return true }
    let text = String(decoding: digits, as: UTF8.self)
    return Int(text).map { (1990...2099).contains($0) } ?? false
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { " -_/(,:".utf8.contains(byte) }

  private static func stem(_ bytes: [UInt8], beforeMarkedVersionAt start: Int) -> String? {
    var end = start
    while end > 0, " .".utf8.contains(bytes[end - 1]) { end -= 1 }
    for marker in ["version", "ver", "v"] {
      let before = end - marker.utf8.count
      guard before > 0, bytes[before..<end].elementsEqual(marker.utf8) else { continue }
      if isSeparator(bytes[before - 1]) { return trimmedStem(bytes[..<before]) }
    }
    return nil
  }

  private static func trimmedStem(_ bytes: ArraySlice<UInt8>) -> String? {
    var stem = bytes
    while let last = stem.last, isSeparator(last) { stem.removeLast() }
    let text = String(decoding: stem, as: UTF8.self)
    let hasLetter = text.unicodeScalars.contains {
      ScalarProperties(of: $0.value).contains(.letter)
    }
    return hasLetter ? text : nil
  }
}
