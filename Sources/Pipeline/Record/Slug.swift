import SimCore

/// Names for machines: lower case, each run of other characters one `-`, trimmed.
///
/// `C++`, `C#` and `C` stay apart: a `+` or `#` directly after a letter or digit, and a `.` at the
/// start of a word before a letter, are spelt out ("c-plus-plus", "c-sharp", "dot-net").
/// Letters and digits of any script stay; a text without any gives an empty slug.
public enum Slug {
  /// The slug of a text. O(n).
  public static func make(from text: String) -> String {
    let scalars = Array(TextKey(text).text.unicodeScalars)
    var slug = ""
    var pendingDash = false
    func isWord(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      let properties = scalars[index].properties
      return properties.isAlphabetic || properties.numericType != nil
    }
    func append(_ piece: String, asWord: Bool) {
      if (pendingDash || asWord) && !slug.isEmpty { slug += "-" }
      slug += piece
      pendingDash = asWord
    }
    var afterWord = false
    for index in scalars.indices {
      switch scalars[index] {
      case _ where isWord(index):
        append(String(scalars[index]), asWord: false)
        afterWord = true
        continue
      case "+" where afterWord:
        append("plus", asWord: true)
        continue
      case "#" where afterWord:
        append("sharp", asWord: true)
        continue
      case "." where isWord(index + 1) && !isWord(index - 1):
        append("dot", asWord: true)
      default:
        pendingDash = true
      }
      afterWord = false
    }
    return slug
  }
}
