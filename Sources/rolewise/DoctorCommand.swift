import ArgumentParser
import Catalogs
import DriverOptions
import Foundation
import Pipeline
import SimCore

/// `rolewise doctor`: what is there, in which version, and what is missing.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check model, kernels, linear algebra, catalog and store; exit 1 if any fails.")

  @OptionGroup var store: StoreOptions

  @Option(help: "The model folder (default: $ROLEWISE_MODEL, then .cache/model).")
  var model: String?

  @Option(help: "The precision that the model is tried with: f32, bf16 or int8.")
  var precision = Precision.f32

  func run() async throws {
    let findings = Diagnosis.findings(
      modelPath: EncoderOptions.modelPath(model), precision: precision,
      catalogPath: store.catalogPath, storePath: store.path, lockTimeout: store.lockTimeout)
    for finding in findings {
      print("\(finding.isGood ? "ok  " : "FAIL")  \(finding.subject): \(finding.text)")
    }
    if findings.contains(where: { !$0.isGood }) { throw ExitCode(1) }
  }
}
