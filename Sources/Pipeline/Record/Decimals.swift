import Foundation

extension Double {
  /// `%.Nf` of the number, correctly rounded.
  public func decimals(_ count: Int) -> String { String(format: "%.\(count)f", self) }

  /// The number that `%.4f` prints, as payloads show similarities and scores; −0 becomes 0.
  package var fourDecimals: Double {
    let scaled = self * 10_000
    let whole = scaled.rounded()
    // Away from the middle of two decimals the product's rounding, at most 2⁻⁵³ of it, decides
    // nothing; the quotient of two whole numbers is the Double next to the decimal.
    if abs(scaled) < 1e9, abs(abs(scaled - whole) - 0.5) > 1e-6 {
      return whole == 0 ? 0 : whole / 10_000
    }
    let rounded = Double(decimals(4)) ?? self
    return rounded == 0 ? 0 : rounded
  }
}
