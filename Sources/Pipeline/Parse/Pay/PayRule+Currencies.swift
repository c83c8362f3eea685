/// The currencies of amounts.
extension PayRule {
  private static let currencies: [String: String] = [
    "₹": "INR", "rs": "INR", "inr": "INR", "rupees": "INR", "$": "USD", "usd": "USD", "€": "EUR",
    "eur": "EUR", "£": "GBP", "gbp": "GBP", "cad": "CAD", "aud": "AUD", "sgd": "SGD", "aed": "AED",
    "us$": "USD", "rs.": "INR", "¥": "JPY", "zł": "PLN", "₱": "PHP", "₦": "NGN", "₺": "TRY",
    "₫": "VND", "₪": "ILS", "₩": "KRW", "₴": "UAH",
  ]

  /// Codes that count only in capitals: in small letters some are words or names.
  private static let codes = JDWords.set(
    """
    pln chf jpy cny nzd hkd sek nok dkk czk huf ron zar brl mxn myr sar qar kwd pkr lkr bdt ils krw
    omr bhd thb idr vnd twd kes ngn egp uah
    """)

  /// Letters in capitals that are no code of their own: the ringgit.
  private static let ringgit = "rm"

  /// The code of the peso, which is also a language: it counts before thousands only.
  private static let peso = "php"

  /// The letters before a dollar sign that say whose dollar it is.
  private static let dollars: [String: String] = [
    "us": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD", "ca": "CAD",
    "cad": "CAD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "nz": "NZD", "nzd": "NZD", "hk": "HKD",
    "hkd": "HKD", "r": "BRL", "mx": "MXN",
  ]

  struct Currency {
    var code: String
    var isBareDollar: Bool
    var end: Int
  }

  /// The currency that begins at a token: a sign, a code, or a dollar sign with what says whose.
  func currency(at index: Int, in range: Range<Int>) -> Currency? {
    guard index < range.upperBound else { return nil }
    let token = document.tokens[index]
    if index + 1 < range.upperBound, document.key(index + 1) == "$",
      let code = Self.dollars[token.key],
      token.key.utf8.count == 3 || token.end == document.tokens[index + 1].start
    {
      return Currency(code: code, isBareDollar: false, end: index + 2)
    }
    if let code = Self.currencies[token.key] {
      return Currency(code: code, isBareDollar: token.key == "$", end: index + 1)
    }
    guard token.isAllCapitals else { return nil }
    if token.key == Self.ringgit || token.key == Self.peso {
      guard isInThousands(index + 1, in: range) else { return nil }
      let code = token.key == Self.ringgit ? "MYR" : "PHP"
      return Currency(code: code, isBareDollar: false, end: index + 1)
    }
    guard Self.codes.contains(token.key) else { return nil }
    return Currency(code: token.key.uppercased(), isBareDollar: false, end: index + 1)
  }

  /// Whether a number of thousands stands at a token: "3,500", "15000".
  private func isInThousands(_ index: Int, in range: Range<Int>) -> Bool {
    guard index < range.upperBound, document.tokens[index].kind == .number else { return false }
    let digits = document.key(index).utf8.filter(JDBytes.isDigit).count
    return digits >= 4 && !document.key(index).utf8.contains(UInt8(ascii: "."))
  }

  /// What two amounts are in: what says more than a dollar sign wins; grouping by lakhs is Indian.
  func currency(of first: Amount, _ second: Amount?) -> String? {
    let amounts = [first, second].compactMap { $0 }
    if let plain = amounts.first(where: { $0.currency != nil && !$0.isBareDollar }) {
      return plain.currency
    }
    let isIndian = amounts.contains { $0.isIndian || $0.isLakhGrouped }
    return first.currency ?? second?.currency ?? (isIndian ? "INR" : nil)
  }
}
