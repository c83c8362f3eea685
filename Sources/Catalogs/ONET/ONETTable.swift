/// A table of the O*NET text release: how its file and the columns that are read are called.
///
/// Release 30.3 gave two tables other names, and software other groups; the rows mean the same.
struct ONETTable {
  /// The file's name without its extension.
  let file: String
  /// The columns that it must have beside the occupation's code.
  let columns: [String]
  /// Columns that it may have.
  let optionalColumns: [String]

  private init(_ file: String, _ columns: [String], optional: [String] = []) {
    self.file = file
    self.columns = columns
    optionalColumns = optional
  }

  /// Title and description of each occupation.
  static let occupations = [ONETTable("Occupation Data", ["Title", "Description"])]
  /// A task of an occupation.
  static let tasks = [ONETTable("Task Statements", ["Task"])]
  /// A title of an occupation, and a short form of it.
  static let titles = [
    ONETTable("Alternate Titles", ["Alternate Title"], optional: ["Short Title"]),
    ONETTable("Job Titles", ["Job Title"], optional: ["Short Title"]),
  ]
  /// A title that people of an occupation gave.
  static let reportedTitles = [ONETTable("Sample of Reported Titles", ["Reported Job Title"])]
  /// An example of technology, with code and name of its group.
  static let technology = [
    ONETTable("Technology Skills", ["Example", "Commodity Code", "Commodity Title"]),
    ONETTable("Software Skills", ["Workplace Example", "Element ID", "Element Name"]),
  ]
}
