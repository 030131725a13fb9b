/// Where the functions of a cut stood later: functions are moved and renamed before they are fixed.
struct LaterPlaces {
  /// A function as labels name it.
  struct Place: Hashable {
    var path: String
    var name: String
  }

  /// The number of the cut's function that stood at a place later.
  private(set) var numbers: [Place: Int]

  /// Follows functions from a cut to a head.
  ///
  /// - Parameters:
  ///   - functions: Where they stand at the cut, with paths from the repository's root.
  ///   - history: What was read of the repository.
  ///   - cut: The commit of the cut.
  ///   - head: The newest commit that is looked at.
  init(of functions: [Place], in history: ProjectHistory, from cut: String, to head: String) {
    numbers = Dictionary(functions.enumerated().map { ($1, $0) }) { first, _ in first }
    guard let start = history.place(of: cut), let end = history.place(of: head) else { return }
    let (before, all) = (history.ancestry(of: start), history.ancestry(of: end))
    for file in history.changes where all[Int(file.commit)] && !before[Int(file.commit)] {
      for function in file.functions {
        guard let origin = function.origin else { continue }
        let old = Place(path: history.paths[Int(origin.path)], name: history.names[Int(origin.name)])
        let new = Place(path: history.paths[Int(file.path)], name: history.names[Int(function.name)])
        // A place of the cut keeps its own function.
        if let number = numbers[old], numbers[new] == nil { numbers[new] = number }
      }
    }
  }
}
