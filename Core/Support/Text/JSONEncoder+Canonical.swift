import Foundation

extension JSONEncoder {
  /// Writes equal values alike: members by their names, slashes as they are, on one line.
  package static var canonical: JSONEncoder { sorted() }

  /// The same over several lines, for people.
  package static var indented: JSONEncoder { sorted([.prettyPrinted]) }

  /// As ``canonical``, with numbers that are not finite as words that ``JSONDecoder/withNonFinite`` reads.
  package static var withNonFinite: JSONEncoder {
    let encoder = sorted()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: NonFinite.infinity, negativeInfinity: NonFinite.negativeInfinity, nan: NonFinite.nan)
    return encoder
  }

  /// A value as text that steers no terminal.
  package func text(of value: some Encodable) throws -> String {
    String(decoding: try encode(value), as: UTF8.self).escapedForTerminals
  }

  private static func sorted(_ further: JSONEncoder.OutputFormatting = []) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = further.union([.sortedKeys, .withoutEscapingSlashes])
    return encoder
  }
}

extension JSONDecoder {
  /// Reads what ``JSONEncoder/withNonFinite`` writes.
  package static var withNonFinite: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: NonFinite.infinity, negativeInfinity: NonFinite.negativeInfinity, nan: NonFinite.nan)
    return decoder
  }
}

/// How JSON has numbers that are not finite.
private enum NonFinite {
  static let infinity = "inf"
  static let negativeInfinity = "-inf"
  static let nan = "nan"
}
