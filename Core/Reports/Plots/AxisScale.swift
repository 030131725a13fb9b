import Foundation

/// From numbers to pixels, with ticks at round numbers.
struct AxisScale {
  /// The numbers at the ends.
  let domain: ClosedRange<Double>
  /// The pixels at the ends; the second may be smaller than the first.
  let pixels: (Double, Double)
  /// Where the ticks are.
  let ticks: [Double]
  private let step: Double

  /// Covers some numbers.
  ///
  /// - Parameters:
  ///   - axis: What the axis must cover.
  ///   - values: The numbers of all marks; all finite.
  ///   - pixels: The ends in pixels.
  ///   - spacing: Pixels between two ticks, at least.
  init(_ axis: ChartAxis, values: some Sequence<Double>, pixels: (Double, Double), spacing: Double) {
    var (low, high) = (Double.infinity, -Double.infinity)
    if !(axis.isFixed && axis.includes != nil) {
      for value in values { (low, high) = (min(low, value), max(high, value)) }
    }
    if let includes = axis.includes {
      (low, high) = (min(low, includes.lowerBound), max(high, includes.upperBound))
    }
    if !(low.isFinite && high.isFinite) { (low, high) = (0, 1) }
    // Half of the largest number, so that the width is a number, too.
    let limit = Double.greatestFiniteMagnitude / 4
    (low, high) = (min(max(low, -limit), limit), min(max(high, -limit), limit))
    if high - low <= max(abs(low), abs(high)) * 1e-12 + 1e-300 {
      let margin = max(abs(high) * 0.1, 0.5)
      (low, high) = (low - margin, high + margin)
    }
    let room = max(2, Int(abs(pixels.1 - pixels.0) / spacing))
    let step = Self.niceStep((high - low) / Double(room))
    if axis.hasTicks && !axis.isFixed {
      (low, high) = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step)
    }
    let first = Int((low / step - 1e-9).rounded(.up))
    let last = Int((high / step + 1e-9).rounded(.down))
    ticks = axis.hasTicks && first <= last ? (first...last).map { Double($0) * step } : []
    domain = low...high
    self.step = step
    self.pixels = pixels
  }

  /// The smallest of 1, 2, 2.5 or 5 times a power of ten that is not below `width`.
  private static func niceStep(_ width: Double) -> Double {
    let power = pow(10, log10(width).rounded(.down))
    for factor in [1, 2, 2.5, 5] where factor * power >= width * (1 - 1e-9) { return factor * power }
    return 10 * power
  }

  /// Where a number is in pixels; numbers beyond the ends are moved onto them.
  func callAsFunction(_ value: Double) -> Double {
    let share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return pixels.0 + min(max(share, 0), 1) * (pixels.1 - pixels.0)
  }

  /// The text at a tick, with as many decimals as tell it from its neighbours.
  func label(_ tick: Double) -> String {
    let largest = max(abs(domain.lowerBound), abs(domain.upperBound))
    if largest >= 1e6 || step < 1e-5 { return tick == 0 ? "0" : String(format: "%.3g", tick) }
    var decimals = 0
    var unit = step
    while decimals < 7, abs(unit - unit.rounded()) > 1e-6 * max(1, unit) {
      unit *= 10
      decimals += 1
    }
    let text = String(format: "%.\(decimals)f", tick)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}

/// Estimates of how wide a text is, since nothing here can measure a font.
enum TextWidth {
  /// The width in pixels at a font size, rather too much than too little.
  static func of(_ text: String, size: Double) -> Double {
    size * text.printable.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 0.3
    case "f", "t", "r", "(", ")", "[", "]", "-", " ", "/": 0.38
    case "m", "w", "M", "W", "@", "%": 0.92
    case "A"..."Z": 0.68
    case _ where scalar.value < 0x250 || (0x2000..<0x2c00).contains(scalar.value): 0.58
    default: 1.05
    }
  }

  /// The text cut so that it fits, with an ellipsis.
  static func fitted(_ text: String, size: Double, width: Double) -> String {
    guard of(text, size: size) > width else { return text }
    var left = width - of("…", size: size)
    var result = ""
    for character in text.printable {
      left -= of(String(character), size: size)
      guard left >= 0 else { break }
      result.append(character)
    }
    return result + "…"
  }
}
