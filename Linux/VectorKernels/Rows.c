#include "VectorKernels.h"

#include "Vector.h"

// Columns are taken in blocks that fit the registers, so each output is read and written once.
enum { BLOCK = 4 * WIDTH };

CLONES void vk_gather(long rows, long width, const int32_t *positions, const uint8_t *heads,
                      const int32_t *offsets, const int32_t *tokens, const float *head_table,
                      const float *token_table, float *output) {
  for (long row = 0; row < rows; row++) {
    long position = positions[row];
    const float *head = head_table + (long)heads[position] * width;
    long start = offsets[position], end = offsets[position + 1];
    float *out = output + row * width;
    long column = 0;
    for (; column + BLOCK <= width; column += BLOCK) {
      const float *from = head + column;
      Vector a = LOAD(from), b = LOAD(from + WIDTH), c = LOAD(from + 2 * WIDTH), d = LOAD(from + 3 * WIDTH);
      for (long k = start; k < end; k++) {
        from = token_table + (long)tokens[k] * width + column;
        a += LOAD(from);
        b += LOAD(from + WIDTH);
        c += LOAD(from + 2 * WIDTH);
        d += LOAD(from + 3 * WIDTH);
      }
      STORE(out + column, a);
      STORE(out + column + WIDTH, b);
      STORE(out + column + 2 * WIDTH, c);
      STORE(out + column + 3 * WIDTH, d);
    }
    for (; column < width; column += WIDTH) {
      long left = width - column;
      Vector a = LOAD_SOME(head + column, left);
      for (long k = start; k < end; k++)
        a += LOAD_SOME(token_table + (long)tokens[k] * width + column, left);
      STORE_SOME(out + column, a, left);
    }
  }
}

INLINE void add_row(long width, const float *from, float *to) {
  long column = 0;
  for (; column + WIDTH <= width; column += WIDTH) STORE(to + column, LOAD(to + column) + LOAD(from + column));
  for (; column < width; column++) to[column] += from[column];
}

CLONES void vk_scatter(long rows, long width, const int32_t *positions, const uint8_t *heads,
                       const int32_t *offsets, const int32_t *tokens, const float *gradient,
                       float *head_table, float *token_table) {
  for (long row = 0; row < rows; row++) {
    long position = positions[row];
    const float *from = gradient + row * width;
    add_row(width, from, head_table + (long)heads[position] * width);
    for (long k = offsets[position]; k < offsets[position + 1]; k++)
      add_row(width, from, token_table + (long)tokens[k] * width);
  }
}
