import Foundation

/// A temporary folder in which the command line runs; removed when the value goes away.
final class WorkFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("rolewise-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder, which need not exist.
  func file(_ name: String) -> String { path + "/" + name }

  /// The store that the commands use where they are not told another.
  var store: String { file("rolewise.db") }

  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(text.utf8, to: name)
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: file(name), withIntermediateDirectories: true)
  }

  /// Copies a file or folder, links followed.
  @discardableResult
  func copy(_ source: String, to name: String) throws -> String {
    let source = URL(fileURLWithPath: source).resolvingSymlinksInPath().path
    try FileManager.default.copyItem(atPath: source, toPath: file(name))
    return file(name)
  }

  func bytes(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }

  /// Every file of the folder and of those in it, with its bytes.
  ///
  /// Without what SQLite may leave beside a store that it has only read: shared memory, and a
  /// write-ahead log with nothing in it.
  func contents(_ comparison: Comparison = .bytes) throws -> [String: Data] {
    var contents = try Self.contents(of: path)
    contents["rolewise.db-shm"] = nil
    if contents["rolewise.db-wal"]?.isEmpty == true { contents["rolewise.db-wal"] = nil }
    if comparison == .storeRows, contents["rolewise.db"] != nil {
      contents["rolewise.db"] = Data(try StoreRows.text(of: store).utf8)
    }
    return contents
  }

  static func contents(of path: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
      contents[name] =
        isFolder.boolValue ? Data() : try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return contents
  }

  // MARK: - A store with one run

  /// What makes the vectors.
  enum Embedder: String {
    case hashing, encoder
  }

  /// Copies a store that holds the catalog, its vectors, and one run into the folder.
  func addStore(of embedder: Embedder = .hashing) async throws {
    let seed =
      switch embedder {
      case .hashing: try await Self.hashingSeed.value
      case .encoder: try await Self.encoderSeed.value
      }
    for name in ["rolewise.db", "rolewise.db.gazetteer", "rolewise.db.kra-index"] {
      try copy(seed.file(name), to: name)
    }
  }

  /// The text of the one run in the store.
  static let seedText = """
    Flutter Developer
    Responsibilities
    - Build mobile apps in Flutter and Dart for Android and iOS.
    - Write widget tests and publish releases to the app stores.
    """

  private static let hashingSeed = Task { try await seed(.hashing) }
  private static let encoderSeed = Task { try await seed(.encoder) }

  private static func seed(_ embedder: Embedder) async throws -> WorkFolder {
    let folder = try WorkFolder()
    try folder.write(seedText, to: "jd.txt")
    _ = try await CommandLineTool.succeed(
      ["classify", "--embedder", embedder.rawValue, "jd.txt"], in: folder)
    return folder
  }
}
