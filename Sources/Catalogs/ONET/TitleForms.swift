import SimCore

/// What a title with brackets means: "Chief Executive Officer (CEO)" is that text, "Chief Executive
/// Officer", and "CEO".
enum TitleForms {
  /// The whole title, what stands outside its brackets, and what stands inside each pair of them,
  /// in this order, each once under `TextKey`. Brackets inside brackets belong to the inside; where
  /// brackets do not pair up there is only the whole. O(length).
  static func forms(of title: String) -> [String] {
    var forms = [title]
    if let (outside, inside) = parts(of: title) { forms += [outside] + inside }
    var seen: Set<TextKey> = []
    return forms.filter { form in
      form.contains { $0.isLetter || $0.isNumber } && seen.insert(TextKey(form)).inserted
    }
  }

  private static func parts(of title: String) -> (outside: String, inside: [String])? {
    var outside = ""
    var inside: [String] = []
    var current = ""
    var depth = 0
    var isAfterBracket = false
    for character in title {
      if character == "(" {
        if depth > 0 { current.append(character) }
        depth += 1
      } else if character == ")" {
        depth -= 1
        guard depth >= 0 else { return nil }
        if depth > 0 {
          current.append(character)
        } else {
          inside.append(current)
          current = ""
          isAfterBracket = true
        }
      } else if depth > 0 {
        current.append(character)
      } else {
        if isAfterBracket {
          isAfterBracket = false
          // "Clerk (Night)/Typist" is "Clerk/Typist"; a space that stands there anyway stays.
          if character == "/" || character == "," {
            while outside.last?.isWhitespace == true { outside.removeLast() }
          } else {
            outside.append(" ")
          }
        }
        outside.append(character)
      }
    }
    guard depth == 0, !inside.isEmpty else { return nil }
    return (spaced(outside), inside.map(spaced))
  }

  /// One space between words, none at the ends.
  private static func spaced(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
