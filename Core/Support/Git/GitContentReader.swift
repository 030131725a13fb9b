/// Takes the answer of `cat-file --batch` apart while it arrives.
struct GitContentReader {
  let ids: [String]
  let sizeLimit: Int
  let path: String
  let skipsMissing: Bool
  private var index = 0
  private var header: [UInt8] = []
  /// The contents being read, and how many of their bytes, with the line end, are still to come.
  private var contents: [UInt8] = []
  private var missing: Int?
  private var size = 0

  init(ids: [String], sizeLimit: Int, path: String, skipsMissing: Bool) {
    self.ids = ids
    self.sizeLimit = sizeLimit
    self.path = path
    self.skipsMissing = skipsMissing
  }

  mutating func read(
    _ piece: UnsafeRawBufferPointer, _ consume: (Int, [UInt8]?) throws -> Void
  ) throws {
    var rest = piece[...]
    while !rest.isEmpty {
      if let missing {
        let part = rest.prefix(missing)
        if size <= sizeLimit { contents += part }
        rest = rest.dropFirst(part.count)
        self.missing = missing - part.count
        if missing > part.count { continue }
        if size <= sizeLimit { contents.removeLast() }
        try consume(index, size <= sizeLimit ? contents : nil)
        index += 1
        self.missing = nil
        contents = []
      } else if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        header += rest[..<end]
        rest = rest[(end + 1)...]
        try begin(consume)
      } else {
        header += rest
        guard header.count < 4_096 else { throw unreadable }
        rest = rest[rest.endIndex...]
      }
    }
  }

  func finish() throws(GitError) {
    guard index == ids.count, missing == nil, header.isEmpty else { throw unreadable }
  }

  /// Reads `id type size`, or `id missing`.
  private mutating func begin(_ consume: (Int, [UInt8]?) throws -> Void) throws {
    let fields = String(decoding: header, as: UTF8.self).split(separator: " ").map(String.init)
    header = []
    guard index < ids.count, fields.first == ids[index] else { throw unreadable }
    guard fields.count == 3 else {
      guard skipsMissing else { throw GitError.missingObject(id: ids[index], path: path) }
      try consume(index, nil)
      index += 1
      return
    }
    // A damaged object may state any size.
    guard let size = Int(fields[2]), size >= 0, size < .max else { throw unreadable }
    self.size = size
    if size <= sizeLimit { contents.reserveCapacity(size + 1) }
    missing = size + 1
  }

  private var unreadable: GitError { .unreadableAnswer(command: "cat-file", path: path) }
}
