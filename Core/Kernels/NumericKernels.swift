#if !canImport(Accelerate)
  import CBLAS
#endif

/// Which library multiplies matrices here, and how well it fits the processor.
public struct NumericKernels: Hashable, Sendable, CustomStringConvertible {
  /// The library's name and version, such as "OpenBLAS 0.3.34"; nil where the program's own kernels multiply.
  public var library: String?
  /// The file that it was loaded from, if that is known.
  public var file: String?
  /// The kernels that it chose for this processor, such as "SkylakeX".
  var kernel: String?
  /// The widest vectors of the processor that count here: "AVX-512", "AVX2", or nil.
  var processor: String?
  /// Whether the program's own kernels multiply because a library's would use less than the processor has.
  var isBelowProcessor = false
  /// Libraries that were tried before in vain, and why, a line each.
  public var refused: [String] = []

  /// What multiplies in this process.
  public static let current = NumericKernels()

  #if canImport(Accelerate)
    private init() { library = "Accelerate" }
  #else
    private init() {
      func text(_ bytes: UnsafePointer<CChar>) -> String? {
        let text = String(cString: bytes)
        return text.isEmpty ? nil : text
      }
      let choice = blas_chosen().pointee
      file = text(choice.library)
      if let file {
        // OpenBLAS says how it was built as well: "OpenBLAS 0.3.34 DYNAMIC_ARCH …".
        let words = text(choice.version)?.split(separator: " ").prefix(2).joined(separator: " ")
        library = words ?? file.split(separator: "/").last.map(String.init)
      }
      kernel = text(choice.kernel)
      processor = text(choice.processor)
      isBelowProcessor = choice.is_below_processor != 0
      refused = String(cString: choice.refused).split(separator: "\n").map(String.init)
    }
  #endif

  /// One line, such as "OpenBLAS 0.3.34, SkylakeX kernels".
  public var description: String {
    guard let library else { return "own kernels" + (processor.map { " for \($0)" } ?? "") }
    return library + (kernel.map { ", \($0) kernels" } ?? "")
  }

  /// What else is known, a line each.
  public var details: [String] {
    var lines: [String] = []
    if let file { lines.append(file) }
    if let processor { lines.append("the processor has \(processor)") }
    return lines + refused.map { "tried in vain: \($0)" }
  }

  /// A sentence about slow kernels that says what to do; nil when all is well.
  public var warning: String? {
    guard library == nil else { return nil }
    let reason =
      isBelowProcessor
      ? "The BLAS library of this system does not know its processor" : "No BLAS library was found"
    return
      "\(reason), so the program's own kernels multiply matrices, at half the speed of a current OpenBLAS."
      + " Scripts/set-up.sh and a new build bring one."
  }
}
