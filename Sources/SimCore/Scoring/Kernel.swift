import CSimKernels

/// A set of kernels for one instruction set, chosen once per process.
///
/// `ROLEWISE_KERNEL` (`blas`, `avx2`, `avx512`, `neon` or `auto`) forces one. Every set gives the
/// same similarities, to the bit; they differ in speed alone.
public enum Kernel: String, CaseIterable, Sendable {
  case blas, avx2, avx512, neon

  /// The number that the C side uses.
  var code: Int32 {
    switch self {
    case .blas: Int32(SIM_KERNEL_BLAS.rawValue)
    case .avx2: Int32(SIM_KERNEL_AVX2.rawValue)
    case .avx512: Int32(SIM_KERNEL_AVX512.rawValue)
    case .neon: Int32(SIM_KERNEL_NEON.rawValue)
    }
  }

  /// Whether this machine can run the kernel set.
  public var isSupported: Bool { sim_kernel_is_supported(code) == 1 }

  /// The kernel sets that this machine can run; `blas` is always among them.
  public static var supported: [Kernel] { allCases.filter(\.isSupported) }

  /// The kernel set in use: the best supported, or the one that `ROLEWISE_KERNEL` names.
  public static let current: Kernel = {
    let code = sim_kernel_current()
    return allCases.first { $0.code == code } ?? .blas
  }()

  /// What `ROLEWISE_KERNEL` asks for and this machine cannot run; nil when there is no such thing.
  public static var refusedRequest: String? {
    unsafe sim_kernel_refused_request().map { unsafe String(cString: $0) }
  }
}

/// The linear-algebra libraries in use.
public enum LinearAlgebra {
  /// Sets OpenBLAS to one thread; SimCore's own workers are the threads. Idempotent.
  static func configure() { sim_blas_configure() }

  /// OpenBLAS's description of its build.
  public static var blasDescription: String { unsafe String(cString: sim_blas_description()) }

  /// The CPU core type that OpenBLAS chose its kernels for.
  public static var blasCoreName: String { unsafe String(cString: sim_blas_core_name()) }

  /// Whether LAPACKE answers: its f64 machine epsilon is 2⁻⁵³.
  public static var lapackAnswers: Bool { sim_lapack_epsilon() == 0x1p-53 }
}
