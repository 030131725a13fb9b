import Foundation

/// Labels by folder: files of one function in `vulnerable` and `non_vulnerable`, `X_vul` and `X_non`, or
/// `Vulnerable_functions` and `Non_vulnerable_functions`, in the folder or one level below.
enum FolderPairLabels: LabelSource {
  static let name = "folder pairs"

  static func load(from root: String, options: LabelOptions) throws -> LabeledProject? {
    guard options.manifest == nil else { return nil }
    let pairs = pairs(in: root)
    guard !pairs.isEmpty else { return nil }
    var reader = try OneFunctionFiles(options: options)
    var functions: [LabeledFunction] = []
    for pair in pairs {
      for (folder, label) in [(pair.vulnerable, Label.vulnerable), (pair.notVulnerable, .notVulnerable)] {
        for file in try reader.files(in: root + "/" + folder, isFlat: false) {
          let path = folder + "/" + file.path
          guard let function = reader.read(file, path: path) else { continue }
          functions.append(
            LabeledFunction(
              function: function, label: label, cve: label == .vulnerable ? FileNameLabels.cve(in: path) : nil
            ))
        }
      }
    }
    functions.sort { $0.function.file.utf8.lexicographicallyPrecedes($1.function.file.utf8) }
    let names = pairs.map { "\($0.vulnerable) and \($0.notVulnerable)" }.joined(separator: ", ")
    return LabeledProject(
      functions: functions, issues: reader.issues, skipped: reader.skipped, source: "the folders \(names)")
  }

  private struct Pair {
    var vulnerable: String
    var notVulnerable: String
  }

  /// The pairs in a folder; where it has none, the pairs in its folders.
  private static func pairs(in root: String) -> [Pair] {
    let here = pairs(root, prefix: "")
    if !here.isEmpty { return here }
    return folders(in: root).flatMap { pairs(root + "/" + $0, prefix: $0 + "/") }
  }

  private static func pairs(_ path: String, prefix: String) -> [Pair] {
    let folders = folders(in: path)
    var byName: [String: String] = [:]
    for folder in folders where byName[folder.lowercased()] == nil { byName[folder.lowercased()] = folder }
    return folders.compactMap { folder in
      opposites(of: folder.lowercased()).lazy.compactMap { byName[$0] }.first.map {
        Pair(vulnerable: prefix + folder, notVulnerable: prefix + $0)
      }
    }
  }

  /// The names of the folder that goes with one of vulnerable functions, best first.
  private static func opposites(of name: String) -> [String] {
    switch name {
    case "vulnerable_functions": return ["non_vulnerable_functions", "not_vulnerable_functions"]
    case "vulnerable": return ["non_vulnerable", "not_vulnerable", "non-vulnerable", "nonvulnerable"]
    default:
      guard name.hasSuffix("_vul") else { return [] }
      return [name.dropLast(3) + "non", name.dropLast(3) + "non_vul"]
    }
  }

  private static func folders(in path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { name in
      let type = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)[.type]
      return type as? FileAttributeType == .typeDirectory
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
