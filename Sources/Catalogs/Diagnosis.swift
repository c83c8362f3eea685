package import Foundation
import Pipeline
package import SimCore

/// What `doctor` finds.
package enum Diagnosis {
  package struct Finding: Sendable {
    package let subject: String
    package let text: String
    package let isGood: Bool
  }

  /// Looks at every part; nothing is created or changed.
  ///
  /// - Parameter lockTimeout: seconds to wait while another process makes or replaces the store.
  package static func findings(
    modelPath: String, precision: Precision = .f32, catalogPath: String, storePath: String,
    lockTimeout: TimeInterval
  ) -> [Finding] {
    [
      Finding(subject: "rolewise", text: Engine.version, isGood: true), kernel, blas, lapack,
      model(modelPath, precision), catalog(catalogPath), store(storePath, lockTimeout),
    ]
  }

  private static var kernel: Finding {
    let supported = Kernel.supported.map(\.rawValue).joined(separator: ", ")
    if let refused = Kernel.refusedRequest {
      return Finding(
        subject: "kernel",
        text: "ROLEWISE_KERNEL asks for \(refused), this machine runs \(supported)",
        isGood: false)
    }
    return Finding(
      subject: "kernel", text: "\(Kernel.current.rawValue) (of \(supported))", isGood: true)
  }

  private static var blas: Finding {
    Finding(
      subject: "OpenBLAS",
      text: "\(LinearAlgebra.blasDescription), core \(LinearAlgebra.blasCoreName)", isGood: true)
  }

  private static var lapack: Finding {
    Finding(
      subject: "LAPACKE", text: LinearAlgebra.lapackAnswers ? "answers" : "gives wrong numbers",
      isGood: LinearAlgebra.lapackAnswers)
  }

  private static func model(_ path: String, _ precision: Precision) -> Finding {
    checked("model") {
      let encoder = try SentenceEncoder(folder: path, precision: precision)
      let vector = encoder.encode(["A sentence to try the model with."])
      guard vector.isFinite else { return ("\(path) gives vectors that are no numbers", false) }
      return (
        "\(encoder.identifier), \(encoder.dimension) components, \(precision.rawValue), "
          + "in \(path)", true
      )
    }
  }

  private static func catalog(_ path: String) -> Finding {
    checked("catalog") {
      let catalog = try CatalogFolder.read(path)
      return (
        "\(catalog.information.name) \(catalog.information.release): \(catalog.roles.count) "
          + "roles, \(catalog.skills.count) skills, in \(path)", true
      )
    }
  }

  private static func store(_ path: String, _ lockTimeout: TimeInterval) -> Finding {
    guard FileManager.default.fileExists(atPath: path) else {
      return Finding(
        subject: "store", text: "none at \(path) yet; classify creates it", isGood: true)
    }
    return checked("store") {
      let store = try Store.openToRead(path: path, lockTimeout: lockTimeout)
      return ("\(path), catalog version \(try store.catalogVersion())", true)
    }
  }

  private static func checked(
    _ subject: String, _ body: () throws -> (text: String, isGood: Bool)
  ) -> Finding {
    do {
      let (text, isGood) = try body()
      return Finding(subject: subject, text: text, isGood: isGood)
    } catch {
      return Finding(subject: subject, text: "\(error)", isGood: false)
    }
  }
}
