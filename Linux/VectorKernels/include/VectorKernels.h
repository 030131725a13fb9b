// Element-wise kernels of the network for processors without Accelerate.
//
// All arrays are dense and row-major unless a stride is given; none overlap unless a comment says so.
#ifndef VECTOR_KERNELS_H
#define VECTOR_KERNELS_H

#include <stdint.h>

#pragma clang assume_nonnull begin

// y[k] = tanh(x[k]); x may be y.
void vk_tanh(long count, const float *x, float *y);
// y[k] = exp(x[k]); x may be y.
void vk_exp(long count, const float *x, float *y);
// y[k] += scale * x[k].
void vk_add_scaled(long count, float scale, const float *x, float *y);
// x[k] *= scale.
void vk_scale(long count, float scale, float *x);
// The sum of squares, in double precision.
double vk_sum_of_squares(long count, const float *x);
// The dot product, in double precision.
double vk_dot(long count, const float *x, const float *y);

// output = the row `heads[k]` of `head_table` plus the rows of `token_table` that item k names; for items
// k = 0 ..< rows of `width` columns. Item k is position `positions[k]`: its tokens are
// tokens[offsets[position] ..< offsets[position + 1]].
void vk_gather(long rows, long width, const int32_t *positions, const uint8_t *heads, const int32_t *offsets,
               const int32_t *tokens, const float *head_table, const float *token_table, float *output);
// The transpose of vk_gather: adds the rows of `gradient` to the rows of both tables that they were read from.
void vk_scatter(long rows, long width, const int32_t *positions, const uint8_t *heads, const int32_t *offsets,
                const int32_t *tokens, const float *gradient, float *head_table, float *token_table);

// One time step of an LSTM for `rows` rows, gate order i, f, g, o.
//
// `gates` [rows, 4 * hidden] holds the sums before the activation and receives the activations. The first
// `previous_rows` rows of `previous_cell` are the cells of the step before (it may be `cell`); the others start at zero.
// Writes the cells to `cell` and the hidden states to `hidden_state` (row stride `hidden`, first
// `hidden_rows` rows only) and to `output` (row stride `output_stride`, all rows).
void vk_lstm_forward(long rows, long hidden, float *gates, const float *_Nullable previous_cell,
                     long previous_rows, float *cell, float *_Nullable hidden_state, long hidden_rows,
                     float *output, long output_stride);

// The step back through vk_lstm_forward.
//
// `gates` holds the activations and receives the gradients of the sums. `output_gradient` (row stride
// `output_stride`) is the gradient of the hidden states from above; the first `next_rows` rows of
// `hidden_gradient` and `cell_gradient` bring what the following step sends back, other rows are taken as
// zero. `cell_gradient` receives what goes to the step before.
void vk_lstm_backward(long rows, long hidden, float *gates, const float *cell,
                      const float *_Nullable previous_cell, long previous_rows, const float *output_gradient,
                      long output_stride, const float *hidden_gradient, long next_rows, float *cell_gradient);

// One Adam step with bias corrections folded in by the caller:
// g = gradient * gradient_scale + weight_decay * value; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
// value -= rate * m / (sqrt(v * second_correction) + epsilon).
void vk_adam(long count, float *value, const float *gradient, float *first, float *second,
             float gradient_scale, float weight_decay, float beta1, float beta2, float rate,
             float second_correction, float epsilon);

// Whether this processor has the product below; without it use a BLAS.
int vk_has_product(void);

// vk_pack copies B [k, n] into vk_packed_size(n, k) floats; element (p, j) is b[p * k_stride + j * column_stride].
long vk_packed_size(long n, long k);
void vk_pack(long n, long k, const float *b, long k_stride, long column_stride, float *packed);
// C [m, n] = A * B, or C += A * B with `accumulate`, where A [m, k] has rows of `row_stride` and C of `stride`.
void vk_product(long m, long n, long k, const float *a, long row_stride, const float *packed, int accumulate,
                float *c, long stride);

#pragma clang assume_nonnull end

#endif
