/// Which words of a sentence mean degrees.
extension EducationRule {
  /// The degree words of a sentence; "degree" alone only where there is no other.
  func matches(in sentence: Range<Int>, of section: JDSection) -> [Match] {
    var matches: [Match] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      if let match = DegreeTable.degrees.match(in: document, at: index, upTo: sentence.upperBound),
        isDegree(match.value, at: index..<match.end, in: sentence, section: section)
      {
        matches.append(Match(degree: match.value, tokens: index..<match.end))
        index = match.end
      } else {
        index += 1
      }
    }
    let named = matches.filter { $0.degree.caution != .unnamed }
    guard !named.isEmpty else { return matches }
    return matches.filter { match in
      match.degree.caution != .unnamed || isBesideDiploma(match.tokens, in: sentence)
    }
  }

  /// Whether a degree word means a degree here: "BE" not "be", "Graduate" not "graduate program".
  private func isDegree(
    _ degree: DegreeTable.Degree, at tokens: Range<Int>, in sentence: Range<Int>,
    section: JDSection
  ) -> Bool {
    let (index, end) = (tokens.lowerBound, tokens.upperBound)
    let token = document.tokens[index]
    switch degree.caution {
    case .none:
      return degree.level != .school
        || !followsPost(index, in: sentence) && !Self.schoolWords.contains(document.key(end))
    case .section: return section.kind == .education && !followsPost(index, in: sentence)
    case .unnamed: return isUnnamedDegree(index, end: end, in: sentence)
    case .beside:
      guard token.isAllCapitals else { return false }
      return Self.degreeWords.contains(document.key(end))
        || standsBesideDegree(tokens, in: sentence)
    case .capitals:
      guard token.isAllCapitals || token.key.contains(".") && token.isCapitalized,
        !isProduct(end, in: sentence)
      else { return false }
      let neighbours = (max(sentence.lowerBound, index - 1)..<min(sentence.upperBound, end + 1))
        .filter { $0 < index || $0 >= end }.map { document.key($0) }
      return section.kind == .education || token.key.contains(".")
        || neighbours.contains {
          ["/", ",", "-", "in", "or", "degree", ")", "(", "&"].contains($0)
        }
    case .context:
      if section.kind == .education { return true }
      let near = (max(sentence.lowerBound, index - 3)..<min(sentence.upperBound, end + 3)).map {
        document.key($0)
      }
      guard !near.contains("scrum") else { return false }
      if standsBesideDegree(tokens, in: sentence) { return true }
      if token.key == "masters", isSought(tokens, in: sentence) { return true }
      return near.contains {
        ["any", "in", "degree", "must", "engineering", "university", "college", "required"]
          .contains($0)
      } && !near.contains("fresh") && document.key(end) != "program"
    }
  }

  // MARK: What stands beside the word

  /// Words behind a kind of school that make it a place and no schooling.
  private static let schoolWords = JDWords.set(
    """
    teacher teachers teaching student students pupil pupils children principal counselor counselors
    counsellor
    """)

  private static let degreeWords = JDWords.set("degree degrees")
  private static let joints = JDWords.set("/ , or and & ( -")

  /// Whether another degree stands before or after the word, joined to it: "Bachelors/Masters".
  private func standsBesideDegree(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
    let next = endOfJoint(from: tokens.upperBound, upTo: sentence.upperBound)
    if let next, endOfNamedDegree(at: next, in: next..<sentence.upperBound) != nil { return true }
    let before = max(sentence.lowerBound, tokens.lowerBound - 7)..<tokens.lowerBound
    return before.contains { start in
      guard let end = endOfNamedDegree(at: start, in: before) else { return false }
      return endOfJoint(from: end, upTo: tokens.upperBound) == tokens.lowerBound
    }
  }

  /// "Degree or diploma", "Diploma/Degree": the one of the two that has no level; not the word in
  /// "Master's degree or diploma".
  private func isBesideDiploma(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
    let joints: Set<String> = ["/", "or", ","]
    let next = document.key(tokens.upperBound + 1) == "a" ? 2 : 1
    if tokens.upperBound + next < sentence.upperBound,
      joints.contains(document.key(tokens.upperBound)),
      document.key(tokens.upperBound + next) == "diploma"
    {
      let before = max(sentence.lowerBound, tokens.lowerBound - 3)..<tokens.lowerBound
      return !before.contains { start in
        endOfNamedDegree(at: start, in: before) == tokens.lowerBound
      }
    }
    let joint = tokens.lowerBound - (document.key(tokens.lowerBound - 1) == "a" ? 2 : 1)
    return joint > sentence.lowerBound && joints.contains(document.key(joint))
      && document.key(joint - 1) == "diploma"
  }

  /// The end of a degree that begins at a token and needs nothing beside it.
  private func endOfNamedDegree(at index: Int, in range: Range<Int>) -> Int? {
    guard
      let match = DegreeTable.degrees.match(in: document, at: index, upTo: range.upperBound)
    else { return nil }
    switch match.value.caution {
    case .none: return match.end
    case .capitals:
      let isWritten = document.tokens[index].isAllCapitals
      return isWritten && !isProduct(match.end, in: range) ? match.end : nil
    default: return nil
    }
  }

  /// The token after "degree", where it stands, and one or two words or marks that join.
  private func endOfJoint(from end: Int, upTo limit: Int) -> Int? {
    let start = Self.degreeWords.contains(document.key(end)) ? end + 1 : end
    var cursor = start
    while cursor < min(limit, start + 2), Self.joints.contains(document.key(cursor)) { cursor += 1 }
    return cursor > start && cursor < limit ? cursor : nil
  }

  /// "Masters" as all that a sentence says, "pursuing Masters", "Masters (preferred)".
  private func isSought(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
    let end = tokens.upperBound
    if !sentence.contains(where: { document.tokens[$0].isSpoken && !tokens.contains($0) }) {
      return true
    }
    if document.key(tokens.lowerBound - 1) == "pursuing" { return true }
    let next = ["(", "-", ":"].contains(document.key(end)) ? end + 1 : end
    return Self.optionalWords.contains(document.key(next))
      || ["is", "are"].contains(document.key(end))
        && (end..<min(end + 4, sentence.upperBound)).contains {
          Self.optionalWords.contains(document.key($0))
        }
  }

  /// "Post-secondary": what comes after school.
  private func followsPost(_ index: Int, in sentence: Range<Int>) -> Bool {
    let before = document.key(index - 1) == "-" ? index - 2 : index - 1
    return before >= sentence.lowerBound && document.key(before) == "post"
  }

  /// "MS Office", "MS-Excel": the maker of a product.
  private func isProduct(_ end: Int, in sentence: Range<Int>) -> Bool {
    var next = end
    if ["-", "/", "."].contains(document.key(next)) { next += 1 }
    return next < sentence.upperBound && DegreeTable.products.contains(document.key(next))
  }

  // MARK: A degree of no level

  /// "Degree in Chemistry", "any degree", "a Computer Science degree", "degree required"; not "a
  /// high degree of", "360 degree".
  private func isUnnamedDegree(_ index: Int, end: Int, in sentence: Range<Int>) -> Bool {
    if end - index > 1 { return document.key(end) != "of" && document.key(index - 1) != "to" }
    let isFirst = index == sentence.lowerBound
    let before = isFirst ? "" : document.key(index - 1)
    let after = end < sentence.upperBound ? document.key(end) : ""
    guard !["high", "higher", "large", "certain", "some"].contains(before), after != "of",
      isFirst || document.tokens[index - 1].kind != .number
    else { return false }
    if isBesideDiploma(index..<end, in: sentence) { return true }
    if after == "in", end + 1 < sentence.upperBound {
      return !["which", "that", "this"].contains(document.key(end + 1))
    }
    if DegreeTable.subjectsBeforeDegree.contains(before)
      || DegreeTable.wordsBeforeDegree.contains(before)
    {
      return true
    }
    let next = after == "-" ? document.key(end + 1) : after
    guard isFirst || after == "-" || ["a", "the", "to"].contains(before) else { return false }
    switch next {
    case "or": return ["equivalent", "higher", "above"].contains(document.key(end + 1))
    case "is":
      return (end..<min(end + 4, sentence.upperBound)).contains {
        Self.requirementWords.contains(document.key($0))
      }
    default: return DegreeTable.wordsAfterDegree.contains(next)
    }
  }
}
