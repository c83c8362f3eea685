/// The major groups of the Standard Occupational Classification of 2018, by the first two digits
/// of a code (U.S. Bureau of Labor Statistics).
enum SOCMajorGroups {
  private static let names = [
    "11": "Management",
    "13": "Business and Financial Operations",
    "15": "Computer and Mathematical",
    "17": "Architecture and Engineering",
    "19": "Life, Physical, and Social Science",
    "21": "Community and Social Service",
    "23": "Legal",
    "25": "Educational Instruction and Library",
    "27": "Arts, Design, Entertainment, Sports, and Media",
    "29": "Healthcare Practitioners and Technical",
    "31": "Healthcare Support",
    "33": "Protective Service",
    "35": "Food Preparation and Serving Related",
    "37": "Building and Grounds Cleaning and Maintenance",
    "39": "Personal Care and Service",
    "41": "Sales and Related",
    "43": "Office and Administrative Support",
    "45": "Farming, Fishing, and Forestry",
    "47": "Construction and Extraction",
    "49": "Installation, Maintenance, and Repair",
    "51": "Production",
    "53": "Transportation and Material Moving",
    "55": "Military Specific",
  ]

  /// The group of an O*NET-SOC code such as "15-2051.00"; nil where it is no such code.
  static func name(ofCode code: String) -> String? {
    guard code.wholeMatch(of: /[0-9]{2}-[0-9]{4}\.[0-9]{2}/) != nil else { return nil }
    return names[String(code.prefix(2))]
  }
}
