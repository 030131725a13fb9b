/// The words that text features know: names of library functions by what they do, and parts of names by what they say.
enum FeatureWords {
  /// What a name of the library does.
  enum Library: UInt8 {
    case copy, unboundedCopy, allocation, string, transfer
  }

  /// What a part of a name says.
  enum Part: UInt8 {
    case input, length, reading, writing
  }

  static let library = NameTable(
    words("strcpy strcat sprintf vsprintf gets sscanf", Library.unboundedCopy.rawValue)
      + words(
        "memcpy memmove strncpy strncat snprintf vsnprintf strlcpy strlcat bcopy memset strdup strndup",
        Library.copy.rawValue)
      + words("malloc calloc realloc free alloca reallocarray", Library.allocation.rawValue)
      + words(
        """
        strlen strnlen strchr strrchr strstr strcmp strncmp strcasecmp strncasecmp strtok strtok_r atoi atol strtol
        strtoul strtod strtoll strtoull memcmp memchr isdigit isalpha isspace isalnum isxdigit tolower toupper
        """, Library.string.rawValue)
      + words(
        """
        read write recv recvfrom recvmsg send sendto fread fwrite fopen fclose fseek fgets getc fgetc open close
        lseek ioctl socket accept
        """, Library.transfer.rawValue))

  static let unsignedTypes = NameTable(
    words(
      """
      unsigned size_t uint8_t uint16_t uint32_t uint64_t u_char u_int u_short u_long uint8 uint16 uint32 uint64
      uint uchar ushort ulong
      """, 0))

  private static let parts: [String: Part] = {
    var parts: [String: Part] = [:]
    func add(_ list: String, _ part: Part) {
      for word in list.split(separator: " ") { parts[String(word)] = part }
    }
    add(
      "buf buffer data ptr in input src source pkt packet msg message payload bytes bp cp str string line stream",
      .input)
    add("len length size n count num nbytes remaining left end limit max off offset pos", .length)
    add(
      """
      read parse decode dissect get load recv receive unpack uncompress decompress inflate scan lex import extract \
      process handle input deserialize unmarshal
      """, .reading)
    add(
      "write print dump encode put save send pack compress deflate export output serialize marshal show",
      .writing)
    return parts
  }()

  /// What the words of a name say.
  static func parts(of name: String) -> Set<Part> { Set(NameWords.words(of: name).compactMap { parts[$0] }) }

  private static func words(_ list: String, _ value: UInt8) -> [(word: String, value: UInt8)] {
    list.split(whereSeparator: \.isWhitespace).map { (String($0), value) }
  }
}
