/// Which words are a company's name.
extension CompanyRule {
  private static let notNames = JDWords.set(
    """
    we our the this that you your it he she they there these those if as in at for with an a who
    what why how
    when where us role job candidate candidates position experience knowledge team work company
    strong good
    must should responsibilities requirements qualifications skills description about about-us
    applicants bachelor's
    bachelor degree one all any each some location salary education html css java javascript
    python php
    sql react angular node.js ios android flutter wordpress django aws azure linux agile scrum api
    apis
    devops software engineer developer title monday client clients customers overview summary
    preferred
    required minimum key other additional please join working ability understanding excellent
    proficiency
    here i my opportunity it's not are is do be to from have has will can by responsible people
    kubernetes
    docker jenkins git github mysql oracle mongodb swift kotlin laravel data machine everything
    everyone life
    interested note join our full part remote equal today currently total objective c++ c#
    you'll you're we'll we're let's
    """)

  private static let suffixes = JDWords.set(
    """
    ltd limited pvt private inc llc llp corp corporation technologies technology solutions labs
    systems group software services
    """
  )

  /// A run of capitalised words at `start` that can be a name.
  func proper(at start: Int, limit: Int) -> Range<Int>? {
    guard start < limit else { return nil }
    var end = start
    var words = 0
    while end < limit, words < 6 {
      let token = document.tokens[end]
      if token.isWord {
        if words > 0, isLink(end, upTo: limit) {
          end += 1
          continue
        }
        guard token.isCapitalized || token.key.hasSuffix(".com") else { break }
        if words == 0 {
          guard !Self.notNames.contains(token.key), !TitleLexicon.heads.contains(token.key),
            !DutyLexicon.beginsWithDuty([token.key, "x", "y"])
          else { return nil }
        }
        words += 1
      } else if token.kind == .number, words > 0, !token.hasSpaceBefore {
        words += 0
      } else if token.kind == .mark, words > 0, ["&", "-", ".", "'"].contains(token.key),
        end + 1 < limit,
        token.key == "&"
          || !token.hasSpaceBefore && document.tokens[end + 1].isCapitalized
            && (!document.tokens[end + 1].hasSpaceBefore
              || Self.suffixes.contains(document.key(end + 1)))
      {
        words += 0
      } else {
        break
      }
      end += 1
    }
    while end > start, !document.tokens[end - 1].isSpoken { end -= 1 }
    guard words > 0, end > start else { return nil }
    let keys = (start..<end).map { document.key($0) }
    if keys.contains(where: { TitleLexicon.heads.contains($0) && $0 != "partner" && $0 != "master" }
    ) {
      return nil
    }
    if words == 1, LocationTable.cities.match(in: document, at: start, upTo: end) != nil {
      return nil
    }
    return start..<end
  }

  /// The "of" in "Bank of Crumbs", and "the" behind it.
  private func isLink(_ index: Int, upTo limit: Int) -> Bool {
    let key = document.key(index)
    let isArticle = key == "the" && document.key(index - 1) == "of"
    guard key == "of" || isArticle, !document.tokens[index].isCapitalized else { return false }
    let next = key == "of" && document.key(index + 1) == "the" ? index + 2 : index + 1
    return next < limit && document.tokens[next].isWord && document.tokens[next].isCapitalized
  }
}
