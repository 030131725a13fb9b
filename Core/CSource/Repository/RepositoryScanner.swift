import Foundation

/// Parses the files of a repository on several threads and hands over the results in order.
public struct RepositoryScanner: Sendable {
  /// What a scan passed over.
  public struct Summary: Sendable {
    /// How many files were parsed.
    var parsedFiles = 0
    /// How many bytes of canonical text they hold.
    public var parsedBytes = 0
    /// Files and folders that were not read, with the reason, in the order of their paths.
    public var skipped: [SkippedFile] = []
    /// How many C files `.gitignore` files skipped.
    var ignoredByGit = 0
    /// How many C files `.vulnadaptignore` files skipped.
    var ignoredByVulnadapt = 0
    /// Whether the system refused to read a file, which may go better next time.
    var hasUnreadableFile = false
  }

  /// The repository.
  public let repository: Repository
  /// How many threads parse.
  public let threads: Int
  private let limits: FunctionParser.Limits

  /// Creates a scanner.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - threads: How many threads parse; the number of cores when nil.
  ///   - limits: The parsers' limits.
  public init(
    repository: Repository, threads: Int? = nil, limits: FunctionParser.Limits = FunctionParser.Limits()
  ) {
    self.repository = repository
    self.threads = min(max(threads ?? ProcessInfo.processInfo.activeProcessorCount, 1), 256)
    self.limits = limits
  }

  /// Parses every file.
  ///
  /// - Parameter consume: Takes each file, on the calling thread, in the byte order of paths.
  /// - Returns: What was read and what was passed over.
  /// - Throws: ``RepositoryError``, also when there is no file to read, and what `consume` throws, which
  ///   ends the scan.
  public func scan(_ consume: (ParsedFile) throws -> Void) throws -> Summary {
    try scan(recall: { _ in nil }, transform: { parsed, _ in parsed }, consume)
  }

  /// Parses every file and works on it, both on several threads.
  ///
  /// At most a few dozen results wait at a time, so memory stays bounded.
  ///
  /// - Parameters:
  ///   - transform: Works on a file, which carries its tokens, on one of the parsing threads.
  ///   - consume: Takes each result, on the calling thread, in the byte order of paths.
  /// - Returns: What was read and what was passed over.
  /// - Throws: ``RepositoryError``, and what `transform` or `consume` throw, which ends the scan.
  public func scan<Value: Sendable>(
    transform: @escaping @Sendable (ParsedFile) throws -> Value, _ consume: (Value) throws -> Void
  ) throws -> Summary {
    try scan(
      keepsTokens: true, recall: { _ in nil }, transform: { parsed, _ in try transform(parsed) }, consume)
  }

  /// Parses every file that is not known already, and works on it.
  ///
  /// - Parameters:
  ///   - listing: The files; those of ``repository`` when nil.
  ///   - keepsTokens: Whether `transform` takes files with their tokens.
  ///   - recall: The result for a file that need not be read; nil for one that must be. Called on the parsing
  ///     threads.
  ///   - transform: Works on a file on one of the parsing threads.
  ///   - consume: Takes each result, on the calling thread, in the byte order of paths.
  /// - Returns: What was read and what was passed over; bytes count only where files were read.
  /// - Throws: ``RepositoryError``, and what `transform` or `consume` throw, which ends the scan.
  func scan<Value: Sendable>(
    _ listing: Repository.Listing? = nil, keepsTokens: Bool = false,
    recall: @escaping @Sendable (Repository.File) -> Value?,
    transform: @escaping @Sendable (ParsedFile, Repository.File) throws -> Value,
    _ consume: (Value) throws -> Void
  ) throws -> Summary {
    let listing = try listing ?? repository.list()
    var summary = Summary(
      skipped: listing.skipped, ignoredByGit: listing.ignoredByGit,
      ignoredByVulnadapt: listing.ignoredByVulnadapt)
    let files = listing.files
    guard !files.isEmpty else {
      throw RepositoryError.noSourceFiles(
        path: repository.root.displayName, extensions: repository.options.endings.sorted,
        ignored: listing.ignoredByGit + listing.ignoredByVulnadapt, skipped: listing.skipped)
    }
    let sizeLimit = repository.options.maximumFileSize
    let endings = repository.options.endings
    let limits = limits
    var foreignCount = 0
    try OrderedWork.run(
      count: files.count, threads: threads,
      makeWorker: {
        let parser = try FunctionParser(limits: limits)
        return { index in
          let file = files[index]
          if let known = recall(file) { return Outcome.parsed(known, bytes: 0) }
          do {
            let source = try file.read(sizeLimit: sizeLimit)
            let parsed = parser.parse(source, file: file.path, keepsTokens: keepsTokens) {}
            if parsed.isEmpty, !endings.include(file.path.utf8) { return Outcome.foreign }
            return Outcome.parsed(try transform(parsed, file), bytes: source.bytes.count)
          } catch let error as SourceTextError {
            return Outcome.skipped(
              SkippedFile(path: file.path, reason: error.reason), isContent: error.isOfContent)
          }
        }
      },
      consume: { (outcome: Outcome<Value>) in
        switch outcome {
        case .parsed(let value, let bytes):
          summary.parsedFiles += 1
          summary.parsedBytes += bytes
          try consume(value)
        case .skipped(let file, let isContent):
          summary.skipped.append(file)
          if !isContent { summary.hasUnreadableFile = true }
        case .foreign: foreignCount += 1
        }
      })
    guard foreignCount < files.count else {
      throw RepositoryError.noC(
        path: repository.options.parts.first ?? repository.root.displayName,
        extensions: endings.sorted.map { "." + $0 })
    }
    summary.parsedFiles += foreignCount
    summary.skipped.sort { $0.path < $1.path }
    return summary
  }

  private enum Outcome<Value: Sendable>: Sendable {
    case parsed(Value, bytes: Int)
    case skipped(SkippedFile, isContent: Bool)
    /// A file that was named although nothing about it is C.
    case foreign
  }
}
