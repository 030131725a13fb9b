// Sixteen floats, and the functions on them that every kernel shares.
//
// The compiler splits the vector to what the processor has; CLONES makes it compile a function once per
// generation of processors and choose when the program is loaded.
#ifndef VECTOR_KERNELS_VECTOR_H
#define VECTOR_KERNELS_VECTOR_H

#include <stdint.h>
#include <string.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif
// The choice is made before the thread sanitizer can be told of it.
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

enum { WIDTH = 16 };
typedef float Vector __attribute__((ext_vector_type(16)));
typedef int32_t Integers __attribute__((ext_vector_type(16)));
typedef float Unaligned __attribute__((ext_vector_type(16), aligned(4)));

// Vectors go to and from functions by address: by value, the calling convention would depend on the clone.
// Everything is inlined, so nothing of that remains in the code.
#define LOAD(from) (*(const Unaligned *)(from))
#define STORE(to, value) (*(Unaligned *)(to) = (value))
#define LOAD_SOME(from, count) \
  ({                           \
    Vector v_;                 \
    load_some(from, count, &v_); \
    v_;                        \
  })
#define APPLY(function, x) \
  ({                       \
    Vector v_ = (x);       \
    function(&v_);         \
    v_;                    \
  })
#define EXP(x) APPLY(exp_vector, x)
#define SIGMOID(x) APPLY(sigmoid_vector, x)
#define TANH(x) APPLY(tanh_vector, x)
#define SELECT(mask, yes, no) ((Vector)(((Integers)(yes) & (mask)) | ((Integers)(no) & ~(mask))))

// The first `count` of sixteen floats; the others are zero.
INLINE void load_some(const float *from, long count, Vector *value) {
  if (count >= WIDTH) {
    *value = LOAD(from);
  } else {
    *value = 0;
    memcpy(value, from, (size_t)count * sizeof(float));
  }
}

INLINE void store_some(float *to, const Vector *value, long count) {
  if (count >= WIDTH)
    STORE(to, *value);
  else
    memcpy(to, value, (size_t)count * sizeof(float));
}
#define STORE_SOME(to, value, count) \
  do {                               \
    Vector v_ = (value);             \
    store_some(to, &v_, count);      \
  } while (0)

// e^x to about one unit in the last place; x is cut to [-87.3, 88.3], so the result is a normal number. NaN
// stays NaN.
INLINE void exp_vector(Vector *in) {
  const Vector low = -87.33654f, high = 88.37626f;
  Vector x = *in;
  x = SELECT(x < low, low, x);
  x = SELECT(x > high, high, x);
  // Adding and subtracting 1.5 * 2^23 rounds to the nearest integer.
  const Vector magic = 12582912.0f;
  Vector shifted = x * 1.44269504088896341f + magic;
  Vector whole = shifted - magic;
  Vector rest = x - whole * 0.693359375f;
  rest = rest - whole * -2.12194440e-4f;
  Vector sum = (Vector)1.9875691500e-4f;
  sum = sum * rest + 1.3981999507e-3f;
  sum = sum * rest + 8.3334519073e-3f;
  sum = sum * rest + 4.1665795894e-2f;
  sum = sum * rest + 1.6666665459e-1f;
  sum = sum * rest + 5.0000001201e-1f;
  sum = sum * (rest * rest) + rest + 1.0f;
  Integers exponent = ((Integers)shifted - (Integers)magic + 127) << 23;
  *in = sum * (Vector)exponent;
}

INLINE void sigmoid_vector(Vector *x) { *x = 1.0f / (1.0f + EXP(-*x)); }

// tanh x to about two units in the last place: an odd polynomial near zero, 1 - 2 / (e^2x + 1) elsewhere.
INLINE void tanh_vector(Vector *in) {
  Vector x = *in;
  Vector magnitude = (Vector)((Integers)x & 0x7fffffff);
  Vector square = x * x;
  Vector sum = (Vector)-5.70498872745e-3f;
  sum = sum * square + 2.06390887954e-2f;
  sum = sum * square - 5.37397155531e-2f;
  sum = sum * square + 1.33314422036e-1f;
  sum = sum * square - 3.33332819422e-1f;
  Vector near = sum * square * x + x;
  Vector far = 1.0f - 2.0f / (EXP(magnitude + magnitude) + 1.0f);
  far = (Vector)((Integers)far | ((Integers)x & (int32_t)0x80000000));
  *in = SELECT(magnitude < 0.625f, near, far);
}

#endif
