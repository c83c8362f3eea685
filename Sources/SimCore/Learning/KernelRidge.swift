import CSimKernels

/// Kernel ridge regression with several targets, and its leave-one-out predictions.
///
/// With K the kernel matrix of the examples, λ the ridge, Y the targets and b their column means,
/// the coefficients are α = (K + λI)⁻¹(Y − b), and the prediction for a new example with kernel
/// values k is kᵀα + b (Saunders, Gammerman and Vovk, Ridge Regression Learning Algorithm in Dual
/// Variables, 1998). The prediction for example i by all others, with b held, is
/// Y_i − α_i / ((K + λI)⁻¹)_ii (Allen's PRESS, 1974, in its kernel form).
///
/// Factored by LAPACK in f64: O(n³) time, O(n²) memory, once.
public struct KernelRidge: Sendable {
  /// Examples of the fit.
  public let exampleCount: Int
  /// Targets, each predicted by itself.
  public let targetCount: Int
  /// α, examples × targets, row after row.
  public let coefficients: [Double]
  /// b, one a target.
  public let intercepts: [Double]
  /// For each example what the others predict, examples × targets, row after row.
  public let leaveOneOut: [Double]

  /// - Parameters:
  ///   - kernel: examples × examples, symmetric and positive semi-definite; its lower triangle is
  ///     read.
  ///   - targets: examples × targets, row after row.
  ///   - ridge: λ, above 0.
  /// - Returns: nil where the factorisation fails: the kernel is not positive semi-definite, or a
  ///   value is not finite.
  /// - Precondition: the shapes fit, and there is at least one example and one target.
  public init?(kernel: consuming [Double], targets: [Double], targetCount: Int, ridge: Double) {
    precondition(targetCount > 0 && !targets.isEmpty && targets.count.isMultiple(of: targetCount))
    let count = targets.count / targetCount
    precondition(kernel.count == count * count && ridge > 0, "shapes or ridge do not fit")
    var means = [Double](repeating: 0, count: targetCount)
    for index in targets.indices { means[index % targetCount] += targets[index] }
    for index in means.indices { means[index] /= Double(count) }
    var solution = targets
    for index in solution.indices { solution[index] -= means[index % targetCount] }
    sim_blas_configure()
    let failure = unsafe kernel.withUnsafeMutableBufferPointer { kernel in
      unsafe solution.withUnsafeMutableBufferPointer { solution -> Int32 in
        guard let matrix = kernel.baseAddress, let vectors = solution.baseAddress else { return -1 }
        return unsafe sim_ridge_solve(count, targetCount, ridge, matrix, vectors)
      }
    }
    guard failure == 0, solution.allSatisfy(\.isFinite) else { return nil }
    exampleCount = count
    self.targetCount = targetCount
    coefficients = solution
    intercepts = means
    leaveOneOut = targets.indices.map { index in
      let example = index / targetCount
      return targets[index] - solution[index] / kernel[example * (count + 1)]
    }
  }

  /// The predictions for an example, less the intercepts: kᵀα. O(examples × targets).
  ///
  /// - Parameter kernel: the example's kernel values with the examples of the fit.
  public func centredPrediction(_ kernel: [Double]) -> [Double] {
    precondition(kernel.count == exampleCount, "\(kernel.count) values of \(exampleCount)")
    var prediction = [Double](repeating: 0, count: targetCount)
    for (example, value) in kernel.enumerated() where value != 0 {
      for target in 0..<targetCount {
        prediction[target] += value * coefficients[example * targetCount + target]
      }
    }
    return prediction
  }
}
