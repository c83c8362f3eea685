import CLibFuzzer
import Foundation

/// Usage: `fuzz-readers READER [arguments of libFuzzer]`, or `fuzz-readers --seeds FOLDER` to write
/// inputs to begin with, a folder a reader.
@main
struct FuzzReaders {
  static func main() throws {
    var arguments = CommandLine.arguments
    if arguments.count == 3, arguments[1] == "--seeds" {
      for reader in Reader.allCases {
        try Seeds.write(for: reader, to: arguments[2])
        try requireAcceptance(of: reader)
      }
      return
    }
    if arguments.count == 2, arguments[1] == "--list" {
      for reader in Reader.allCases { print(reader.rawValue) }
      return
    }
    guard arguments.count > 1, let reader = Reader(rawValue: arguments[1]) else {
      FileHandle.standardError.write(Data("usage: fuzz-readers READER [arguments]\n".utf8))
      exit(64)
    }
    chosenReader = reader
    arguments.remove(at: 1)
    var count = Int32(arguments.count)
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let status = pointers.withUnsafeMutableBufferPointer { buffer in
      var base = buffer.baseAddress!
      return LLVMFuzzerRunDriver(&count, &base) { data, size in
        chosenReader.read([UInt8](UnsafeRawBufferPointer(start: data, count: size)))
        return 0
      }
    }
    exit(status)
  }
}

extension FuzzReaders {
  /// Ends the process where a reader refuses what it is fuzzed from: it would be fuzzed no deeper
  /// than its first check.
  private static func requireAcceptance(of reader: Reader) throws {
    for (number, seed) in try Seeds.inputs(for: reader).enumerated() {
      do {
        try reader.accept(seed)
      } catch {
        let line = "fuzz-readers: seed \(number) of \(reader.rawValue) is refused: \(error)\n"
        FileHandle.standardError.write(Data(line.utf8))
        exit(70)
      }
    }
  }
}

/// Set once, before the first input.
nonisolated(unsafe) private var chosenReader = Reader.text
