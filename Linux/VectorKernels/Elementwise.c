#include "VectorKernels.h"

#include "Vector.h"

CLONES void vk_tanh(long count, const float *x, float *y) {
  for (long k = 0; k < count; k += WIDTH)
    STORE_SOME(y + k, TANH(LOAD_SOME(x + k, count - k)), count - k);
}

CLONES void vk_exp(long count, const float *x, float *y) {
  for (long k = 0; k < count; k += WIDTH)
    STORE_SOME(y + k, EXP(LOAD_SOME(x + k, count - k)), count - k);
}

CLONES void vk_add_scaled(long count, float scale, const float *x, float *y) {
  long k = 0;
  for (; k + WIDTH <= count; k += WIDTH) STORE(y + k, LOAD(y + k) + scale * LOAD(x + k));
  for (; k < count; k++) y[k] += scale * x[k];
}

CLONES void vk_scale(long count, float scale, float *x) {
  long k = 0;
  for (; k + WIDTH <= count; k += WIDTH) STORE(x + k, LOAD(x + k) * scale);
  for (; k < count; k++) x[k] *= scale;
}

typedef double Doubles __attribute__((ext_vector_type(16)));

CLONES double vk_sum_of_squares(long count, const float *x) {
  double total = 0;
  long k = 0;
  // Blocks keep single-precision partial sums short; their totals are added in double precision.
  while (k + WIDTH <= count) {
    long end = k + 256 * WIDTH <= count ? k + 256 * WIDTH : count - (count - k) % WIDTH;
    Vector a = 0, b = 0;
    for (; k + 2 * WIDTH <= end; k += 2 * WIDTH) {
      Vector p = LOAD(x + k), q = LOAD(x + k + WIDTH);
      a += p * p;
      b += q * q;
    }
    for (; k < end; k += WIDTH) {
      Vector p = LOAD(x + k);
      a += p * p;
    }
    Doubles sum = __builtin_convertvector(a, Doubles) + __builtin_convertvector(b, Doubles);
    for (int lane = 0; lane < WIDTH; lane++) total += sum[lane];
  }
  for (; k < count; k++) total += (double)x[k] * (double)x[k];
  return total;
}

CLONES double vk_dot(long count, const float *x, const float *y) {
  Doubles sum = 0;
  long k = 0;
  for (; k + WIDTH <= count; k += WIDTH)
    sum += __builtin_convertvector(LOAD(x + k) * LOAD(y + k), Doubles);
  double total = 0;
  for (int lane = 0; lane < WIDTH; lane++) total += sum[lane];
  for (; k < count; k++) total += (double)x[k] * (double)y[k];
  return total;
}

CLONES void vk_adam(long count, float *value, const float *gradient, float *first, float *second,
                    float gradient_scale, float weight_decay, float beta1, float beta2, float rate,
                    float second_correction, float epsilon) {
  for (long k = 0; k < count; k += WIDTH) {
    long left = count - k;
    Vector p = LOAD_SOME(value + k, left);
    Vector g = LOAD_SOME(gradient + k, left) * gradient_scale + weight_decay * p;
    Vector m = LOAD_SOME(first + k, left), v = LOAD_SOME(second + k, left);
    m = beta1 * m + (1.0f - beta1) * g;
    v = beta2 * v + (1.0f - beta2) * (g * g);
    Vector root = __builtin_elementwise_sqrt(v * second_correction);
    STORE_SOME(first + k, m, left);
    STORE_SOME(second + k, v, left);
    STORE_SOME(value + k, p - rate * m / (root + epsilon), left);
  }
}
