/// The tags and character references that `HTMLFragment` knows.
enum HTMLTagTable {
  /// Tags that end the line before and after them.
  static let blocks = wordSet(
    """
    p div ul ol li table tr tbody thead tfoot h1 h2 h3 h4 h5 h6 section article header footer
    blockquote pre dl dt dd html body head form center main aside title address
    """)

  /// Tags within a line.
  static let inlines = wordSet(
    """
    br hr b strong i em u s a span font small big sub sup mark td th img code label input button
    meta link strike del ins abbr cite style script col colgroup o wbr
    """)

  /// Elements whose content is not text.
  static let unread: Set<String> = ["style", "script"]

  static let known = blocks.union(inlines)

  private static let references: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "bull": "\u{2022}", "middot": "\u{B7}", "hellip": "\u{2026}", "ndash": "\u{2013}",
    "mdash": "\u{2014}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}",
    "rdquo": "\u{201D}", "laquo": "\u{AB}", "raquo": "\u{BB}", "euro": "\u{20AC}",
    "pound": "\u{A3}", "yen": "\u{A5}", "cent": "\u{A2}", "copy": "\u{A9}", "reg": "\u{AE}",
    "trade": "\u{2122}", "deg": "\u{B0}", "plusmn": "\u{B1}", "times": "\u{D7}",
    "frac12": "\u{BD}", "eacute": "\u{E9}", "egrave": "\u{E8}", "agrave": "\u{E0}",
    "ccedil": "\u{E7}", "uuml": "\u{FC}", "ouml": "\u{F6}", "auml": "\u{E4}", "szlig": "\u{DF}",
    "Uuml": "\u{DC}", "Ouml": "\u{D6}", "Auml": "\u{C4}", "ntilde": "\u{F1}", "oacute": "\u{F3}",
    "iacute": "\u{ED}", "aacute": "\u{E1}", "uacute": "\u{FA}", "shy": "\u{AD}",
    "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}",
    "zwj": "\u{200D}", "rarr": "\u{2192}", "check": "\u{2713}", "sect": "\u{A7}", "para": "\u{B6}",
  ]

  /// The scalar that a reference stands for, given without `&` and `;`.
  static func scalar(reference: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard reference.first == 0x23 else {
      return references[String(decoding: reference, as: UTF8.self)]
    }
    let digits = reference.dropFirst()
    guard let first = digits.first else { return nil }
    let isHexadecimal = first == 0x78 || first == 0x58
    let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
    guard let value = UInt32(text, radix: isHexadecimal ? 16 : 10), value > 0 else { return nil }
    return Unicode.Scalar(value)
  }

  private static func wordSet(_ text: String) -> Set<String> { JDWords.set(text) }
}
