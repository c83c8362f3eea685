import Foundation

extension Double {
  /// `%.Nf` of the number, correctly rounded.
  public func decimals(_ count: Int) -> String { String(format: "%.\(count)f", self) }

  /// The number that `%.4f` prints, as payloads show similarities and scores; −0 becomes 0.
  package var fourDecimals: Double {
    let rounded = Double(decimals(4)) ?? self
    return rounded == 0 ? 0 : rounded
  }
}
