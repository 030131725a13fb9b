/// The names of the C standard library and POSIX that projects share.
enum LibraryNames {
  /// What a name stands for.
  enum Kind: UInt8 {
    case function, type, constant
  }

  static let table = NameTable(
    words(functions, .function) + words(types, .type) + words(constants, .constant))

  private static func words(_ list: String, _ kind: Kind) -> [(word: String, value: UInt8)] {
    list.split(whereSeparator: \.isWhitespace).map { (String($0), kind.rawValue) }
  }

  private static let functions = """
    memcpy memmove memset memcmp memchr memrchr memmem mempcpy memccpy rawmemchr bcopy bzero bcmp
    explicit_bzero memset_s memcpy_s memmove_s
    strcpy strncpy strcat strncat strlcpy strlcat stpcpy stpncpy strcmp strncmp strcasecmp strncasecmp
    strcoll strxfrm strlen strnlen strchr strrchr strchrnul strstr strcasestr strnstr strspn strcspn
    strpbrk strtok strtok_r strsep strdup strndup strdupa strndupa strerror strerror_r strsignal strverscmp
    strcpy_s strncpy_s strcat_s strncat_s strtok_s index rindex ffs ffsl ffsll basename dirname swab
    stricmp strnicmp _stricmp _strnicmp _strdup strlwr strupr
    wcslen wcscpy wcsncpy wcscat wcsncat wcscmp wcsncmp wcschr wcsrchr wcsstr wcstok wcsdup wcscasecmp
    wmemcpy wmemmove wmemset wmemcmp wmemchr wcstol wcstoul wcstod mbtowc wctomb mbstowcs wcstombs mblen
    mbrtowc wcrtomb mbrlen mbsrtowcs wcsrtombs mbsinit btowc wctob fgetwc fputwc getwc putwc fgetws fputws
    wprintf fwprintf swprintf vwprintf vfwprintf vswprintf wcsftime towlower towupper iswalpha iswdigit
    iswalnum iswspace iswupper iswlower iswprint iswpunct wcwidth
    malloc calloc realloc free reallocarray recallocarray aligned_alloc posix_memalign memalign valloc
    alloca _alloca malloc_usable_size cfree
    printf fprintf sprintf snprintf vprintf vfprintf vsprintf vsnprintf asprintf vasprintf dprintf vdprintf
    scanf fscanf sscanf vscanf vfscanf vsscanf _snprintf _vsnprintf sprintf_s snprintf_s sscanf_s
    fopen fdopen freopen fclose fflush fread fwrite fgetc fputc fgets fputs getc putc getchar putchar gets
    puts ungetc fseek ftell rewind fseeko ftello fgetpos fsetpos feof ferror clearerr perror fileno remove
    rename tmpfile tmpnam mkstemp mkdtemp mktemp mkostemp setbuf setvbuf setlinebuf getline getdelim popen
    pclose fmemopen open_memstream flockfile funlockfile ftrylockfile getc_unlocked putc_unlocked
    fread_unlocked fwrite_unlocked fgets_unlocked fopen64 fseeko64 ftello64 ctermid
    abort exit _exit _Exit atexit quick_exit at_quick_exit on_exit getenv secure_getenv setenv unsetenv
    putenv clearenv system
    atoi atol atoll atof strtol strtoll strtoul strtoull strtod strtof strtold strtoimax strtoumax strtonum
    abs labs llabs imaxabs div ldiv lldiv imaxdiv rand srand random srandom rand_r drand48 erand48 lrand48
    nrand48 mrand48 srand48 arc4random arc4random_buf arc4random_uniform getrandom getentropy
    initstate setstate qsort qsort_r bsearch lfind lsearch hsearch hcreate hdestroy tsearch tfind tdelete
    twalk realpath getopt getopt_long getsubopt
    assert setjmp longjmp sigsetjmp siglongjmp _setjmp _longjmp signal raise kill killpg sigaction
    sigemptyset sigfillset sigaddset sigdelset sigismember sigprocmask sigsuspend sigpending sigwait
    sigwaitinfo sigtimedwait sigaltstack sigqueue psignal alarm ualarm pause
    va_start va_end va_arg va_copy offsetof
    isalpha isdigit isalnum isspace isupper islower isxdigit isprint ispunct iscntrl isgraph isblank isascii
    toupper tolower toascii
    sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp exp2 exp10 expm1 log log2 log10
    log1p logb ilogb pow sqrt cbrt hypot fabs fmod remainder remquo fma fmax fmin fdim ceil floor round trunc
    rint nearbyint lround llround lrint llrint frexp ldexp modf scalbn scalbln nan nextafter nexttoward
    copysign erf erfc tgamma lgamma gamma j0 j1 jn y0 y1 yn isnan isinf isfinite isnormal signbit fpclassify
    sinf cosf tanf asinf acosf atanf atan2f sinhf coshf tanhf expf exp2f logf log2f log10f powf sqrtf cbrtf
    hypotf fabsf fmodf fmaxf fminf ceilf floorf roundf truncf rintf lroundf lrintf llrintf frexpf ldexpf
    modff copysignf sinl cosl expl logl powl sqrtl fabsl floorl ceill roundl truncl fmal fmaf sincos
    creal cimag cabs carg conj cexp clog
    time ctime ctime_r asctime asctime_r gmtime gmtime_r localtime localtime_r mktime timegm timelocal
    difftime clock clock_gettime clock_settime clock_getres clock_nanosleep strftime strptime gettimeofday
    settimeofday nanosleep usleep sleep tzset times getitimer setitimer timer_create timer_settime
    timer_gettime timer_delete utime utimes futimes utimensat futimens
    open openat creat close read write pread pwrite readv writev preadv pwritev lseek lseek64 open64 dup dup2
    dup3 pipe pipe2 fcntl ioctl fsync fdatasync sync ftruncate truncate flock lockf access faccessat
    stat fstat lstat fstatat stat64 fstat64 lstat64 statfs fstatfs statvfs fstatvfs chmod fchmod fchmodat
    chown fchown lchown fchownat umask mkdir mkdirat rmdir unlink unlinkat link linkat symlink symlinkat
    readlink readlinkat renameat renameat2 mknod mkfifo chdir fchdir getcwd getwd get_current_dir_name chroot
    opendir fdopendir readdir readdir_r closedir rewinddir seekdir telldir dirfd scandir alphasort nftw ftw
    glob globfree fnmatch wordexp wordfree isatty ttyname ttyname_r tcgetattr tcsetattr tcflush tcdrain
    cfsetispeed cfsetospeed cfmakeraw posix_fadvise posix_fallocate fallocate splice sendfile copy_file_range
    fork vfork execl execle execlp execv execve execvp execvpe fexecve posix_spawn posix_spawnp wait waitpid
    wait3 wait4 waitid getpid getppid getpgid getpgrp setpgid setpgrp setsid getsid nice getpriority
    setpriority getuid geteuid getgid getegid setuid seteuid setgid setegid setreuid setregid setresuid
    setresgid getgroups setgroups initgroups getlogin getlogin_r getpwnam getpwuid getpwnam_r getpwuid_r
    getgrnam getgrgid getgrnam_r getgrgid_r getpwent setpwent endpwent crypt getpass daemon ptrace prctl
    sysconf pathconf fpathconf confstr uname gethostname sethostname getdomainname gethostid getpagesize
    getrlimit setrlimit getrusage sysinfo syslog openlog closelog vsyslog setlogmask sched_yield
    sched_setaffinity sched_getaffinity
    mmap munmap mprotect msync madvise mlock munlock mlockall munlockall mremap mincore brk sbrk shm_open
    shm_unlink shmget shmat shmdt shmctl semget semop semctl msgget msgsnd msgrcv msgctl ftok
    socket socketpair bind listen accept accept4 connect shutdown send sendto sendmsg sendmmsg recv recvfrom
    recvmsg recvmmsg getsockname getpeername getsockopt setsockopt select pselect poll ppoll epoll_create
    epoll_create1 epoll_ctl epoll_wait kqueue kevent eventfd timerfd_create timerfd_settime signalfd
    inotify_init inotify_add_watch inotify_rm_watch FD_SET FD_CLR FD_ISSET FD_ZERO CMSG_FIRSTHDR CMSG_NXTHDR
    CMSG_DATA CMSG_LEN CMSG_SPACE
    htons htonl ntohs ntohl htobe16 htobe32 htobe64 htole16 htole32 htole64 be16toh be32toh be64toh le16toh
    le32toh le64toh bswap_16 bswap_32 bswap_64 inet_addr inet_aton inet_ntoa inet_ntop inet_pton
    gethostbyname gethostbyname_r gethostbyaddr gethostbyname2 getaddrinfo freeaddrinfo gai_strerror
    getnameinfo getservbyname getservbyport getprotobyname getprotobynumber if_nametoindex if_indextoname
    getifaddrs freeifaddrs herror hstrerror sockatmark closesocket WSAGetLastError WSAStartup WSACleanup
    dlopen dlsym dlclose dlerror dladdr iconv iconv_open iconv_close setlocale localeconv nl_langinfo
    gettext dgettext dcgettext ngettext bindtextdomain textdomain regcomp regexec regfree regerror
    pthread_create pthread_join pthread_detach pthread_exit pthread_cancel pthread_self pthread_equal
    pthread_once pthread_kill pthread_sigmask pthread_atfork pthread_testcancel pthread_setcancelstate
    pthread_setcanceltype pthread_cleanup_push pthread_cleanup_pop pthread_setname_np pthread_getname_np
    pthread_attr_init pthread_attr_destroy pthread_attr_setdetachstate pthread_attr_setstacksize
    pthread_attr_getstacksize pthread_attr_setschedparam pthread_setschedparam pthread_getschedparam
    pthread_mutex_init pthread_mutex_destroy pthread_mutex_lock pthread_mutex_trylock pthread_mutex_timedlock
    pthread_mutex_unlock pthread_mutexattr_init pthread_mutexattr_destroy pthread_mutexattr_settype
    pthread_cond_init pthread_cond_destroy pthread_cond_wait pthread_cond_timedwait pthread_cond_signal
    pthread_cond_broadcast pthread_condattr_init pthread_condattr_destroy pthread_condattr_setclock
    pthread_rwlock_init pthread_rwlock_destroy pthread_rwlock_rdlock pthread_rwlock_wrlock
    pthread_rwlock_tryrdlock pthread_rwlock_trywrlock pthread_rwlock_unlock pthread_spin_init
    pthread_spin_destroy pthread_spin_lock pthread_spin_unlock pthread_barrier_init pthread_barrier_wait
    pthread_barrier_destroy pthread_key_create pthread_key_delete pthread_getspecific pthread_setspecific
    sem_init sem_destroy sem_wait sem_trywait sem_timedwait sem_post sem_getvalue sem_open sem_close
    sem_unlink thrd_create thrd_join thrd_exit mtx_init mtx_lock mtx_unlock mtx_destroy cnd_init cnd_wait
    cnd_signal cnd_broadcast cnd_destroy call_once
    atomic_init atomic_load atomic_store atomic_exchange atomic_compare_exchange_strong
    atomic_compare_exchange_weak atomic_fetch_add atomic_fetch_sub atomic_fetch_or atomic_fetch_and
    atomic_load_explicit atomic_store_explicit atomic_fetch_add_explicit atomic_fetch_sub_explicit
    atomic_thread_fence atomic_flag_test_and_set atomic_flag_clear
    err errx warn warnx verr verrx vwarn vwarnx error
    """

