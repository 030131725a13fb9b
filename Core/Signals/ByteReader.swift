/// Calls of the standard library that read bytes into a buffer, write no NUL behind them, and return how much they have read.
enum ByteReader {
  /// Which arguments are the buffer and how much of it is filled at most, by name; of `fread` the latter counts elements.
  static let arguments: [String: (buffer: Int, length: Int)] = [
    "fread": (0, 2), "read": (1, 2), "recv": (1, 2), "recvfrom": (1, 2), "readlink": (1, 2), "pread": (1, 2),
  ]
}
