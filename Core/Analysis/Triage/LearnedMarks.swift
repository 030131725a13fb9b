import Foundation

/// What the marks of a project change of its ranking; see ``FeedbackModel``.
public struct LearnedMarks: Sendable {
  /// In how many functions something was found, and how many were in order.
  public let foundCount: Int
  /// How many functions were in order.
  public let fineCount: Int
  /// How far the level of the log-odds is off, as the marks show.
  let shift: Double
  private let changes: [Place: Float]

  private struct Place: Hashable {
    let file: String
    let offset: Int

    init(_ function: CFunction) { (file, offset) = (function.file, function.range.startOffset) }
  }

  /// Learns marks.
  ///
  /// - Parameters:
  ///   - marks: The marks, with all functions of the project.
  ///   - detector: Ranks the functions.
  ///   - past: What the project's history says of its functions; nil for the text alone.
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public init(_ marks: TriageMarks, _ detector: Detector, past: PastScores?) throws(DetectionError) {
    let functions = marks.functions
    let features = FeedbackFeatures(functions)
    let scores = try detector.scores(of: functions)
    let logits = zip(functions, scores).map { function, score in
      FeedbackModel.logOdds(Double(past?.score(score, of: function) ?? score))
    }
    var model = FeedbackModel(columnCount: features.columnCount)
    model.learn(
      zip(marks.places, marks.marks).map { FeedbackModel.Mark(row: $0, isFound: $1.isFound) },
      features.rows, offsets: logits)
    let learned = model
    let moves = parallelMap(features.rows) { Float(learned.change(of: $0)) }
    changes = Dictionary(zip(functions.map(Place.init), moves)) { first, _ in first }
    foundCount = marks.marks.count { $0.isFound }
    fineCount = marks.marks.count - foundCount
    shift = model.margin(0)
  }

  /// A function's score with what the marks say.
  func score(_ score: Float, of function: CFunction) -> Float {
    guard score > 0, score < 1, let change = changes[Place(function)] else { return score }
    return Float(sigmoid(FeedbackModel.logOdds(Double(score)) + Double(change)))
  }
}
