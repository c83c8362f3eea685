import CSimKernels

/// A set of kernels for one instruction set, chosen once per process.
///
/// `ROLEWISE_KERNEL` (`blas`, `avx2`, `avx512`, `neon`, one of these with `-f32` but for `blas`, or
/// `auto`) forces one. Every set gives the same similarities of given vectors, to the bit. Vectors
/// that are encoded have the same bits in every set but `blas`, which rounds products and sums
/// apart: there the last bits differ (decision 0020). In bf16 they may differ between any two, by
/// the order in which an instruction sums (decision 0021).
public enum Kernel: String, CaseIterable, Sendable {
  /// OpenBLAS's products screen.
  case blas
  /// Products in int8 screen.
  case avx2, avx512, neon
  /// Products in f32 screen, in kernels that keep them in registers; all else is as without `-f32`.
  case avx2Float = "avx2-f32"
  case avx512Float = "avx512-f32"
  case neonFloat = "neon-f32"

  /// What a screen computes its bounds from.
  enum Products {
    case blas, int8, float
  }

  /// What this set's screen computes its bounds from.
  var products: Products {
    switch self {
    case .blas: .blas
    case .avx2, .avx512, .neon: .int8
    case .avx2Float, .avx512Float, .neonFloat: .float
    }
  }

  /// The number that the C side uses for the instruction set.
  var code: Int32 {
    switch self {
    case .blas: Int32(SIM_KERNEL_BLAS.rawValue)
    case .avx2, .avx2Float: Int32(SIM_KERNEL_AVX2.rawValue)
    case .avx512, .avx512Float: Int32(SIM_KERNEL_AVX512.rawValue)
    case .neon, .neonFloat: Int32(SIM_KERNEL_NEON.rawValue)
    }
  }

  /// Whether this machine can run the kernel set.
  public var isSupported: Bool { sim_kernel_is_supported(code) == 1 }

  /// The kernel sets that this machine can run; `blas` is always among them.
  public static var supported: [Kernel] { allCases.filter(\.isSupported) }

  /// The kernel set in use: the best supported, or the one that `ROLEWISE_KERNEL` names.
  public static let current: Kernel = {
    var screensInFloat: Int32 = 0
    let code = unsafe sim_kernel_current(&screensInFloat)
    return allCases.first {
      $0.code == code && ($0.products == .float) == (screensInFloat == 1)
    } ?? .blas
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
