/// Finds web addresses: what begins with `http://`, `https://` or `www.`, without closing marks.
struct LinkRule {
  let document: JDDocument

  struct Finding: Sendable {
    var address: String
    var tokens: Range<Int>
  }

  func findings() -> [Finding] {
    var seen: Set<String> = []
    return document.tokens.indices.compactMap { index in
      let token = document.tokens[index]
      guard token.kind == .link,
        token.key.hasPrefix("http") || token.key.hasPrefix("www.")
      else { return nil }
      let address = document.text.string(token.range)
      return seen.insert(address).inserted
        ? Finding(address: address, tokens: index..<index + 1) : nil
    }
  }
}
