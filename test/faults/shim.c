/*
 * Preloaded into a program under test. Counts the calls that change files, and at the n-th of a kind on a path with a given ending it either
 * ends the program on the spot, before or after the call, or lets the call fail with an error number of choice.
 *
 *   FAULT_AT=OPERATION:ENDING:N:WHAT[:UNTIL]   WHAT is "before", "after" or an errno; UNTIL is the last call that fails, or 0 for all from N on
 *   FAULT_LOG=PATH                      each call that failed or ended the program is written there
 *
 * OPERATION is write, sync, truncate, open (for writing), rename, unlink or mkdir; ENDING may be empty.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { BEFORE = -1, AFTER = -2 };
static char operation[16], ending[128];
static long at, until, seen;
static int what;
static char known[256];

/* A program may set another fault while it runs; the count begins anew. */
static void prepare(void) {
  const char *text = getenv("FAULT_AT");
  if (!text || strlen(text) >= sizeof known) text = "";
  if (strcmp(text, known) == 0) return;
  strcpy(known, text);
  at = seen = 0;
  char copy[256], *part[5] = {0}, *rest = copy;
  strcpy(copy, text);
  memset(operation, 0, sizeof operation);
  memset(ending, 0, sizeof ending);
  for (int n = 0; n < 5 && rest; n++) part[n] = strsep(&rest, ":");
  if (!part[3]) return;
  strncpy(operation, part[0], sizeof operation - 1);
  strncpy(ending, part[1], sizeof ending - 1);
  at = atol(part[2]);
  what = strcmp(part[3], "before") == 0 ? BEFORE : strcmp(part[3], "after") == 0 ? AFTER : atoi(part[3]);
  until = part[4] ? atol(part[4]) : at;
}

static int ends(const char *path) {
  size_t own = strlen(path), wanted = strlen(ending);
  return own >= wanted && strcmp(path + own - wanted, ending) == 0;
}

static void tell(const char *path) {
  const char *log = getenv("FAULT_LOG");
  if (!log) return;
  char line[512];
  int size = snprintf(line, sizeof line, "%s %ld %d %s\n", operation, seen, what, path);
  int file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  syscall(SYS_write, file, line, size);
  syscall(SYS_close, file);
}

/* 0: go on; 1: go on and end afterwards; -1: fail, errno is set. */
static int meet(const char *kind, const char *path) {
  prepare();
  if (!at || strcmp(kind, operation) != 0 || !ends(path)) return 0;
  long number = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
  if (number < at || (until && number > until)) return 0;
  tell(path);
  if (what == BEFORE) kill(getpid(), SIGKILL);
  if (what == AFTER) return 1;
  errno = what;
  return -1;
}

static int meetFile(const char *kind, int file) {
  prepare();
  if (!at || strcmp(kind, operation) != 0) return 0;
  char link[64], path[1024];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = 0;
  return meet(kind, path);
}

#define THROUGH(meeting, type, call)               \
  int met = meeting;                               \
  if (met < 0) return -1;                          \
  type result = (type)(call);                      \
  if (met > 0) kill(getpid(), SIGKILL);            \
  return result

ssize_t write(int f, const void *b, size_t n) { THROUGH(meetFile("write", f), ssize_t, syscall(SYS_write, f, b, n)); }
ssize_t writev(int f, const struct iovec *v, int n) { THROUGH(meetFile("write", f), ssize_t, syscall(SYS_writev, f, v, n)); }
ssize_t pwrite(int f, const void *b, size_t n, off_t o) { THROUGH(meetFile("write", f), ssize_t, syscall(SYS_pwrite64, f, b, n, o)); }
ssize_t pwrite64(int f, const void *b, size_t n, off64_t o) { THROUGH(meetFile("write", f), ssize_t, syscall(SYS_pwrite64, f, b, n, o)); }
int fsync(int f) { THROUGH(meetFile("sync", f), int, syscall(SYS_fsync, f)); }
int fdatasync(int f) { THROUGH(meetFile("sync", f), int, syscall(SYS_fdatasync, f)); }
int ftruncate(int f, off_t n) { THROUGH(meetFile("truncate", f), int, syscall(SYS_ftruncate, f, n)); }
int ftruncate64(int f, off64_t n) { THROUGH(meetFile("truncate", f), int, syscall(SYS_ftruncate, f, n)); }
int rename(const char *a, const char *b) { THROUGH(meet("rename", b), int, syscall(SYS_renameat, AT_FDCWD, a, AT_FDCWD, b)); }
int unlink(const char *p) { THROUGH(meet("unlink", p), int, syscall(SYS_unlinkat, AT_FDCWD, p, 0)); }
int mkdir(const char *p, mode_t m) { THROUGH(meet("mkdir", p), int, syscall(SYS_mkdirat, AT_FDCWD, p, m)); }

static int opened(int folder, const char *path, int flags, mode_t mode) {
  int met = (flags & (O_WRONLY | O_RDWR | O_CREAT)) ? meet("open", path) : 0;
  if (met < 0) return -1;
  int result = (int)syscall(SYS_openat, folder, path, flags, mode);
  if (met > 0) kill(getpid(), SIGKILL);
  return result;
}

#define MODE(flags)                                         \
  mode_t mode = 0;                                          \
  if (flags & (O_CREAT | O_TMPFILE)) {                      \
    va_list more;                                           \
    va_start(more, flags);                                  \
    mode = va_arg(more, mode_t);                            \
    va_end(more);                                           \
  }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
