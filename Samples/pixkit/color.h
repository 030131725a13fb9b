/* color.h - palettes, colour conversion, histograms */
#ifndef PIXKIT_COLOR_H
#define PIXKIT_COLOR_H

#include "pixkit.h"

typedef struct px_hist {
    uint32_t bins;
    uint32_t *count;
    uint64_t total;
} px_hist;

px_palette *px_palette_new(int count);
int px_palette_add(px_palette *pal, px_rgba c);
int px_palette_lookup(const px_palette *pal, int index, px_rgba *out);
int px_palette_nearest(const px_palette *pal, px_rgba c);
void px_palette_merge(px_palette *dst, const px_palette *src);
int px_palette_parse(const char *text, px_palette *pal);
int px_palette_remove(px_palette *pal, int index);
px_rgba px_palette_blend(const px_palette *pal, uint8_t a, uint8_t b);
px_palette *px_palette_grey(int levels);
int px_indexed_to_rgb(const px_image *img, px_image **out);
int px_quantize_uniform(const px_image *img, px_image **out);

int px_to_grey(const px_image *img, px_image **out);
void px_invert(px_image *img);
void px_gamma_apply(px_image *img, double gamma);
int px_rgb565_unpack(const uint8_t *src, size_t n, uint8_t *dst, size_t pixels);
int px_yuv_unpack(const uint8_t *src, size_t n, uint32_t w, uint32_t h, px_image **out);
void px_rgb_to_hsv(px_rgba c, float hsv[3]);
int px_cmyk_unpack(const uint8_t *src, size_t n, px_image *img);
int px_premultiply(px_image *img);
int px_named_color(const char *name, px_rgba *out);
int px_parse_hex_color(const char *s, px_rgba *out);

px_hist *px_hist_new(uint32_t bins);
void px_hist_free(px_hist *h);
int px_hist_add(px_hist *h, const px_image *img, uint32_t channel);
void px_hist_bump(px_hist *h, uint32_t value);
uint32_t px_hist_percentile(const px_hist *h, unsigned percent);
px_hist *px_hist_2d(uint32_t bins_x, uint32_t bins_y);
int px_hist_resize(px_hist *h, uint32_t bins);
int px_hist_equalize(px_image *img);
px_hist *px_hist_merge(px_hist *a, px_hist *b);
size_t px_hist_print(const px_hist *h, char *dst, size_t cap);

#endif