  private static let types = """
    size_t ssize_t ptrdiff_t intptr_t uintptr_t intmax_t uintmax_t wchar_t wint_t char8_t char16_t char32_t
    max_align_t nullptr_t rsize_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t
    int_least8_t int_least16_t int_least32_t int_least64_t uint_least8_t uint_least16_t uint_least32_t
    uint_least64_t int_fast8_t int_fast16_t int_fast32_t int_fast64_t uint_fast8_t uint_fast16_t
    uint_fast32_t uint_fast64_t u_char u_short u_int u_long u_int8_t u_int16_t u_int32_t u_int64_t uint ulong
    ushort quad_t u_quad_t caddr_t
    FILE fpos_t DIR va_list jmp_buf sigjmp_buf div_t ldiv_t lldiv_t mbstate_t locale_t fenv_t
    time_t clock_t clockid_t timer_t suseconds_t useconds_t off_t off64_t loff_t pid_t uid_t gid_t id_t
    mode_t dev_t ino_t ino64_t nlink_t blksize_t blkcnt_t fsblkcnt_t fsfilcnt_t key_t
    sig_atomic_t sigset_t siginfo_t sighandler_t stack_t socklen_t sa_family_t in_addr_t in_port_t nfds_t
    fd_set rlim_t speed_t tcflag_t cc_t regex_t regmatch_t glob_t wordexp_t iconv_t cpu_set_t
    pthread_t pthread_attr_t pthread_mutex_t pthread_mutexattr_t pthread_cond_t pthread_condattr_t
    pthread_key_t pthread_once_t pthread_rwlock_t pthread_rwlockattr_t pthread_spinlock_t pthread_barrier_t
    sem_t thrd_t mtx_t cnd_t once_flag atomic_int atomic_uint atomic_bool atomic_flag atomic_size_t
    atomic_long atomic_ulong memory_order
    tm timespec timeval timezone itimerval itimerspec stat64 dirent passwd group sockaddr sockaddr_in
    sockaddr_in6 sockaddr_un sockaddr_storage in_addr in6_addr addrinfo hostent servent protoent ifaddrs
    ifreq iovec msghdr cmsghdr pollfd epoll_event linger ucred ip_mreq ipv6_mreq rusage rlimit utsname
    termios winsize sigevent statvfs utimbuf tms lconv
    """

