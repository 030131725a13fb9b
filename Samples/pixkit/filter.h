/* filter.h - resizing, convolution and drawing */
#ifndef PIXKIT_FILTER_H
#define PIXKIT_FILTER_H

#include "pixkit.h"

typedef struct px_kernel {
    int size;
    int weight[49];
    int divisor;
} px_kernel;

typedef uint8_t (*px_point_fn)(uint8_t v, void *arg);

px_image *px_resize_nearest(const px_image *src, uint32_t w, uint32_t h);
px_image *px_resize_bilinear(const px_image *src, uint32_t w, uint32_t h);
px_image *px_resize_half(const px_image *src);
uint8_t *px_scale_row_alloc(const uint8_t *row, uint32_t n, uint32_t factor, uint32_t ch);
uint8_t *px_scale_column_alloc(const px_image *img, uint32_t x, uint32_t factor);
int px_kernel_load(px_kernel *k, const int *weights, int size);
int px_kernel_named(px_kernel *k, const char *name);
int px_convolve(px_image *img, const px_kernel *k);
int px_box_blur_row(uint8_t *row, uint32_t n, uint32_t radius);
void px_point(px_image *img, px_point_fn fn, void *arg);
int px_median3(px_image *img);
int px_threshold(px_image *img, uint8_t level);
int px_emboss(px_image *img);
int px_draw_hline(px_image *img, uint32_t x0, uint32_t x1, uint32_t y, px_rgba c);
int px_draw_vline(px_image *img, uint32_t x, uint32_t y0, uint32_t y1, px_rgba c);
int px_draw_rect(px_image *img, uint32_t x, uint32_t y, uint32_t w, uint32_t h, px_rgba c);
void px_draw_line(px_image *img, int x0, int y0, int x1, int y1, px_rgba c);
int px_flood_fill(px_image *img, uint32_t x, uint32_t y, uint8_t value);
void px_draw_glyph(px_image *img, uint32_t x, uint32_t y, int ch);

#endif
