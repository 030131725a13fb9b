import Testing

@testable import Core

struct PieceBatchTests {
  private func function(_ length: Int) -> EncodedFunction {
    EncodedFunction(statements: (0..<length).map { (opcode: 1, tokens: [Int32($0)]) })
  }

  @Test func aLongFunctionIsCutOrReadInWindows() {
    let functions = [function(3), function(10), function(0)]
    let cut = PieceBatch(functions, length: 4, long: .cut)
    #expect(cut.isWhole && cut.pieces.lengths == [3, 4, 0])
    let windows = PieceBatch(functions, length: 4, long: .windows)
    #expect(windows.functions == [0..<1, 1..<5, 5..<6])
    #expect(windows.pieces.lengths == [3, 4, 4, 4, 4, 0])
    #expect(windows.pieces.tokens.suffix(4) == [6, 7, 8, 9], "the last window ends with the function")
  }

  @Test func theHighestPieceDecides() {
    let batch = PieceBatch([function(3), function(10)], length: 4, long: .windows)
    #expect(batch.deciding([9, 0, 2, 2, 1]) == [0, 2])
    #expect(batch.deciding([9, 0, .nan, 2, 1]) == [0, 3])
  }

  /// What training looks at is what scoring scores.
  @Test(arguments: LongFunctions.allCases)
  func trainingScoresLongFunctionsAsTheDetectorDoes(long: LongFunctions) throws {
    let projects = TinyProjects()
    var settings = projects.settings
    settings.maximumStatements = 3
    settings.longFunctions = long
    var looks: [[Double]] = []
    settings.maximumSteps = 4
    settings.minimumSteps = 0
    let job = try TrainingJob(
      labeled: [("tiny", projects.labeled)], unlabeled: projects.unlabeled, method: "ddan", settings: settings
    )
    let functions = projects.unlabeled.functions
    let result = try job.run(watching: functions, onLook: { _, scores in looks.append(scores) })
    let model = try #require(result.model)
    let scores = try Detector(model: model).scores(of: functions).map { Double($0) }
    // Calibration divides all log-odds by one temperature, so the order stays.
    let look = try #require(looks.last)
    let order = look.indices.sorted { (look[$0], $0) < (look[$1], $1) }
    for (lower, higher) in zip(order, order.dropFirst()) where look[higher] - look[lower] > 1e-6 {
      #expect(scores[lower] <= scores[higher] + 1e-6)
    }
    #expect(model.network?.longFunctions == long)
  }
}
