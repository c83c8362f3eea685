/// Something in a store that is not as its runs say.
public struct StoreFinding: Hashable, Sendable, CustomStringConvertible {
  /// What is not as it should be, in a line.
  public let description: String
}
