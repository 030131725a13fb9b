// The product for a machine without a usable BLAS: packed panels where the processor has our kernel for them,
// plain loops elsewhere.
#include <stdlib.h>

#include "CBLAS.h"
#include "VectorKernels.h"

// C = beta * C
static void scale(long m, long n, float beta, float *c, long stride) {
  if (beta == 1) return;
  for (long row = 0; row < m; row++)
    for (long column = 0; column < n; column++)
      c[row * stride + column] = beta == 0 ? 0 : beta * c[row * stride + column];
}

// C += alpha * A * B by element strides; the inner loop runs along rows of C.
static void plain(long m, long n, long k, float alpha, const float *a, long a_row, long a_column, const float *b,
                  long b_row, long b_column, float *c, long stride) {
  for (long row = 0; row < m; row++) {
    float *to = c + row * stride;
    for (long p = 0; p < k; p++) {
      float value = alpha * a[row * a_row + p * a_column];
      const float *from = b + p * b_row;
      for (long column = 0; column < n; column++) to[column] += value * from[column * b_column];
    }
  }
}

// The same through packed panels; 0 when there is no memory for them.
static int packed(long m, long n, long k, float alpha, const float *a, long a_row, long a_column, const float *b,
                  long b_row, long b_column, float *c, long stride) {
  enum { COLUMNS = 1024, ROWS = 64 };
  long width = n < COLUMNS ? n : COLUMNS;
  float *panels = malloc((size_t)vk_packed_size(width, k) * sizeof(float));
  // The kernel reads rows of A, so other layouts and factors are copied, some rows at a time.
  int copies = a_column != 1 || alpha != 1;
  float *rows = copies ? malloc((size_t)(ROWS * k) * sizeof(float)) : 0;
  int done = panels && (rows || !copies);
  for (long column = 0; done && column < n; column += width) {
    long columns = n - column < width ? n - column : width;
    vk_pack(columns, k, b + column * b_column, b_row, b_column, panels);
    if (!copies) {
      vk_product(m, columns, k, a, a_row, panels, 1, c + column, stride);
      continue;
    }
    for (long row = 0; row < m; row += ROWS) {
      long count = m - row < ROWS ? m - row : ROWS;
      for (long p = 0; p < k; p++)
        for (long one = 0; one < count; one++)
          rows[one * k + p] = alpha * a[(row + one) * a_row + p * a_column];
      vk_product(count, columns, k, rows, k, panels, 1, c + row * stride + column, stride);
    }
  }
  free(panels);
  free(rows);
  return done;
}

void blas_own_sgemm(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transpose_a, enum CBLAS_TRANSPOSE transpose_b,
                 int32_t m, int32_t n, int32_t k, float alpha, const float *a, int32_t a_stride, const float *b,
                 int32_t b_stride, float beta, float *c, int32_t c_stride) {
  if (order == CblasColMajor)  // The same memory read by rows holds the transposes.
    return blas_own_sgemm(CblasRowMajor, transpose_b, transpose_a, n, m, k, alpha, b, b_stride, a, a_stride, beta, c,
                       c_stride);
  long a_row = transpose_a == CblasNoTrans ? a_stride : 1, a_column = transpose_a == CblasNoTrans ? 1 : a_stride;
  long b_row = transpose_b == CblasNoTrans ? b_stride : 1, b_column = transpose_b == CblasNoTrans ? 1 : b_stride;
  scale(m, n, beta, c, c_stride);
  if (m <= 0 || n <= 0 || k <= 0) return;
  // Packing pays from a few rows on.
  if (m >= 4 && vk_has_product() &&
      packed(m, n, k, alpha, a, a_row, a_column, b, b_row, b_column, c, c_stride))
    return;
  plain(m, n, k, alpha, a, a_row, a_column, b, b_row, b_column, c, c_stride);
}