  private static let constants = """
    NULL EOF TRUE FALSE true false nullptr errno stdin stdout stderr environ
    INT_MAX INT_MIN UINT_MAX LONG_MAX LONG_MIN ULONG_MAX LLONG_MAX LLONG_MIN ULLONG_MAX SHRT_MAX SHRT_MIN
    USHRT_MAX CHAR_MAX CHAR_MIN SCHAR_MAX SCHAR_MIN UCHAR_MAX CHAR_BIT SIZE_MAX SSIZE_MAX PTRDIFF_MAX
    INTPTR_MAX UINTPTR_MAX INTMAX_MAX UINTMAX_MAX INT8_MAX INT16_MAX INT32_MAX INT64_MAX INT8_MIN INT16_MIN
    INT32_MIN INT64_MIN UINT8_MAX UINT16_MAX UINT32_MAX UINT64_MAX FLT_MAX FLT_MIN FLT_EPSILON DBL_MAX
    DBL_MIN DBL_EPSILON HUGE_VAL INFINITY NAN M_PI PATH_MAX NAME_MAX BUFSIZ FILENAME_MAX RAND_MAX
    EXIT_SUCCESS EXIT_FAILURE SEEK_SET SEEK_CUR SEEK_END STDIN_FILENO STDOUT_FILENO STDERR_FILENO
    O_RDONLY O_WRONLY O_RDWR O_CREAT O_EXCL O_TRUNC O_APPEND O_NONBLOCK O_CLOEXEC F_GETFL F_SETFL F_GETFD
    F_SETFD FD_CLOEXEC S_ISREG S_ISDIR S_ISLNK R_OK W_OK X_OK F_OK
    EINTR EAGAIN EWOULDBLOCK EINVAL ENOMEM ENOENT EEXIST EACCES EPERM EIO EPIPE EBADF EFAULT ENOSYS ERANGE
    EDOM EBUSY ENOSPC ENOTDIR EISDIR ETIMEDOUT EINPROGRESS ECONNREFUSED ECONNRESET ECONNABORTED ENOTCONN
    EADDRINUSE EOVERFLOW ENOTSUP EOPNOTSUPP EMSGSIZE EILSEQ
    SIGINT SIGTERM SIGKILL SIGHUP SIGPIPE SIGCHLD SIGALRM SIGUSR1 SIGUSR2 SIGSEGV SIGABRT SIG_IGN SIG_DFL
    SIG_ERR AF_INET AF_INET6 AF_UNIX AF_UNSPEC PF_INET SOCK_STREAM SOCK_DGRAM SOL_SOCKET SO_REUSEADDR
    IPPROTO_TCP IPPROTO_UDP INADDR_ANY INADDR_NONE INVALID_SOCKET SOCKET_ERROR FD_SETSIZE POLLIN POLLOUT
    POLLERR POLLHUP MAP_FAILED MAP_SHARED MAP_PRIVATE MAP_ANONYMOUS PROT_READ PROT_WRITE RTLD_NOW RTLD_LAZY
    CLOCK_REALTIME CLOCK_MONOTONIC LC_ALL LC_CTYPE LC_NUMERIC
    PTHREAD_MUTEX_INITIALIZER PTHREAD_COND_INITIALIZER PTHREAD_ONCE_INIT
    PRId8 PRId16 PRId32 PRId64 PRIi32 PRIi64 PRIu8 PRIu16 PRIu32 PRIu64 PRIx8 PRIx16 PRIx32 PRIx64 PRIX8
    PRIX16 PRIX32 PRIX64 PRIo64 PRIdMAX PRIuMAX PRIxMAX PRIdPTR PRIuPTR PRIxPTR SCNd32 SCNd64 SCNu32 SCNu64
    INT64_C UINT64_C INT32_C UINT32_C __func__ __FUNCTION__ __PRETTY_FUNCTION__ __FILE__ __LINE__ __DATE__
    __TIME__ __VA_ARGS__
    """
}
