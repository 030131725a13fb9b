#include "VectorKernels.h"

#include "Vector.h"

CLONES void vk_lstm_forward(long rows, long hidden, float *gates, const float *previous_cell,
                            long previous_rows, float *cell, float *hidden_state, long hidden_rows,
                            float *output, long output_stride) {
  for (long row = 0; row < rows; row++) {
    float *in = gates + row * 4 * hidden;
    for (long k = 0; k < hidden; k += WIDTH) {
      long left = hidden - k;
      Vector i = SIGMOID(LOAD_SOME(in + k, left));
      Vector f = SIGMOID(LOAD_SOME(in + hidden + k, left));
      Vector g = TANH(LOAD_SOME(in + 2 * hidden + k, left));
      Vector o = SIGMOID(LOAD_SOME(in + 3 * hidden + k, left));
      Vector c = i * g;
      if (row < previous_rows) c += f * LOAD_SOME(previous_cell + row * hidden + k, left);
      Vector h = o * TANH(c);
      STORE_SOME(in + k, i, left);
      STORE_SOME(in + hidden + k, f, left);
      STORE_SOME(in + 2 * hidden + k, g, left);
      STORE_SOME(in + 3 * hidden + k, o, left);
      STORE_SOME(cell + row * hidden + k, c, left);
      if (row < hidden_rows) STORE_SOME(hidden_state + row * hidden + k, h, left);
      STORE_SOME(output + row * output_stride + k, h, left);
    }
  }
}

CLONES void vk_lstm_backward(long rows, long hidden, float *gates, const float *cell,
                             const float *previous_cell, long previous_rows, const float *output_gradient,
                             long output_stride, const float *hidden_gradient, long next_rows,
                             float *cell_gradient) {
  for (long row = 0; row < rows; row++) {
    float *in = gates + row * 4 * hidden;
    for (long k = 0; k < hidden; k += WIDTH) {
      long left = hidden - k, at = row * hidden + k;
      Vector i = LOAD_SOME(in + k, left), f = LOAD_SOME(in + hidden + k, left);
      Vector g = LOAD_SOME(in + 2 * hidden + k, left), o = LOAD_SOME(in + 3 * hidden + k, left);
      Vector t = TANH(LOAD_SOME(cell + at, left));
      Vector dh = LOAD_SOME(output_gradient + row * output_stride + k, left), dc = 0;
      if (row < next_rows) {
        dh += LOAD_SOME(hidden_gradient + at, left);
        dc = LOAD_SOME(cell_gradient + at, left);
      }
      dc += dh * o * (1.0f - t * t);
      Vector before = 0;
      if (row < previous_rows) before = LOAD_SOME(previous_cell + at, left);
      STORE_SOME(cell_gradient + at, dc * f, left);
      STORE_SOME(in + k, dc * g * i * (1.0f - i), left);
      STORE_SOME(in + hidden + k, dc * before * f * (1.0f - f), left);
      STORE_SOME(in + 2 * hidden + k, dc * i * (1.0f - g * g), left);
      STORE_SOME(in + 3 * hidden + k, dh * t * o * (1.0f - o), left);
    }
  }
}
