extension CFunction {
  /// The function's fingerprint as text, as the workspace keeps it.
  var fingerprint: String { FunctionFingerprint(of: self).hexadecimal }
}
