import ArgumentParser
import DriverOptions
import Foundation
import Pipeline

/// `rolewise encode`: sentences to vectors.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Turn sentences into vectors: JSON Lines, or a NumPy array file.",
    discussion: """
      A file holds a sentence a line in UTF-8 (blank lines are left out), or a JSON array of \
      strings; - is standard input. JSON Lines have "text" and "vector", whose decimals read back \
      as the same f32. An .npy file holds little-endian f32, a row a sentence. Vectors are of unit \
      length, and the same bits in any batch and with any number of threads.
      """)

  @Argument(help: "A file with sentences, or -.")
  var file: String

  @Option(help: "jsonl or npy (default: npy where --output ends in .npy, else jsonl).")
  var format: VectorFormat?

  @Option(help: "The file to write, whole or not at all (default: standard output).")
  var output: String?

  @OptionGroup var encoder: EncoderOptions

  func run() throws {
    try OutputPaths.check([output], inputs: [file])
    let sentences = try SentenceReader(path: file)
    let encoding = SentenceEncoding(try encoder.load(), workers: encoder.workers)
    // Lines on a terminal are progress enough.
    let showsProgress = output != nil || isatty(1) == 0
    try encoding.write(sentences, to: output, as: format ?? VectorFormat(path: output)) {
      if showsProgress { Console.show($0) }
    }
  }
}

extension VectorFormat: ExpressibleByArgument {}
