import Foundation

// All vForce functions take the result first and the count by address.

/// y = eˣ.
public func vvexpf(_ y: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ n: UnsafePointer<Int32>) {
  for k in 0..<Int(n.pointee) { y[k] = expf(x[k]) }
}

/// y = log x.
public func vvlogf(_ y: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ n: UnsafePointer<Int32>) {
  for k in 0..<Int(n.pointee) { y[k] = logf(x[k]) }
}

/// y = tanh x.
public func vvtanhf(_ y: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ n: UnsafePointer<Int32>) {
  for k in 0..<Int(n.pointee) { y[k] = tanhf(x[k]) }
}

/// y = √x.
public func vvsqrtf(_ y: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ n: UnsafePointer<Int32>) {
  for k in 0..<Int(n.pointee) { y[k] = x[k].squareRoot() }
}

/// y = 1 / x.
public func vvrecf(_ y: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ n: UnsafePointer<Int32>) {
  for k in 0..<Int(n.pointee) { y[k] = 1 / x[k] }
}
