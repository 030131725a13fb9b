import Foundation
import Testing

@testable import Core

struct StarterModelTests {
  @Test func itComesWithTheProgramAndHoldsNoCodeOfOthers() throws {
    let model = try StarterModel.load()
    #expect(model.method == "evidence")
    #expect(model.exemplars == nil)
    #expect(model.provenance.labeled.count >= 30)
    let file = try #require(
      StarterModel.candidates().first { FileManager.default.fileExists(atPath: $0.path) })
    let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? .max
    #expect(size < 10_000_000)
  }

  @Test func itRanksAnUncheckedCopyAboveAGetter() throws {
    let detector = Detector(model: try StarterModel.load())
    let copy = makeFunction(
      """
      int read_chunk(char *out, const char *data, int length)
      {
        char buffer[64];
        int i;
        for (i = 0; i < length; i++)
          buffer[i] = data[i];
        memcpy(out, buffer, length);
        return data[length] << 8 | data[length + 1];
      }
      """)
    let getter = makeFunction("int get_width(const struct image *p)\n{\n  return p->width;\n}")
    let scores = try detector.scores(of: [copy, getter])
    #expect(scores[0] > scores[1])
  }

  @Test func theStandingSumsUpTheLeftOutProjects() throws {
    var model = try StarterModel.load()
    let bundled = try #require(StarterModel.standing(of: model, withHistory: true))
    #expect(bundled.contains("projects it had not learnt from"))
    model.metrics = [
      "leave-one-project-out/a/average-precision": 0.4,
      "leave-one-project-out/a/average-precision/longest-first": 0.1,
      "leave-one-project-out/b/average-precision": 0.1,
      "leave-one-project-out/b/average-precision/longest-first": 0.1,
      "leave-one-project-out-without-history/b/average-precision": 0.3,
      "leave-one-project-out-without-history/b/average-precision/longest-first": 0.1,
    ]
    let advice = try #require(StarterModel.standing(of: model, withHistory: true))
    #expect(
      advice.contains("On 2 projects") && advice.contains("2.000 times") && advice.contains("ahead on 1."))
    let byText = try #require(StarterModel.standing(of: model, withHistory: false))
    #expect(byText.contains("On 1 projects") && byText.contains("by their text alone was 3.000 times"))
    model.metrics = [:]
    #expect(StarterModel.standing(of: model, withHistory: true) == nil)
  }

  @Test(arguments: ["startr", "Starter", "statrer"])
  func aMisspeltWordGetsASuggestion(_ name: String) {
    let error = #expect(throws: StarterModelError.self) { try StarterModel.model(named: name) }
    #expect(error?.description.contains("Did you mean 'starter'?") == true)
  }

  @Test func aMissingModelIsSaidWithTheFoldersAndWhatToDo() {
    let text = StarterModelError.missing(searched: ["/b\n", "/a"]).description
    #expect(text.contains("in none of /a, /b"))
    #expect(!text.contains("\n"))
    #expect(text.contains("Install the program again") && text.contains("a model of your own"))
  }
}
