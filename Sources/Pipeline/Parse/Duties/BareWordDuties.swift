/// The duties in a text of bare words without a heading for them: the stretch with the most duty
/// verbs and the fewest words that ask or offer.
///
/// Each word has a weight, and the stretch with the largest sum is taken (the maximum-sum
/// subarray, by Kadane's scan). The weights were set on ads of this kind that do have a heading:
/// the stretch shares two thirds of its words with the section under the heading (mean F1).
enum BareWordDuties {
  /// The tokens of the stretch, or `nil` where the text has none. O(tokens).
  static func stretch(in document: JDDocument) -> Range<Int>? {
    var best = (sum: 0.0, range: 0..<0)
    var sum = 0.0
    var start = 0
    for index in document.tokens.indices where document.tokens[index].isSpoken {
      if sum <= 0 {
        sum = 0
        start = index
      }
      sum += weight(of: document.key(index))
      if sum > best.sum { best = (sum, start..<index + 1) }
    }
    guard best.sum >= smallestSum, best.range.count >= smallestCount else { return nil }
    // The object of the last verb.
    var end = best.range.upperBound
    let limit = min(document.tokens.count, end + longestObject)
    while end < limit, weight(of: document.key(end)) > Weight.asking { end += 1 }
    while end > best.range.lowerBound, !document.tokens[end - 1].isSpoken { end -= 1 }
    return best.range.lowerBound..<end
  }

  private static let smallestSum = 8.0
  private static let smallestCount = 20
  private static let longestObject = 10

  private enum Weight {
    static let verb = 1.0
    static let weakVerb = 0.6
    static let other = -0.08
    static let asking = -2.0
    static let offering = -2.5
  }

  private static func weight(of word: String) -> Double {
    if asking.contains(word) { return Weight.asking }
    if offering.contains(word) { return Weight.offering }
    if weakVerbs.contains(word) { return Weight.weakVerb }
    return DutyLexicon.isVerb(word) && !nouns.contains(word) ? Weight.verb : Weight.other
  }

  private static let asking = JDWords.set(
    """
    experience experienced year years yr knowledge degree bachelor bachelor's master proficient
    proficiency strong ability familiarity familiar skill skills qualification qualifications
    requirement required must preferred plus excellent understanding minimum expertise able diploma
    certification candidate nice bonus solid desired demonstrated proven passion passionate
    """)

  private static let offering = JDWords.set(
    """
    benefit benefits insurance dental medical vision vacation 401 401k equal race gender religion
    disability veteran compensation competitive perk paid founded headquartered nasdaq company
    applicant resume salary holiday discriminate employer color
    """)

  /// Verbs that are as often nouns, or the employer's.
  private static let weakVerbs = JDWords.set("serve work use support test plan design help")

  /// Duty verbs that are nouns in such texts.
  private static let nouns = JDWords.set(
    """
    offer position market engineer engineering process program model partner interface file
    contract join seek record log store report understand source package
    """)
}
