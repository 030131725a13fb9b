/// Labels by file name, after Lin et al. (2018): in a folder of files with one function each, those named after
/// a CVE are vulnerable.
enum FileNameLabels: LabelSource {
  static let name = "file names"

  static func load(from root: String, options: LabelOptions) throws -> LabeledProject? {
    guard options.manifest == nil else { return nil }
    var reader = try OneFunctionFiles(options: options)
    let files = try reader.files(in: root, isFlat: true)
    guard files.contains(where: { cve(in: $0.path) != nil }) else { return nil }
    var functions: [LabeledFunction] = []
    for file in files {
      guard let function = reader.read(file, path: file.path) else { continue }
      let cve = cve(in: file.path)
      functions.append(
        LabeledFunction(function: function, label: cve == nil ? .notVulnerable : .vulnerable, cve: cve))
    }
    return LabeledProject(
      functions: functions, issues: reader.issues, skipped: reader.skipped, source: "the names of its files")
  }

  /// The CVE at the beginning of a file's name, in capitals: `CVE-2011-3464` of `cve-2011-3464-2.c`.
  static func cve(in path: String) -> String? {
    let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...].uppercased()
    guard let match = name.prefixMatch(of: /CVE-[0-9]{4}-[0-9]{4,}/) else { return nil }
    return String(match.output)
  }
}
