import Foundation
import Testing

@testable import Core

@Suite struct LabeledProjectTests {
  private let bad = "int f(char *p)\n{\n  return *p;\n}\n"
  private let good = "int g(char *p)\n{\n  return p ? *p : 0;\n}\n"

  @Test(arguments: [
    ("Vulnerable_functions", "Non_vulnerable_functions"), ("vulnerable", "non_vulnerable"),
    ("png_vul", "png_non"), ("data/Vulnerable", "data/Non_Vulnerable"),
  ])
  func folderPairsAreFound(vulnerable: String, notVulnerable: String) throws {
    let tree = try TemporaryTree([
      "\(vulnerable)/cve-2011-3464-2.c": bad, "\(vulnerable)/b.txt": bad, "\(notVulnerable)/deep/c.c": good,
      "\(notVulnerable)/readme.md": "no function",
    ])
    let project = try LabeledProject.load(from: tree.path)
    #expect(project.functions.count == 3)
    #expect(project.vulnerableCount == 2)
    #expect(project.functions.compactMap(\.cve) == ["CVE-2011-3464"])
    #expect(project.functions.map(\.function.file) == project.functions.map(\.function.file).sorted())
    #expect(project.summary.hasPrefix("3 labelled functions, 2 of them vulnerable, from the folders "))
    #expect(project.issues.isEmpty)
  }

  @Test func fileNamesSayWhatIsVulnerable() throws {
    let tree = try TemporaryTree([
      "CVE-2015-8126_1.c": bad, "png.c_g.c": good, "other.c": "x = 1;", "e.c": " \n",
    ])
    let project = try LabeledProject.load(from: tree.path)
    #expect(project.functions.map(\.function.file) == ["CVE-2015-8126_1.c", "other.c", "png.c_g.c"])
    #expect(project.functions.map(\.label) == [.vulnerable, .notVulnerable, .notVulnerable])
    #expect(project.functions[0].cve == "CVE-2015-8126")
    #expect(project.issues.map(\.description) == ["e.c: the file is empty; it is left out."])
  }

  @Test func ofSeveralFunctionsTheOneTheFileIsNamedAfterCounts() throws {
    let tree = try TemporaryTree([
      "CVE-2000-0001.c": "}\n int h(void) { return 1; }\n" + bad,
      "a.c_g .c": "#endif\n" + bad + "\n" + good
        + "int long_function_after_it(int a, int b) { return a + b + 12345; }",
    ])
    let project = try LabeledProject.load(from: tree.path)
    #expect(project.functions.map(\.function.name) == ["f", "g"])
    #expect(project.functions[1].function.text == good.trimmingCharacters(in: .newlines))
  }

  @Test func manifestsLabelFunctionsOfFiles() throws {
    let tree = try TemporaryTree([
      "src/a.c": bad + good, "src/b.c": "void h(void) { }",
      "labels.csv":
        "path,function,line,label,cwe,cve\r\n./src/a.c,f,1,1,CWE-476,CVE-2020-0001\r\nsrc/a.c,g,,no,,\r\n",
    ])
    let project = try LabeledProject.load(from: tree.path)
    #expect(project.functions.map(\.function.name) == ["f", "g"])
    #expect(project.functions.map(\.label) == [.vulnerable, .notVulnerable])
    #expect(project.functions[0].cwe == "CWE-476")
    #expect(project.functions[0].cve == "CVE-2020-0001")
    #expect(project.functions[1].cwe == nil)
    #expect(project.unlabeled.map(\.name) == ["h"])
    #expect(project.issues.isEmpty)
    #expect(project.summary.contains("1 functions have no label"))
    let all = try LabeledProject.load(
      from: tree.path, options: LabelOptions(treatsUnlistedAsNotVulnerable: true))
    #expect(all.functions.count == 3)
    #expect(all.unlabeled.isEmpty)
  }

