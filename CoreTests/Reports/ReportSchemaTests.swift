import Foundation
import Testing

@testable import Core

/// Reports against their JSON schemas, with Python's jsonschema; says what is missing where it cannot run.
struct ReportSchemaTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What the script `Scripts/fetch-sarif-schema.sh` leaves behind.
  private static let sarifSchema = root.appendingPathComponent(".build-schemas/sarif-2.1.0.json")

  private static let hasJSONSchema: Bool = ToolRun.output(of: "python3", ["-c", "import jsonschema"]) != nil

  private func validate(_ text: String, against schema: URL) throws {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: folder.file("report.json"))
    let program = """
      import json, sys, jsonschema
      schema, report = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:3])
      validator = jsonschema.validators.validator_for(schema)
      errors = list(validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(report))
      for error in errors[:5]: print(error.json_path, error.message[:300])
      sys.exit(1 if errors else 0)
      """
    let result = try ToolRun(
      "python3", ["-c", program, schema.path, folder.file("report.json").path], keepsErrors: true)
    #expect(result.status == 0, "\(result.text)")
  }

  @Test(
    .enabled(
      if: hasJSONSchema && FileManager.default.fileExists(atPath: sarifSchema.path),
      "needs Python's jsonschema (apt-get install python3-jsonschema) and Scripts/fetch-sarif-schema.sh"))
  func sarifFollowsTheOfficialSchema() throws {
    for result in [SampleScan.result, SampleScan.hostile] {
      try validate(SARIFReport(style: ReportStyle()).report(result), against: Self.sarifSchema)
    }
  }

  @Test(.enabled(if: hasJSONSchema, "needs Python's jsonschema (apt-get install python3-jsonschema)"))
  func jsonFollowsItsSchema() throws {
    let schema = Self.root.appendingPathComponent("docs/scan-report.schema.json")
    for result in [SampleScan.result, SampleScan.hostile] {
      var result = result
      result.times = Date(timeIntervalSince1970: 0)..<Date(timeIntervalSince1970: 1)
      try validate(JSONReport(style: ReportStyle()).report(result), against: schema)
    }
  }
}
