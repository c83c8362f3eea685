/// How far a piece of long work is.
public struct BuildProgress: Sendable, Equatable {
  /// What is being done, for people: "KRAs", "role titles".
  public let what: String
  /// Pieces done, 0 to `total`.
  public let done: Int
  /// Pieces in all.
  public let total: Int

  /// Progress as given.
  public init(what: String, done: Int, total: Int) {
    self.what = what
    self.done = done
    self.total = total
  }
}
