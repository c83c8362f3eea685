import Foundation

/// How much the presence of a term in a text tells of the text's class.
///
/// The Kullback-Leibler divergence Σ_c p(c | term) · ln(p(c | term) / p(c)), in nats, where p(c) is
/// the class's share of the texts, and p(c | term) = (texts of c that hold the term + m · p(c)) /
/// (texts that hold it + m): smoothed by a Dirichlet prior of m texts (Zhai and Lafferty, A Study of
/// Smoothing Methods, 2004). A supervised term weight (Debole and Sebastiani, Supervised Term
/// Weighting for Automated Text Categorization, 2003): 0 for a term whose texts are of all classes
/// alike, and small for one that few texts hold.
struct TermInformation {
  /// What rounding leaves of a divergence of nothing: a text of such terms alone would be stretched to
  /// unit length like any other.
  private static let rounding = 1e-12

  /// m: how it was chosen is in docs/learning.md.
  private static let priorTexts = 8.0

  /// The class of each text: 0, 1, …
  let classes: [Int]
  /// Texts of each class.
  private let sizes: [Int]

  init(_ classes: [Int]) {
    var sizes = [Int](repeating: 0, count: (classes.max() ?? -1) + 1)
    for label in classes { sizes[label] += 1 }
    self.sizes = sizes
    self.classes = classes
  }

  /// How many of some texts are of each class. O(texts + classes).
  func holders(_ texts: ArraySlice<Int32>) -> [Int] {
    var holders = [Int](repeating: 0, count: sizes.count)
    for text in texts { holders[classes[Int(text)]] += 1 }
    return holders
  }

  /// The weight of a term.
  ///
  /// - Parameters:
  ///   - holding: of the texts of each class, how many hold the term.
  ///   - held: a class of which one text that holds the term is left out of all counts, as if it had
  ///     not been there; nil leaves out none.
  /// - Complexity: O(classes).
  func weight(_ holding: [Int], without held: Int? = nil) -> Double {
    let texts = Double(held == nil ? classes.count : classes.count - 1)
    let holders = Double(holding.reduce(0, +) - (held == nil ? 0 : 1))
    var divergence = 0.0
    for label in sizes.indices {
      let left = held == label ? 1 : 0
      let share = Double(sizes[label] - left) / texts
      guard share > 0 else { continue }
      let own =
        (Double(holding[label] - left) + Self.priorTexts * share)
        / (holders + Self.priorTexts)
      divergence += own * log(own / share)
    }
    return divergence > Self.rounding ? divergence : 0
  }
}
