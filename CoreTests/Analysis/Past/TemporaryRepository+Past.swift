@testable import Core

extension TemporaryRepository {
  /// What functions of two kinds are made of.
  private static let pools: [[String]] = [
    [
      "memcpy(p, q, n);", "p[n++] = *q++;", "if (n < length) buffer[n] = p[0];", "free(q);",
      "q = malloc(n * size);", "while (*q) p[n++] = *q++;", "strcpy(p, q);", "length = read(fd, p, n);",
      "n += (p[0] << 8) | p[1];", "switch (p[n]) { case 1: q++; break; default: n--; }",
    ],
    [
      "total = total + 1;", "return_code = OK;", "log_line(\"done\");", "count = count - step;",
      "state = next_state(state);", "flag = !flag;", "average = total / count;", "set_color(red, green);",
      "notify(listener);", "draw(window, state);",
    ],
  ]

  /// A repository of 120 functions, even ones of the first kind and odd ones of the second. In periods more than three years apart
  /// fifteen functions of a kind are fixed; the last commit comes a month after.
  static func adaptable(fixing kinds: [Int], count: Int = 15) throws -> TemporaryRepository {
    var random = SeededGenerator(seed: 7)
    var bodies = (0..<120).map { number in
      (0..<12).map { _ in pools[number % 2].randomElement(using: &random) ?? "" }
    }
    func text() -> String {
      bodies.enumerated().map { number, lines in
        "int f\(number)(char *p, char *q, int n)\n{\n" + lines.map { "  \($0)\n" }.joined()
          + "  return n;\n}\n"
      }.joined()
    }
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": text(), "sub/c.c": "int quiet;\n"])
    for (period, kind) in kinds.enumerated() {
      repository.wait(days: 1_160)
      for first in stride(from: 0, to: count, by: 5) {
        for place in first..<min(first + 5, count) {
          bodies[2 * (period * 15 + place) + kind][period] += " mended(\(period));"
        }
        try repository.commit("Fix overflow \(period) \(first)", ["a.c": text()])
      }
      repository.wait(days: 40)
      try repository.commit("Quiet \(period)", ["b.c": "int quiet\(period);\n"])
    }
    return repository
  }
}
