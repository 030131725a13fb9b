extension KnownCall {
  /// All that is known, by name.
  static let all: [String: KnownCall] = {
    var all: [String: KnownCall] = [:]
    for (names, call) in copies + texts + input + readers + prints {
      for name in names { all[name] = call }
    }
    return all
  }()

  private typealias Group = (names: [String], call: KnownCall)

  private static var copies: [Group] {
    let copy = KnownCall(target: 0, sources: [1], length: 2)
    var wide = copy
    wide.isWide = true
    return [
      (
        [
          "memcpy", "memmove", "mempcpy", "OPENSSL_memcpy", "XMEMCPY", "g_memmove", "CopyMemory",
          "RtlCopyMemory", "copy_from_user",
        ], copy
      ),
      (["bcopy"], KnownCall(target: 1, sources: [0], length: 2)),
      (["wmemcpy", "wmemmove"], wide),
      (["memset"], KnownCall(target: 0, length: 2)),
      (["bzero", "explicit_bzero"], KnownCall(target: 0, length: 1)),
      (["wmemset"], KnownCall(target: 0, length: 2, isWide: true)),
    ]
  }

  private static var texts: [Group] {
    var copy = KnownCall(target: 0, sources: [1], readsText: true, ending: .always)
    var part = KnownCall(target: 0, sources: [1], length: 2, ending: .unlessFull)
    var room = KnownCall(target: 0, sources: [1], length: 2, isRoom: true, readsText: true, ending: .always)
    var groups: [Group] = [
      (["strcpy", "stpcpy", "wcscpy", "lstrcpy", "lstrcpyA"], copy),
      (["strncpy", "stpncpy"], part),
      (["strlcpy"], room),
    ]
    part.isWide = true
    groups.append((["wcsncpy"], part))
    copy.isAppending = true
    (part.isAppending, part.ending) = (true, .always)
    room.isAppending = true
    groups += [
      (["strcat", "wcscat", "lstrcat", "lstrcatA"], copy), (["wcsncat"], part), (["strlcat"], room),
    ]
    part.isWide = false
    groups.append((["strncat"], part))
    return groups
  }

  private static var input: [Group] {
    [
      (
        ["read", "recv", "recvfrom", "pread"],
        KnownCall(target: 1, length: 2, isInput: true, returnsCount: true)
      ),
      (
        ["readlink"],
        KnownCall(target: 1, sources: [0], length: 2, isRoom: true, isInput: true, returnsCount: true)
      ),
      (["fread"], KnownCall(target: 0, length: 2, elementSize: 1, isInput: true, returnsCount: true)),
      (["fgets"], KnownCall(target: 0, length: 1, isRoom: true, isInput: true, ending: .always)),
      (["gets"], KnownCall(target: 0, isInput: true, ending: .always)),
      (["getcwd"], KnownCall(target: 0, length: 1, isRoom: true, ending: .always)),
      (["gethostname"], KnownCall(target: 0, length: 1, isRoom: true, ending: .unlessFull)),
    ]
  }

  private static var readers: [Group] {
    [
      (
        [
          "strlen", "strchr", "strrchr", "strtok", "strdup", "puts", "fputs", "perror", "atoi", "atol",
          "atof",
          "strtol", "strtoul", "strtod", "open", "fopen", "unlink", "system",
        ], KnownCall(sources: [0], readsText: true)
      ),
      (
        ["strcmp", "strcasecmp", "strstr", "strspn", "strcspn", "strpbrk"],
        KnownCall(sources: [0, 1], readsText: true)
      ),
      (["memcmp", "strncmp", "strncasecmp", "strnicmp"], KnownCall(sources: [0, 1], length: 2)),
      (["memchr"], KnownCall(sources: [0], length: 2)),
      (["strnlen", "strndup"], KnownCall(sources: [0], length: 1)),
      (["write", "send", "sendto", "pwrite"], KnownCall(sources: [1], length: 2)),
      (["fwrite"], KnownCall(sources: [0], length: 2, elementSize: 1)), (["qsort"], KnownCall(sources: [0])),
      (["scanf", "vscanf"], KnownCall(format: 0, isScan: true)),
      (["sscanf", "vsscanf"], KnownCall(sources: [0], readsText: true, format: 1, isScan: true)),
      (["fscanf", "vfscanf"], KnownCall(format: 1, isScan: true)),
    ]
  }

  private static var prints: [Group] {
    [
      (["sprintf", "vsprintf", "wsprintf"], KnownCall(target: 0, ending: .always, format: 1)),
      (
        ["snprintf", "vsnprintf"],
        KnownCall(target: 0, length: 1, isRoom: true, ending: .always, format: 2)
      ),
      (
        ["swprintf"],
        KnownCall(target: 0, length: 1, isRoom: true, isWide: true, ending: .unlessFull, format: 2)
      ),
      (
        [
          "printf", "warn", "warnx", "g_warning", "g_print", "g_error", "g_message", "g_critical",
          "g_printerr",
          "g_debug", "g_strdup_printf", "printk", "wprintf", "setproctitle", "bb_error_msg",
          "bb_error_msg_and_die", "bb_perror_msg", "bb_perror_msg_and_die", "rb_warn", "rb_warning", "rb_bug",
          "sqlite3_mprintf", "elog", "errmsg", "errdetail", "croak", "semsg", "psprintf", "xasprintf",
        ], KnownCall(format: 0)
      ),
      (
        [
          "fprintf", "syslog", "dprintf", "err", "errx", "asprintf", "fwprintf", "rb_raise", "luaL_error",
          "lua_pushfstring", "ap_rprintf", "apr_psprintf", "BIO_printf",
        ], KnownCall(format: 1)
      ),
      (["error", "av_log"], KnownCall(format: 2)),
    ]
  }
}
