import Testing

@testable import Core

struct ExplanationPastTests {
  @Test func theHistoryShiftsTheScoreAndThoseWithoutAStatement() throws {
    let repository = try TemporaryRepository()
    let text = HistoryReaderTests.function("f", "memcpy(a, b, n);")
    try repository.commit("Start", ["src/a.c": HistoryReaderTests.function("f") + cFunction("g", "a;")])
    try repository.commit("Fix overflow in f", ["src/a.c": text + cFunction("g", "a;")])
    let history = try ScannedHistory.read(of: repository.file("src"), cache: HistoryCache(nil)).get()
    let detector = Detector(model: try StarterModel.load())
    let source = try SourceText(decoding: Array(text.utf8), file: "elsewhere.c")
    let function = try #require(
      try FunctionParser().parse(source, file: "elsewhere.c").functions.first)
    let byText = try detector.explanation(of: function)
    var explanation = byText
    explanation.take(history, for: detector.model, path: "a.c")
    #expect(explanation.scoreByText == byText.score && explanation.score != byText.score)
    #expect(explanation.past?.words.hasPrefix("changed by 1 security fix") == true)
    #expect(explanation.parts.map(\.contribution) == byText.parts.map(\.contribution))
    // What lowers the score by the text lowers it with the past.
    let lowered = zip(explanation.parts, byText.parts).map { with, without in
      ((with.scoreWithout ?? 0) < explanation.score) == ((without.scoreWithout ?? 0) < byText.score)
    }
    #expect(lowered.allSatisfy { $0 } && !lowered.isEmpty)
    let words = ExplanationText().text(of: explanation)
    #expect(words.contains("By its text alone it has \(String(score: byText.score))"))
    #expect(ExplanationJSON.text(of: explanation).contains("\"scoreByText\""))

    var unknown = byText
    unknown.take(history, for: detector.model, path: "other.c")
    #expect(unknown.score == byText.score && unknown.scoreByText == nil && unknown.past == nil)
  }
}
