/// Elements from one value of a vector to the next.
public typealias vDSP_Stride = Int
/// Number of values of a vector.
public typealias vDSP_Length = UInt

/// Runs `body` with the offsets of each element in three vectors.
private func forEach(
  _ N: vDSP_Length, _ IA: vDSP_Stride, _ IB: vDSP_Stride, _ IC: vDSP_Stride, _ body: (Int, Int, Int) -> Void
) {
  for k in 0..<Int(N) { body(k * IA, k * IB, k * IC) }
}

/// C = A + B.
public func vDSP_vadd(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ B: UnsafePointer<Float>, _ IB: vDSP_Stride,
  _ C: UnsafeMutablePointer<Float>, _ IC: vDSP_Stride, _ N: vDSP_Length
) {
  forEach(N, IA, IB, IC) { C[$2] = A[$0] + B[$1] }
}

/// C = A − B; B comes first.
public func vDSP_vsub(
  _ B: UnsafePointer<Float>, _ IB: vDSP_Stride, _ A: UnsafePointer<Float>, _ IA: vDSP_Stride,
  _ C: UnsafeMutablePointer<Float>, _ IC: vDSP_Stride, _ N: vDSP_Length
) {
  forEach(N, IA, IB, IC) { C[$2] = A[$0] - B[$1] }
}

/// C = A · B.
public func vDSP_vmul(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ B: UnsafePointer<Float>, _ IB: vDSP_Stride,
  _ C: UnsafeMutablePointer<Float>, _ IC: vDSP_Stride, _ N: vDSP_Length
) {
  forEach(N, IA, IB, IC) { C[$2] = A[$0] * B[$1] }
}

/// C = A / B; B comes first.
public func vDSP_vdiv(
  _ B: UnsafePointer<Float>, _ IB: vDSP_Stride, _ A: UnsafePointer<Float>, _ IA: vDSP_Stride,
  _ C: UnsafeMutablePointer<Float>, _ IC: vDSP_Stride, _ N: vDSP_Length
) {
  forEach(N, IA, IB, IC) { C[$2] = A[$0] / B[$1] }
}

/// D = A · B + C.
public func vDSP_vma(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ B: UnsafePointer<Float>, _ IB: vDSP_Stride,
  _ C: UnsafePointer<Float>, _ IC: vDSP_Stride, _ D: UnsafeMutablePointer<Float>, _ ID: vDSP_Stride,
  _ N: vDSP_Length
) {
  for k in 0..<Int(N) { D[k * ID] = A[k * IA] * B[k * IB] + C[k * IC] }
}

/// C = A · s.
public func vDSP_vsmul(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ B: UnsafePointer<Float>, _ C: UnsafeMutablePointer<Float>,
  _ IC: vDSP_Stride, _ N: vDSP_Length
) {
  forEach(N, IA, 0, IC) { C[$2] = A[$0] * B[$1] }
}

/// D = A · s + C.
public func vDSP_vsma(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ B: UnsafePointer<Float>, _ C: UnsafePointer<Float>,
  _ IC: vDSP_Stride, _ D: UnsafeMutablePointer<Float>, _ ID: vDSP_Stride, _ N: vDSP_Length
) {
  forEach(N, IA, IC, ID) { D[$2] = A[$0] * B.pointee + C[$1] }
}

/// D = A · s + t.
public func vDSP_vsmsa(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ B: UnsafePointer<Float>, _ C: UnsafePointer<Float>,
  _ D: UnsafeMutablePointer<Float>, _ ID: vDSP_Stride, _ N: vDSP_Length
) {
  let (factor, term) = (B.pointee, C.pointee)
  forEach(N, IA, 0, ID) { offset, _, result in D[result] = A[offset] * factor + term }
}

/// C = the sum of squares of A.
public func vDSP_svesq(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ C: UnsafeMutablePointer<Float>, _ N: vDSP_Length
) {
  var sum: Float = 0
  forEach(N, IA, 0, 0) { offset, _, _ in sum += A[offset] * A[offset] }
  C.pointee = sum
}

/// C = the dot product of A and B.
public func vDSP_dotpr(
  _ A: UnsafePointer<Float>, _ IA: vDSP_Stride, _ B: UnsafePointer<Float>, _ IB: vDSP_Stride,
  _ C: UnsafeMutablePointer<Float>, _ N: vDSP_Length
) {
  var sum: Float = 0
  forEach(N, IA, IB, 0) { first, second, _ in sum += A[first] * B[second] }
  C.pointee = sum
}
