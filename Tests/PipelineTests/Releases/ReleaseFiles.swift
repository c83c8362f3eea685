import Foundation

/// A small release on disk, in the layout of the O*NET text release; goes away with the test.
final class ReleaseFiles {
  let folder: String

  /// - Parameter name: the last part of the folder's name.
  init(name: String = "onet-1.0", files: [String: String] = ReleaseFiles.onet) throws {
    folder = NSTemporaryDirectory() + UUID().uuidString + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    let parent = URL(fileURLWithPath: folder).deletingLastPathComponent()
    try? FileManager.default.removeItem(at: parent)
  }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
  }

  static let onet = [
    "Read Me.txt": "O*NET 1.2 Database\nJune 2026 Release\n",
    "Occupation Data.txt": """
    O*NET-SOC Code\tTitle\tDescription
    15-1242.00\tDatabase Administrators\tAdminister databases.
    15-1252.00\tSoftware Developers\tDevelop software.
    11-1011.00\tChief Executives\tPlan and direct.

    """,
    "Task Statements.txt": """
    O*NET-SOC Code\tTask ID\tTask\tTask Type
    15-1242.00\t1\tBack up databases.\tCore
    15-1242.00\t2\tPlan projects.\tCore
    15-1252.00\t3\tWrite code and zoom into faults.\tCore
    15-1252.00\t4\tPlan projects.\tCore
    15-1252.00\t5\tPlan projects.\tSupplemental

    """,
    "Alternate Titles.txt": """
    O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)
    15-1242.00\tDBA (Database Administrator)\tDBA\t08
    15-1242.00\tProgrammer\tn/a\t08
    15-1252.00\tProgrammer\tn/a\t08
    11-1011.00\tRadiologic Chief (RC (R))\tn/a\t08

    """,
    "Technology Skills.txt": """
    O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology
    15-1242.00\tStructured query language SQL\t43232306\tQuery software\tY
    15-1252.00\tStructured query language SQL\t43232306\tQuery software\tY
    15-1252.00\tStructured query language SQL\t43232405\tDevelopment software\tY
    15-1252.00\tZoom\t43232405\tDevelopment software\tN
    15-1252.00\tCode software\t43232405\tDevelopment software\tN

    """,
  ]
}
