import Foundation
import Testing

@testable import Core

/// What Python's `safetensors` package makes of the files; VULNADAPT_PYTHON names another interpreter.
struct SafetensorsPythonTests {
  @Test(
    .enabled(if: python("import safetensors.numpy") != nil, "Python has no packages safetensors and numpy"))
  func pythonReadsTheFile() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("sample.vulnmodel")
    try SafetensorsFileTests.sample.write(to: url)
    let program = """
      import sys, safetensors
      with safetensors.safe_open(sys.argv[1], 'numpy') as f:
          for k in sorted(f.keys()):
              t = f.get_tensor(k)
              print(k, t.dtype, list(t.shape), t.flatten().tolist())
          print([ord(c) for c in f.metadata()['note']])
      """
    let output = try #require(python(program, url.path))
    let note = SafetensorsFileTests.sample.metadata["note"] ?? ""
    #expect(
      output == """
        bias float32 [2] [0.25, -0.5]
        empty float32 [0, 4] []
        scalar float32 [] [7.0]
        weight float32 [2, 3] [1.0, -2.0, 3.5, 0.0, 0.125, 6.0]
        \(note.unicodeScalars.map(\.value))

        """)
  }

  @Test(
    .enabled(if: python("import safetensors.numpy") != nil, "Python has no packages safetensors and numpy"))
  func readsWhatPythonWrites() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("python.safetensors")
    let program = """
      import sys, numpy, safetensors.numpy
      a = numpy.arange(6, dtype=numpy.float32).reshape(2, 3)
      safetensors.numpy.save_file({'z': a, 'a': a[0] + 1}, sys.argv[1], {'key': 'value'})
      """
    _ = try #require(python(program, url.path))
    let expected = SafetensorsFile(
      tensors: [
        "z": Tensor(shape: [2, 3], elements: [0, 1, 2, 3, 4, 5]),
        "a": Tensor(shape: [3], elements: [1, 2, 3]),
      ], metadata: ["key": "value"])
    #expect(try SafetensorsFile(contentsOf: url) == expected)
  }
}

/// What a Python program prints, or nil when it fails or there is no Python.
private func python(_ program: String, _ arguments: String...) -> String? {
  let interpreter = ProcessInfo.processInfo.environment["VULNADAPT_PYTHON"] ?? "python3"
  return ToolRun.output(of: interpreter, ["-c", program] + arguments)
}