  @Test func rowsThatCannotBeUsedAreNamedByLine() throws {
    let tree = try TemporaryTree([
      "a.c": bad + good + "#if A\nint t(int a) { return a; }\n#else\nint t(void) { return 0; }\n#endif\n",
      "labels.csv": """
      path,function,line,label
      a.c,f,1,1
      a.c,f,,1
      a.c,g,,0
      a.c,g,,1
      a.c,t,,1
      a.c,missing,,1
      a.c,f,7,1
      b.c,f,,1
      /etc/passwd,f,,1
      ../a.c,f,,1
      a.c,f,x,1
      a.c,f,,maybe
      a.c,,,1
      a.c,f,1,1,more

      a.c,t,10,0
      """,
    ])
    let project = try LabeledProject.load(from: tree.path)
    #expect(project.functions.map(\.function.name) == ["f", "t"])
    #expect(project.issues.map(\.line) == [3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    let texts = project.issues.map(\.description)
    #expect(texts.allSatisfy { $0.hasPrefix(tree.path + "/labels.csv:") && $0.hasSuffix(".") })
    let expected = [
      "same label from line 2", "opposite label at line 4", "2 functions t, at lines 10, 12",
      "no function missing", "no function f there", "b.c is not among the files", "is absolute",
      "leaves the project's folder", "\"x\" is no line number", "\"maybe\" is no label",
      "value of function is missing", "5 values, but there are 4 columns",
    ]
    for (text, part) in zip(texts, expected) { #expect(text.contains(part), "\(text)") }
    #expect(project.unlabeled.map(\.name) == ["g", "t"])
  }

  /// As many functions of one name as rows make no list that grows with their product.
  @Test func ofManyFunctionsOfOneNameTenAreListedAndLinesTellThem() throws {
    let functions = String(repeating: "int f(void) { return 1; }\n\n", count: 12)
    let text = functions + "int f(void) { return 2; } int f(void) { return 3; }\n"
    for (name, rows) in [
      ("labels.csv", "path,function,line,label\na.c,f,,1\na.c,f,5,1\na.c,f,6,1\na.c,f,25,1\na.c,f,99,1\n"),
      (
        "labels.jsonl",
        "\n"
          + ["", ",\"line\":5", ",\"line\":6", ",\"line\":25", ",\"line\":99"]
          .map { "{\"path\":\"a.c\",\"function\":\"f\",\"label\":1\($0)}\n" }.joined()
      ),
    ] {
      let tree = try TemporaryTree(["a.c": text, name: rows])
      let project = try LabeledProject.load(from: tree.path)
      #expect(project.functions.map(\.function.range.startLine) == [5])
      #expect(
        project.issues.map(\.kind) == [
          .ambiguous(name: "f", path: "a.c", count: 14, lines: Array(stride(from: 1, to: 20, by: 2))),
          .noSuchFunction(name: "f", path: "a.c"),
          .ambiguous(name: "f", path: "a.c", count: 2, lines: [25, 25]),
          .noSuchFunction(name: "f", path: "a.c"),
        ])
      #expect(project.issues[0].description.contains("14 functions f, at lines 1, 3, 5"))
      #expect(project.issues[0].description.hasSuffix("17, 19 and 4 more. Give the row the line of one."))
    }
  }

  @Test func manifestsCanBeNamed() throws {
    let tree = try TemporaryTree(["a.c": bad])
    try tree.write("elsewhere/truth.jsonl", Data(#"{"path": "a.c", "function": "f", "label": true}"#.utf8))
    let project = try LabeledProject.load(
      from: tree.path, options: LabelOptions(manifest: tree.path + "/elsewhere/truth.jsonl"))
    #expect(project.vulnerableCount == 1)
    #expect(throws: LabelError.unknownManifestKind(file: "x.txt")) {
      try LabeledProject.load(from: tree.path, options: LabelOptions(manifest: "x.txt"))
    }
  }

  @Test func foldersWithoutLabelsAreRefused() throws {
    let tree = try TemporaryTree(["a.c": bad])
    #expect(throws: LabelError.noLabels(folder: tree.path)) { try LabeledProject.load(from: tree.path) }
    #expect(throws: RepositoryError.self) { try LabeledProject.load(from: tree.path + "/missing") }
    try tree.write("labels.csv", Data("path,function,label\nb.c,f,1\n".utf8))
    #expect(throws: LabelError.nothingLabeled(folder: tree.path, source: "manifest labels.csv")) {
      try LabeledProject.load(from: tree.path)
    }
    let empty = try TemporaryTree(["vulnerable/a.c": "", "non_vulnerable/b.c": "\n"])
    #expect(throws: LabelError.self) { try LabeledProject.load(from: empty.path) }
  }

  @Test func theDataHashCoversTextsAndLabelsInAnyOrder() throws {
    func project(_ labels: [Label]) -> LabeledProject {
      LabeledProject(
        functions: zip([bad, good], labels).map { LabeledFunction(function: makeFunction($0), label: $1) },
        source: "")
    }
    var reversed = project([.vulnerable, .notVulnerable])
    reversed.functions.reverse()
    #expect(project([.vulnerable, .notVulnerable]).dataHash == reversed.dataHash)
    #expect(project([.vulnerable, .notVulnerable]).dataHash != project([.vulnerable, .vulnerable]).dataHash)
    #expect(reversed.dataHash.count == 64)
  }

  private static let data = ProcessInfo.processInfo.environment["VULNADAPT_DATA"]

  @Test(
    .enabled(if: data != nil, "VULNADAPT_DATA names the folder of the published data sets"),
    arguments: [
      ("normalised/ffmpeg", 187, 5_427), ("normalised/libpng", 43, 551), ("raw/vlc", 44, 6_115),
      ("raw/libpng", 45, 577),
    ])
  func publishedDataLoadsWhole(folder: String, vulnerable: Int, notVulnerable: Int) throws {
    let project = try LabeledProject.load(from: try #require(Self.data) + "/" + folder)
    #expect(project.vulnerableCount == vulnerable)
    #expect(project.functions.count == vulnerable + notVulnerable)
    #expect(project.issues.isEmpty)
    let parser = StatementParser()
    #expect(project.functions.allSatisfy { !parser.statements(of: $0.function).isEmpty })
  }
}
