#include "VectorKernels.h"

#include "Vector.h"

// C = A * B for few rows and the same B many times, as in an LSTM, where a general BLAS spends a fifth of its time
// on copying B again and again.
//
// B is copied once into panels of 16 columns, block by block; A is read where it stands. A tile of some rows and
// one panel is kept in registers, as many rows as the processor has registers for.

#if defined(__x86_64__) && defined(__linux__)

enum { PANEL = 16, BLOCK_K = 256 };

typedef float Eight __attribute__((ext_vector_type(8), aligned(4)));
typedef float Sixteen __attribute__((ext_vector_type(16), aligned(4)));

// One tile of `rows` rows and `parts` vectors of columns, which lie `part_stride` floats apart in the panels. `rows`
// is a constant wherever this is inlined, so the sums live in registers; two row addresses and one stride reach all
// rows. The last `columns` of the tile's columns may be fewer.
#define DEFINE_TILE(name, Type, parts, part_stride)                                                           \
  INLINE void name(const int rows, long k, const float *a, long row_stride, const float *panel,               \
                   long columns, int accumulate, float *c, long stride) {                                     \
    enum { LANES = sizeof(Type) / sizeof(float), COLUMNS = LANES * parts };                                   \
    Type sum[12][parts];                                                                                      \
    _Pragma("clang loop unroll(full)") for (int row = 0; row < rows; row++)                                   \
      _Pragma("clang loop unroll(full)") for (int part = 0; part < parts; part++) sum[row][part] = 0;         \
    const float *from = panel;                                                                                \
    for (long p = 0; p < k; p++) {                                                                            \
      Type b[parts];                                                                                          \
      _Pragma("clang loop unroll(full)") for (int part = 0; part < parts; part++)                             \
        b[part] = *(const Type *)(from + part * (part_stride));                                               \
      _Pragma("clang loop unroll(full)") for (int row = 0; row < rows; row++) {                               \
        Type value = a[row * row_stride];                                                                     \
        _Pragma("clang loop unroll(full)") for (int part = 0; part < parts; part++)                           \
          sum[row][part] += value * b[part];                                                                  \
      }                                                                                                       \
      a++;                                                                                                    \
      from += PANEL;                                                                                          \
    }                                                                                                         \
    _Pragma("clang loop unroll(full)") for (int row = 0; row < rows; row++) {                                 \
      float *to = c + row * stride;                                                                           \
      if (columns >= COLUMNS) {                                                                               \
        _Pragma("clang loop unroll(full)") for (int part = 0; part < parts; part++) {                         \
          Type *place = (Type *)(to + part * LANES);                                                          \
          *place = accumulate ? *place + sum[row][part] : sum[row][part];                                     \
        }                                                                                                     \
      } else {                                                                                                \
        float values[COLUMNS];                                                                                \
        memcpy(values, sum[row], sizeof values);                                                              \
        for (long column = 0; column < columns; column++)                                                     \
          to[column] = accumulate ? to[column] + values[column] : values[column];                             \
      }                                                                                                       \
    }                                                                                                         \
  }

// All columns of one block for `rows` rows: two panels at a time with `pair` where it pays, one with `tile`.
#define PANELS(tile, pair, pairs, rows)                                                                       \
  do {                                                                                                        \
    long column = 0;                                                                                          \
    for (; pairs && column + PANEL < n; column += 2 * PANEL)                                                  \
      pair(rows, k, a, row_stride, panels + column * k, n - column, accumulate, c + column, stride);          \
    for (; column < n; column += PANEL)                                                                       \
      tile(rows, k, a, row_stride, panels + column * k, n - column, accumulate, c + column, stride);          \
  } while (0)

#define DEFINE_BLOCK(name, tile, pair, pairs, instructions, bits, most)                                       \
  __attribute__((target(instructions), min_vector_width(bits))) static void name##_rows(                      \
      int rows, long n, long k, const float *a, long row_stride, const float *panels, int accumulate,         \
      float *c, long stride) {                                                                                \
    switch (rows) {                                                                                           \
      case 1: PANELS(tile, pair, pairs, 1); break;                                                            \
      case 2: PANELS(tile, pair, pairs, 2); break;                                                            \
      case 3: PANELS(tile, pair, pairs, 3); break;                                                            \
      case 4: PANELS(tile, pair, pairs, 4); break;                                                            \
      case 5: PANELS(tile, pair, pairs, 5); break;                                                            \
      default: PANELS(tile, pair, pairs, most); break;                                                        \
    }                                                                                                         \
  }                                                                                                           \
  static void name(long m, long n, long k, const float *a, long row_stride, const float *panels,              \
                   int accumulate, float *c, long stride) {                                                   \
    long row = 0;                                                                                             \
    while (row < m) {                                                                                         \
      long left = m - row;                                                                                    \
      /* Four and four are faster than six and two. */                                                        \
      long rows = left >= most ? (left == 8 && most == 6 ? 4 : most) : left > 5 ? 5 : left;                   \
      name##_rows((int)rows, n, k, a + row * row_stride, row_stride, panels, accumulate, c + row * stride,    \
                  stride);                                                                                    \
      row += rows;                                                                                            \
    }                                                                                                         \
  }

