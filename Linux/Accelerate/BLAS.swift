// Stands in for the part of Apple's Accelerate that the kernels use, so that their Accelerate branch is compiled
// and tested on Linux too. Names, argument orders and types are those of the new BLAS headers.
import CBLAS

/// Integers of BLAS calls, 32 bits wide.
public typealias __LAPACK_int = Int32

/// How a matrix is stored.
public struct CBLAS_ORDER: RawRepresentable, Equatable, Sendable {
  /// The number that BLAS uses.
  public var rawValue: UInt32
  /// Wraps the number that BLAS uses.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
/// Rows one after the other.
public let CblasRowMajor = CBLAS_ORDER(rawValue: 101)
/// Columns one after the other.
public let CblasColMajor = CBLAS_ORDER(rawValue: 102)

/// Whether a matrix enters a product transposed.
public struct CBLAS_TRANSPOSE: RawRepresentable, Equatable, Sendable {
  /// The number that BLAS uses.
  public var rawValue: UInt32
  /// Wraps the number that BLAS uses.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
/// As stored.
public let CblasNoTrans = CBLAS_TRANSPOSE(rawValue: 111)
/// Transposed.
public let CblasTrans = CBLAS_TRANSPOSE(rawValue: 112)

/// C = ALPHA · op(A) · op(B) + BETA · C.
public func cblas_sgemm(
  _ ORDER: CBLAS_ORDER, _ TRANSA: CBLAS_TRANSPOSE, _ TRANSB: CBLAS_TRANSPOSE, _ M: __LAPACK_int,
  _ N: __LAPACK_int, _ K: __LAPACK_int, _ ALPHA: Float, _ A: UnsafePointer<Float>?, _ LDA: __LAPACK_int,
  _ B: UnsafePointer<Float>?, _ LDB: __LAPACK_int, _ BETA: Float, _ C: UnsafeMutablePointer<Float>?,
  _ LDC: __LAPACK_int
) {
  // A matrix without elements may have no address: without results nothing is to be done, and factors without
  // elements are not read.
  guard let C else { return }
  blas_sgemm(
    CBLAS.CBLAS_ORDER(ORDER.rawValue), CBLAS.CBLAS_TRANSPOSE(TRANSA.rawValue),
    CBLAS.CBLAS_TRANSPOSE(TRANSB.rawValue), M, N, K, ALPHA, A ?? UnsafePointer(C), LDA,
    B ?? UnsafePointer(C), LDB, BETA, C, LDC)
}
