public import ArgumentParser
import Pipeline
public import SimCore

/// The options that say which sentence encoder, and how it runs.
package struct EncoderOptions: ParsableArguments {
  @Option(help: "The model folder (default: $ROLEWISE_MODEL, then .cache/model).")
  package var model: String?

  @Option(
    name: .customLong("precision"),
    help: """
      The precision of the encoder's products: f32 (the default), bf16 or int8; vectors are kept \
      apart.
      """)
  package var givenPrecision: Precision?

  @Option(help: "Threads that encode (default: one a processor; for worker one in all).")
  package var threads: Int?

  package init() {}

  package func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be 1 to 1024")
    }
    if let refused = Kernel.refusedRequest {
      throw ValidationError("ROLEWISE_KERNEL=\(refused) cannot be run here; see rolewise doctor")
    }
  }

  /// Whether anything says which vectors to make; threads change none.
  package var isGiven: Bool { model != nil || givenPrecision != nil }

  package var precision: Precision { givenPrecision ?? .f32 }

  /// The model folder that is meant where `model` is given.
  package static func modelPath(_ model: String?) -> String {
    model ?? Environment.value("ROLEWISE_MODEL") ?? ".cache/model"
  }

  /// The encoder of the model folder.
  package func load() throws -> SentenceEncoder {
    try SentenceEncoder(folder: Self.modelPath(model), precision: precision)
  }

  /// The threads asked for.
  package var workers: WorkerPool? { threads.map { WorkerPool(threadCount: $0) } }
}

extension Precision: ExpressibleByArgument {}
