/// The major groups of the International Standard Classification of Occupations of 2008, by the
/// first digit of a code (International Labour Organization).
enum ISCOMajorGroups {
  private static let names = [
    "Armed Forces Occupations", "Managers", "Professionals",
    "Technicians and Associate Professionals", "Clerical Support Workers",
    "Service and Sales Workers", "Skilled Agricultural, Forestry and Fishery Workers",
    "Craft and Related Trades Workers", "Plant and Machine Operators and Assemblers",
    "Elementary Occupations",
  ]

  /// The unit groups of the armed forces without their first zero, which a spreadsheet takes for
  /// nothing: ESCO 1.2.0 has them so. No minor group has these codes.
  private static let armedForces: Set<Substring> = ["110", "210", "310"]

  /// The group of a code such as "2654" (ESCO writes it "C2654" in places); nil where it is none.
  static func name(ofCode code: String) -> String? {
    let digits = code.hasPrefix("C") ? code.dropFirst() : code[...]
    guard (1...4).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let first = digits.first?.wholeNumberValue
    else { return nil }
    return names[armedForces.contains(digits) ? 0 : first]
  }
}
