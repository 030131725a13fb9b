import Foundation
import RealModule

/// What is learnt from the marks of one project: counts of each function's text, where it stands, and the words of its names.
///
/// The values of a row are scaled so that one strength of a prior serves all columns: what a block of columns can say together
/// has the block's scale.
struct FeedbackFeatures: Sendable {
  /// The columns that are not zero, ascending, and their values.
  struct Row: Sendable, Equatable {
    var columns: [Int32] = []
    var values: [Float] = []
  }

  /// A row for each function.
  let rows: [Row]
  /// How many columns there are.
  let columnCount: Int

  /// How much each block can say, set by hand before any figure of `docs/triage.md` was seen.
  struct Scales: Sendable {
    var text: Float = 0.5
    var file: Float = 0.7
    var folder: Float = 0.5
    var words: Float = 2
  }

  /// The farthest a count lies from the project's mean, in standard deviations.
  private static let limit: Float = 3

  /// Reads functions.
  ///
  /// - Complexity: O(*n*) in the length of all texts.
  init(_ functions: [CFunction], scales: Scales = Scales()) {
    let read = parallelMap(functions) { function in
      function.withTokens { tokens in
        (
          counts: TextFeatures(of: function, tokens).counts.map { Float.log(onePlus: $0) },
          words: Self.words(tokens)
        )
      }
    }
    let textCount = TextFeature.allCases.count
    var sums = ColumnSums(columns: textCount)
    for function in read {
      for (column, value) in function.counts.enumerated() { sums.add(Double(value), to: column) }
    }
    let standard = sums.standard(rows: read.count)
    let files = Self.numbers(functions.map(\.file))
    let folders = Self.numbers(functions.map { PastFeatures.folder(of: $0.file) })
    let (fileStart, folderStart) = (textCount, textCount + files.count)
    let wordStart = folderStart + folders.count
    var frequencies: [String: Int] = [:]
    for function in read { for word in function.words { frequencies[word, default: 0] += 1 } }
    // A word of one function tells nothing of another.
    let vocabulary = frequencies.filter { $0.value > 1 }.keys.sorted()
    let places = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, $0) })
    let total = Double(max(functions.count, 1))
    let rarity = vocabulary.map { Float(log(total / Double(frequencies[$0] ?? 1)) + 1) }
    columnCount = wordStart + vocabulary.count
    let textScale = scales.text / Float(textCount).squareRoot()
    rows = zip(functions, read).map { function, read in
      var row = Row()
      for column in 0..<textCount {
        let z = (read.counts[column] - Float(standard.means[column])) * Float(standard.factors[column])
        let value = max(-Self.limit, min(Self.limit, z)) * textScale
        if value != 0 { row.add(column, value) }
      }
      row.add(fileStart + (files[function.file] ?? 0), scales.file)
      row.add(folderStart + (folders[PastFeatures.folder(of: function.file)] ?? 0), scales.folder)
      let words = read.words.compactMap { places[$0] }.sorted()
      let length = words.reduce(Float(0)) { $0 + rarity[$1] * rarity[$1] }.squareRoot()
      for word in words { row.add(wordStart + word, scales.words * rarity[word] / length) }
      return row
    }
  }

  /// The words of all names in a function, in small letters.
  private static func words(_ tokens: FunctionTokens) -> Set<String> {
    var words: Set<String> = []
    var known: Int32 = 0
    // Names are numbered in the order of first appearance.
    for (index, number) in tokens.names.numbers.enumerated() where number == known {
      known += 1
      words.formUnion(NameWords.words(of: tokens.text(at: index)))
    }
    return words
  }

  private static func numbers(_ texts: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: Set(texts).sorted().enumerated().map { ($1, $0) })
  }
}

extension FeedbackFeatures.Row {
  mutating func add(_ column: Int, _ value: Float) {
    columns.append(Int32(column))
    values.append(value)
  }
}
