import Foundation
import RealModule
import Testing

@testable import Core

struct NoveltyModelTests {
  /// Functions of a library that are all of one kind, and differ in size.
  static let usual: [CFunction] = (0..<120).map { number in
    let lines = (0...(number * 7 % 31)).map { "  p->field[\($0)] = n + \(number % 5);" }
    let steps = String(repeating: "  if (p->count) n++;\n", count: number * number % 17)
    let check = number % 3 == 0 ? "  if (n > \(number)) return 0;\n" : ""
    let call = number % 4 == 0 ? "  update(p, n);\n" : ""
    return makeFunction(
      "int f\(number)(struct thing *p, int n)\n{\n\(check)\(lines.joined(separator: "\n"))\n\(steps)\(call)  return n;\n}"
    )
  }

  /// A cipher's rounds, as no function above has them.
  static let strange = makeFunction(
    "static void rounds(unsigned *s)\n{\n"
      + String(repeating: "  s[0] ^= (s[1] << 13) | (s[1] >> 19); s[1] += 0x9e3779b9 * s[2];\n", count: 40)
      + "}")

  private func counts(_ function: CFunction) -> [Float] { TextFeatures(of: function).counts }

  @Test func aTwentiethOfTheTrainingFunctionsAndWhatLooksOtherwiseIsNovel() throws {
    let model = try #require(NoveltyModel(of: [Self.usual]))
    let novel = Self.usual.count { model.isNovel(counts($0)) }
    #expect((1...6).contains(novel))
    #expect(model.isNovel(counts(Self.strange)))
    #expect(!model.isNovel(counts(Self.usual[5])))
  }

  /// Counts of a function of so many tokens and names.
  private func counts(tokens: Float, names: Float) -> [Float] {
    var counts = [Float](repeating: 0, count: TextFeature.allCases.count)
    counts[TextFeature.tokens.column] = tokens
    counts[TextFeature.names.column] = names
    return counts
  }

  @Test func whatIsUsualLiesBetweenTheSizesOnEitherSide() {
    func logarithm(_ count: Double) -> Double { Double.log(onePlus: count) }
    let model = NoveltyModel(
      columns: [TextFeature.names.column, TextFeature.calls.column],
      sizes: [Float(logarithm(10)), Float(logarithm(1000))], means: [1, 0, 3, 0], spreads: [0.5, 1, 1.5, 1],
      limit: 1, projectLimit: 0.1)
    func expectNovelty(_ expected: Double, tokens: Double) {
      let novelty = Double(model.novelty(of: counts(tokens: Float(tokens), names: 50)))
      #expect(novelty.isApproximatelyEqual(to: expected, relativeTolerance: 1e-4))
    }
    let names = logarithm(50)
    // In the middle of the sizes the mean is 2 and the spread 1; the other feature is as usual.
    let middle = Double.exp((logarithm(10) + logarithm(1000)) / 2) - 1
    expectNovelty((names - 2) * (names - 2) / 2, tokens: middle)
    // Beyond them it is that of the nearest.
    let (small, large) = ((names - 1) / 0.5, (names - 3) / 1.5)
    expectNovelty(small * small / 2, tokens: 3)
    expectNovelty(large * large / 2, tokens: 9999)
  }

  @Test func lengthByItselfIsNoNovelty() {
    // Twice as many tokens, twice as many names: functions of one make.
    let rows = (1...1000).map { counts(tokens: Float(4 * $0), names: Float($0)) }
    let model = NoveltyModel(ofCounts: [rows])
    let novelties = rows.map(model.novelty)
    // Within a part the spread is at most ln 2 / 2 or so; no length stands out by more.
    #expect(novelties.dropFirst(100).allSatisfy { $0 < 0.1 })
    #expect(model.novelty(of: counts(tokens: 2000, names: 5)) > 0.1)
  }

  @Test func projectsCountAlike() {
    let small = [[Float]](repeating: counts(tokens: 9, names: 1), count: 10)
    let large = [[Float]](repeating: counts(tokens: 9, names: 3), count: 1000)
    let model = NoveltyModel(ofCounts: [small, large])
    #expect(model.sizes.count == 1)
    #expect(model.means[0].isApproximatelyEqual(to: Float.log(2 * 4) / 2, absoluteTolerance: 1e-5))
  }

  @Test func fewFunctionsTellNothing() {
    #expect(NoveltyModel(of: [Array(Self.usual.prefix(99))]) == nil)
    #expect(NoveltyModel(of: [[], Array(Self.usual.prefix(100))]) != nil)
    #expect(NoveltyModel(of: []) == nil)
  }

  @Test func aProjectIsNovelWhenMoreFunctionsAreThanUsual() throws {
    let model = try #require(NoveltyModel(of: [Self.usual]))
    let limit = Int(200 * model.projectLimit)
    #expect(!model.isNovel(project: limit, of: 200))
    #expect(model.isNovel(project: limit + 1, of: 200))
    #expect(!model.isNovel(project: 20, of: 20), "too small to tell")
  }

  @Test func theModelFileKeepsItAndOpensWithoutIt() throws {
    let folder = try TemporaryFolder()
    var model = try SampleModel.make()
    try model.write(to: folder.file("old.vulnmodel"))
    let old = try ModelFile(contentsOf: folder.file("old.vulnmodel"))
    #expect(old.novelty == nil)
    #expect(Detector(model: old).preparation.prepare(Self.strange).isNovel == nil)
    model.novelty = NoveltyModel(of: [Self.usual])
    try model.write(to: folder.file("new.vulnmodel"))
    let new = try ModelFile(contentsOf: folder.file("new.vulnmodel"))
    #expect(new == model)
    #expect(Detector(model: new).preparation.prepare(Self.strange).isNovel == true)
    #expect(Detector(model: new).preparation.prepare(Self.usual[5]).isNovel == false)
  }

  @Test func whatCannotBeIsRefused() throws {
    let text = try #require(NoveltyModel(of: [Self.usual])).text()
    func read(_ old: String, _ new: String) throws -> NoveltyModel {
      #expect(text.contains(old))
      return try NoveltyModel.read(text: text.replacingOccurrences(of: old, with: new), file: "m")
    }
    #expect(try read("names", "names").problem == nil)
    #expect(throws: ModelFileError.self) { try read("\"names\"", "\"moons\"") }
    #expect(throws: ModelFileError.self) { try read("\"names\"", "\"calls\"") }
    #expect(throws: ModelFileError.self) { try read("\"names\",", "") }
    #expect(throws: ModelFileError.self) { try read("\"means\":[[", "\"means\":[[1,") }
    #expect(throws: ModelFileError.self) { try read("\"sizes\":[", "\"sizes\":[1,") }
    #expect(throws: ModelFileError.self) { try read("\"limit\":", "\"other\":") }
    #expect(try read("\"projectLimit\":", "\"projectLimit\":1").problem != nil)
    #expect(try read("\"limit\":", "\"limit\":-").problem != nil)
    #expect(try read("\"spreads\":[[", "\"spreads\":[[-").problem != nil)
    #expect(try read("\"sizes\":[", "\"sizes\":[9").problem != nil)
    func model(sizes count: Int) -> NoveltyModel {
      let ones = [Float](repeating: 1, count: count)
      return NoveltyModel(
        columns: [0], sizes: (0..<count).map { Float($0) }, means: ones, spreads: ones, limit: 1,
        projectLimit: 0.1)
    }
    #expect(model(sizes: 1_000).problem == nil)
    #expect(model(sizes: 1_001).problem != nil, "each function would look through them")
  }
}
