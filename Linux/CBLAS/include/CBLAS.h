// Matrix products by the BLAS library that this machine has, found when it is first needed.
//
// Libraries are tried in this order: the one that the environment variable VULNADAPT_BLAS names; the OpenBLAS that
// came with the program; the system's OpenBLAS. Where none will do, our own kernels multiply. VULNADAPT_BLAS=none
// asks for these.
#ifndef CBLAS_H
#define CBLAS_H

#include <stdint.h>

#pragma clang assume_nonnull begin

enum CBLAS_ORDER { CblasRowMajor = 101, CblasColMajor = 102 };
enum CBLAS_TRANSPOSE { CblasNoTrans = 111, CblasTrans = 112 };

// C = alpha * op(A) * op(B) + beta * C on the calling thread; with beta 0, C is not read.
void blas_sgemm(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transpose_a, enum CBLAS_TRANSPOSE transpose_b,
                int32_t m, int32_t n, int32_t k, float alpha, const float *a, int32_t a_stride, const float *b,
                int32_t b_stride, float beta, float *c, int32_t c_stride);

// The same without a library.
void blas_own_sgemm(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transpose_a, enum CBLAS_TRANSPOSE transpose_b,
                    int32_t m, int32_t n, int32_t k, float alpha, const float *a, int32_t a_stride, const float *b,
                    int32_t b_stride, float beta, float *c, int32_t c_stride);

// What multiplies here. The texts live as long as the process.
struct blas_choice {
  // The library's file; empty where our own kernels multiply.
  const char *library;
  // Its version and how it was built, such as "OpenBLAS 0.3.34 …"; may be empty.
  const char *version;
  // The kernels that it chose for this processor, such as "SkylakeX"; may be empty.
  const char *kernel;
  // What the processor has: "AVX-512", "AVX2" or "".
  const char *processor;
  // Whether our own kernels multiply because a library's would use less than the processor has.
  int is_below_processor;
  // What was tried in vain before, a line each: "FILE: reason".
  const char *refused;
};

const struct blas_choice *blas_chosen(void);

#pragma clang assume_nonnull end

#endif
