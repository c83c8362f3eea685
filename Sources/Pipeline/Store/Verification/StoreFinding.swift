/// Something in a store that is not as its runs say.
public struct StoreFinding: Hashable, Sendable, CustomStringConvertible {
  public let description: String
}
