/// A number with six decimals: more would differ between machines.
func rounded(_ number: Double) -> Double {
  (number * 1_000_000).rounded() / 1_000_000
}
