import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

struct EmbedCommandTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    for number in 0..<6 {
      let body = String(repeating: "  memcpy(a, b, \(number));\n", count: number + 1)
      try folder.write("void f\(number)(void)\n{\n\(body)}\n", to: "known/f\(number).c")
    }
    let rows = (0..<6).map { "f\($0).c,f\($0),1,\($0 % 2)\n" }.joined()
    try folder.write("path,function,line,label\n\(rows)", to: "known/labels.csv")
  }

  private func embed(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    RecordedConsole.run(EmbedCommand.self, ["embed"] + arguments) {
      try $0.embed(console: $1, terminal: .none)
    }
  }

  @Test func pointsAreWrittenByTheEndingOfTheFile() throws {
    let (project, model) = (try folder.writeProject(), try folder.writeModel())
    for name in ["joint.safetensors", "joint.csv"] {
      let (status, recorded) = embed(
        "--labeled", folder.path("known"), "--unlabeled", project, "--model", model, "-o", folder.path(name))
      #expect(status == 0, "\(recorded.notes)")
      #expect(recorded.output.isEmpty)
    }
    let joint = try JointRepresentations(contentsOf: folder.url.appendingPathComponent("joint.safetensors"))
    #expect(joint.source.z.rows == 6 && joint.target.z.rows == 3)
    #expect(joint.target.labels == [nil, nil, nil])
    let csv = try String(contentsOfFile: folder.path("joint.csv"), encoding: .utf8)
    #expect(csv.split(separator: "\n").count == 10)
  }

  @Test func thePlotHasTheHighestPerplexityThatThereAreFunctionsFor() throws {
    let (status, recorded) = embed(
      "--labeled", folder.path("known"), "--unlabeled", try folder.writeProject(), "--model",
      try folder.writeModel(), "--plot", folder.path("joint.svg"))
    #expect(status == 0)
    #expect(recorded.notes.contains { $0.contains("perplexity of 2.0") })
    #expect(try String(contentsOfFile: folder.path("joint.svg"), encoding: .utf8).contains("<svg"))
  }

  @Test func anotherModelIsPlottedAndMeasuredFirst() throws {
    let (project, model) = (folder.path("known"), try folder.writeModel())
    let arguments = ["--labeled", project, "--unlabeled", project, "--own-labels", "--model", model]
    let (status, recorded) = RecordedConsole.run(
      EmbedCommand.self,
      ["embed"] + arguments + ["--before", model, "--plot", folder.path("two.svg"), "--boundary-distortion"]
    ) { try $0.embed(console: $1, terminal: .none) }
    #expect(status == 0, "\(recorded.notes)")
    #expect(recorded.output.components(separatedBy: "C1, labelled project to unlabelled").count == 3)
    let two = try String(contentsOfFile: folder.path("two.svg"), encoding: .utf8)
    #expect(two.components(separatedBy: ">Joint space of").count == 3)
  }

  @Test func boundaryDistortionComparesBothDirections() throws {
    let (status, recorded) = embed(
      "--labeled", folder.path("known"), "--unlabeled", folder.path("known"), "--own-labels", "--model",
      try folder.writeModel(), "--boundary-distortion")
    #expect(status == 0, "\(recorded.notes)")
    #expect(recorded.output.contains("C1, labelled project to unlabelled"))
    #expect(recorded.output.contains("gap"))
  }

  @Test func whatCannotWorkIsWrongUsage() throws {
    let common = ["embed", "--labeled", "a", "--unlabeled", "b", "--model", "m"]
    for arguments in [
      [], ["-o", "x.txt"], ["--plot", "x.png"], ["--boundary-distortion"],
      ["-o", "x.csv", "--perplexity", "0"], ["-o", "x.csv", "--before", "b"],
      ["-o", "x.csv", "--labels", "l.csv", "--own-labels"], ["-o", "x.csv", "--threads", "0"],
    ] {
      #expect(throws: (any Error).self, "\(arguments)") {
        try VulnAdaptCommand.parseAsRoot(common + arguments)
      }
    }
  }

  @Test func aMissingModelGivesTwo() {
    let (status, recorded) = embed(
      "--labeled", folder.path("known"), "--unlabeled", folder.path("known"), "--model",
      folder.path("none.vulnmodel"), "-o", folder.path("x.csv"))
    #expect(status == ExitStatus.couldNotFinish.rawValue)
    #expect(recorded.notes.contains { $0.contains("none.vulnmodel") })
    #expect(!FileManager.default.fileExists(atPath: folder.path("x.csv")))
  }
}