// Sixteen registers of 8 floats hold 6 rows of sums of one panel; 32 registers of 16 floats hold 12 of two.
DEFINE_TILE(tile_v3, Eight, 2, PANEL / 2)
DEFINE_TILE(tile_v4, Sixteen, 1, 0)
DEFINE_TILE(pair_v4, Sixteen, 2, PANEL * k)
DEFINE_BLOCK(block_v3, tile_v3, tile_v3, 0, "arch=x86-64-v3", 256, 6)
DEFINE_BLOCK(block_v4, tile_v4, pair_v4, 1, "arch=x86-64-v4", 512, 12)

// Copies a block of B, [k, n], into panels; columns after the last are zero.
static void pack(long n, long k, const float *b, long k_stride, long column_stride, float *panels) {
  long whole = n / PANEL * PANEL;
  if (whole < n) memset(panels + whole * k, 0, (size_t)(k * PANEL) * sizeof(float));
  if (column_stride == 1) {
    for (long p = 0; p < k; p++) {
      const float *from = b + p * k_stride;
      for (long column = 0; column < whole; column += PANEL)
        memcpy(panels + column * k + p * PANEL, from + column, PANEL * sizeof(float));
      if (whole < n)
        memcpy(panels + whole * k + p * PANEL, from + whole, (size_t)(n - whole) * sizeof(float));
    }
  } else {
    for (long column = 0; column < n; column++) {
      const float *from = b + column * column_stride;
      float *to = panels + column / PANEL * PANEL * k + column % PANEL;
      for (long p = 0; p < k; p++) to[p * PANEL] = from[p * k_stride];
    }
  }
}

typedef void Block(long, long, long, const float *, long, const float *, int, float *, long);

static Block *chosen_block(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return block_v4;
  if (__builtin_cpu_supports("x86-64-v3")) return block_v3;
  return 0;
}

int vk_has_product(void) { return chosen_block() != 0; }

long vk_packed_size(long n, long k) { return (n + PANEL - 1) / PANEL * PANEL * k; }

void vk_pack(long n, long k, const float *b, long k_stride, long column_stride, float *packed) {
  for (long start = 0; start < k; start += BLOCK_K) {
    long depth = k - start < BLOCK_K ? k - start : BLOCK_K;
    pack(n, depth, b + start * k_stride, k_stride, column_stride, packed);
    packed += vk_packed_size(n, depth);
  }
}

void vk_product(long m, long n, long k, const float *a, long row_stride, const float *packed, int accumulate,
                float *c, long stride) {
  enum { ROWS = 48 };
  Block *block = chosen_block();
  // Rows far apart fall on the same few places of the cache, so parts of them are brought together first.
  int gathers = row_stride > 2 * BLOCK_K;
  float gathered[ROWS * BLOCK_K];
  for (long start = 0; start < k; start += BLOCK_K) {
    long depth = k - start < BLOCK_K ? k - start : BLOCK_K;
    int adds = accumulate || start > 0;
    if (gathers) {
      for (long row = 0; row < m; row += ROWS) {
        long rows = m - row < ROWS ? m - row : ROWS;
        for (long one = 0; one < rows; one++)
          memcpy(gathered + one * depth, a + (row + one) * row_stride + start, (size_t)depth * sizeof(float));
        block(rows, n, depth, gathered, depth, packed, adds, c + row * stride, stride);
      }
    } else {
      block(m, n, depth, a + start, row_stride, packed, adds, c, stride);
    }
    packed += vk_packed_size(n, depth);
  }
}

#else

int vk_has_product(void) { return 0; }
long vk_packed_size(long n, long k) { return n * k; }
void vk_pack(long n, long k, const float *b, long k_stride, long column_stride, float *packed) {}
void vk_product(long m, long n, long k, const float *a, long row_stride, const float *packed, int accumulate,
                float *c, long stride) {}

#endif
