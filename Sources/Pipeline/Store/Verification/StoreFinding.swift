/// Something in a store that is not as its runs say.
public struct StoreFinding: Hashable, Sendable, CustomStringConvertible {
  public let description: String
  /// Whether `Store.repair` sets it right: what follows from other rows can be counted again.
  public let isRepairable: Bool
}
