import CSimKernels

/// Kernel ridge regression with several targets, and its leave-one-out predictions.
///
/// With K the kernel matrix of the examples, λ the ridge, Y the targets and b their column means,
/// the coefficients are α = (K + λI)⁻¹(Y − b), and the prediction for a new example with kernel
/// values k is kᵀα + b (Saunders, Gammerman and Vovk, Ridge Regression Learning Algorithm in Dual
/// Variables, 1998). The prediction for example i by all others, with b held, is
/// Y_i − α_i / G_ii with G = (K + λI)⁻¹ (Allen's PRESS, 1974, in its kernel form). Where example i,
/// held out, is seen with other kernel values k_i + d_i, the coefficients of the others are the
/// same, α_j − G_ji α_i / G_ii, and the prediction changes by d_iᵀα − α_i (Σ_j d_ij G_ji) / G_ii.
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
  ///   - heldOutChange: d, examples × examples, row after row: what the kernel values of an example
  ///     change by where its own target is not known. The diagonal does not count; empty for none.
  /// - Returns: nil where the factorisation fails: the kernel is not positive semi-definite, or a
  ///   value is not finite.
  /// - Precondition: the shapes fit, and there is at least one example and one target.
  public init?(
    kernel: consuming [Double], targets: [Double], targetCount: Int, ridge: Double,
    heldOutChange: [Double] = []
  ) {
    precondition(targetCount > 0 && !targets.isEmpty && targets.count.isMultiple(of: targetCount))
    let count = targets.count / targetCount
    precondition(kernel.count == count * count && ridge > 0, "shapes or ridge do not fit")
    precondition(heldOutChange.isEmpty || heldOutChange.count == kernel.count, "a shape is wrong")
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
    var leaveOneOut = targets
    for example in 0..<count {
      let own = kernel[example * (count + 1)]
      let values = example * targetCount..<(example + 1) * targetCount
      for index in values { leaveOneOut[index] -= solution[index] / own }
      guard !heldOutChange.isEmpty else { continue }
      for other in 0..<count where other != example {
        let change = heldOutChange[example * count + other]
        guard change != 0 else { continue }
        // The inverse stands in the lower triangle.
        let inverse = kernel[max(example, other) * count + min(example, other)]
        for (target, index) in values.enumerated() {
          let coefficient = solution[other * targetCount + target]
          leaveOneOut[index] += change * (coefficient - inverse / own * solution[index])
        }
      }
    }
    self.leaveOneOut = leaveOneOut
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
