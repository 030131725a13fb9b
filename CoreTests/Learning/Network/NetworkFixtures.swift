@testable import Core

/// Encoded functions drawn at random; some statements have no tokens, some tokens repeat.
func randomFunctions(
  lengths: [Int], vocabularySize: Int, opcodeCount: Int, using generator: inout SeededGenerator
) -> [EncodedFunction] {
  lengths.map { length in
    EncodedFunction(
      statements: (0..<length).map { _ in
        let opcode = UInt8(1 + generator.next(below: opcodeCount - 1))
        let tokens = (0..<generator.next(below: 5)).map { _ in Int32(generator.next(below: vocabularySize)) }
        return (opcode, tokens + tokens.prefix(1))
      })
  }
}

/// A matrix of normal numbers.
func randomMatrix(_ rows: Int, _ columns: Int, using generator: inout SeededGenerator) -> Matrix {
  let result = Matrix(rows: rows, columns: columns)
  result.fillNormal(deviation: 1, using: &generator)
  return result
}

/// The sum of products of two matrices' elements.
func inner(_ a: Matrix, _ b: Matrix) -> Double {
  zip(a.elements, b.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}
