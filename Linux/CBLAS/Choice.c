#define _GNU_SOURCE
#include "CBLAS.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef void Product(enum CBLAS_ORDER, enum CBLAS_TRANSPOSE, enum CBLAS_TRANSPOSE, int32_t, int32_t, int32_t,
                     float, const float *, int32_t, const float *, int32_t, float, float *, int32_t);

static Product *product = blas_own_sgemm;
static struct blas_choice choice = {"", "", "", "", 0, ""};
static char refused[4096];

static void refuse(const char *file, const char *reason) {
  size_t used = strlen(refused);
  snprintf(refused + used, sizeof refused - used, "%s%s: %s", used ? "\n" : "", file, reason);
  choice.refused = refused;
}

// A function of a library, under its plain name or with the prefix of the builds for Python.
static void *function(void *library, const char *name) {
  static const char *const prefixes[] = {"", "scipy_"};
  for (size_t k = 0; k < sizeof prefixes / sizeof *prefixes; k++) {
    char full[64];
    snprintf(full, sizeof full, "%s%s", prefixes[k], name);
    void *found = dlsym(library, full);
    if (found) return found;
  }
  return 0;
}

static const char *processor(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return "AVX-512";
  if (__builtin_cpu_supports("x86-64-v3")) return "AVX2";
#endif
  return "";
}

// Whether OpenBLAS's kernels of this name use less than the processor has. Its kernels for AVX2 and for AVX-512 do
// not differ enough to speak of; those for older processors are several times slower.
static int is_below_processor(const char *kernel) {
  static const char *const old[] = {"Prescott", "Core2", "Penryn", "Dunnington", "Nehalem", "Sandybridge", "Atom",
                                    "Katmai", "Coppermine", "Northwood", "Banias", "Opteron", "Opteron_SSE3",
                                    "Barcelona", "Bobcat", "Bulldozer", "Piledriver", "Steamroller", "Nano",
                                    "generic", "Generic", "Unknown"};
  if (!*choice.processor) return 0;
  for (size_t k = 0; k < sizeof old / sizeof *old; k++)
    if (strcmp(kernel, old[k]) == 0) return 1;
  return 0;
}

// A product whose result is known, so that a library with other conventions is found out here.
static int multiplies(Product *candidate) {
  const float a[] = {1, 2, 3, 4, 5, 6}, b[] = {1, 0, 2, 0, 1, 3};
  float c[] = {100, 100, 100, 100};
  const float expected[] = {7 + 50, 11 + 50, 16 + 50, 23 + 50};
  // A is [2, 3]; B is [2, 3] and enters transposed.
  candidate(CblasRowMajor, CblasNoTrans, CblasTrans, 2, 2, 3, 1, a, 3, b, 3, 0.5f, c, 2);
  return memcmp(c, expected, sizeof c) == 0;
}

static int load(const char *file) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *reason = dlerror();
    size_t length = strlen(file);
    if (reason && strncmp(reason, file, length) == 0 && reason[length] == ':') reason += length + 2;
    refuse(file, reason ? reason : "it cannot be loaded");
    return 0;
  }
  Product *candidate = (Product *)function(library, "cblas_sgemm");
  if (!candidate) {
    refuse(file, "it has neither cblas_sgemm nor scipy_cblas_sgemm");
    dlclose(library);
    return 0;
  }
  // The library's own threads would compete with ours.
  void (*set_threads)(int) = (void (*)(int))function(library, "openblas_set_num_threads");
  if (set_threads) set_threads(1);
  if (!multiplies(candidate)) {
    refuse(file, "its cblas_sgemm gave a wrong product");
    return 0;
  }
  char *(*version)(void) = (char *(*)(void))function(library, "openblas_get_config");
  char *(*kernel)(void) = (char *(*)(void))function(library, "openblas_get_corename");
  if (kernel && is_below_processor(kernel())) {
    char reason[96];
    snprintf(reason, sizeof reason, "it does not know this processor and would use its %s kernels", kernel());
    refuse(file, reason);
    choice.is_below_processor = 1;
    return 0;
  }
  choice.is_below_processor = 0;
  choice.version = version ? version() : "";
  choice.kernel = kernel ? kernel() : "";
  Dl_info info;
  const char *path = dladdr((void *)candidate, &info) && info.dli_fname ? info.dli_fname : file;
  choice.library = strdup(path);
  product = candidate;
  return 1;
}

// Loads a library that lies at a place relative to the folder of the program, if there is one.
static int load_beside_program(const char *place) {
  char file[PATH_MAX + 128];
  ssize_t length = readlink("/proc/self/exe", file, PATH_MAX);
  if (length <= 0 || length >= PATH_MAX) return 0;
  file[length] = 0;
  char *end = strrchr(file, '/');
  if (!end) return 0;
  snprintf(end + 1, sizeof file - (size_t)(end + 1 - file), "%s", place);
  return access(file, R_OK) == 0 && load(file);
}

static void choose(void) {
  choice.processor = processor();
  const char *named = getenv("VULNADAPT_BLAS");
  if (named && strcmp(named, "none") == 0) return;
  if (named && *named && load(named)) return;
  if (load_beside_program("VulnAdapt_CBLAS.resources/OpenBLAS/libscipy_openblas.so")) return;
  if (load_beside_program("../lib/vulnadapt/libscipy_openblas.so")) return;
  load("libopenblas.so.0");
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

const struct blas_choice *blas_chosen(void) {
  pthread_once(&once, choose);
  return &choice;
}

void blas_sgemm(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transpose_a, enum CBLAS_TRANSPOSE transpose_b,
                int32_t m, int32_t n, int32_t k, float alpha, const float *a, int32_t a_stride, const float *b,
                int32_t b_stride, float beta, float *c, int32_t c_stride) {
  pthread_once(&once, choose);
  product(order, transpose_a, transpose_b, m, n, k, alpha, a, a_stride, b, b_stride, beta, c, c_stride);
}
