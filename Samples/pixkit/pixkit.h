/*
 * pixkit - a small image library
 * SPDX-License-Identifier: MIT
 */
#ifndef PIXKIT_H
#define PIXKIT_H

#include <stddef.h>
#include <stdint.h>

#define PX_MAX_DIM      16384u
#define PX_MAX_CHANNELS 4u
#define PX_PAL_MAX      256
#define PX_NAME_MAX     32

#define PX_MIN(a, b) ((a) < (b) ? (a) : (b))
#define PX_MAX(a, b) ((a) > (b) ? (a) : (b))
#define PX_CLAMP8(v) ((v) < 0 ? 0 : (v) > 255 ? 255 : (v))

#define LE16(p) ((uint16_t)((p)[0] | ((p)[1] << 8)))
#define BE16(p) ((uint16_t)(((p)[0] << 8) | (p)[1]))
#define LE32(p) ((uint32_t)(p)[0] | ((uint32_t)(p)[1] << 8) | \
                 ((uint32_t)(p)[2] << 16) | ((uint32_t)(p)[3] << 24))
#define BE32(p) ((uint32_t)(p)[3] | ((uint32_t)(p)[2] << 8) | \
                 ((uint32_t)(p)[1] << 16) | ((uint32_t)(p)[0] << 24))

typedef enum px_err {
    PX_OK = 0,
    PX_E_TRUNC = -1,
    PX_E_FORMAT = -2,
    PX_E_NOMEM = -3,
    PX_E_RANGE = -4,
    PX_E_IO = -5,
    PX_E_UNSUPPORTED = -6,
    PX_E_NOTFOUND = -7
} px_err;

typedef struct px_rgba {
    uint8_t r, g, b, a;
} px_rgba;

typedef struct px_palette {
    int count;
    px_rgba entry[PX_PAL_MAX];
} px_palette;

/* Rows are packed: stride == width * channels, data holds height rows. */
typedef struct px_image {
    uint32_t width;
    uint32_t height;
    uint32_t channels;
    size_t stride;
    uint8_t *data;
    px_palette *pal;
} px_image;

/* image.c */
px_image *px_image_new(uint32_t width, uint32_t height, uint32_t channels);
void px_image_free(px_image *img);
px_image *px_image_clone(const px_image *src);
px_image *px_image_crop(const px_image *src, uint32_t x, uint32_t y,
                        uint32_t w, uint32_t h);
int px_image_blit(px_image *dst, const px_image *src, uint32_t dx, uint32_t dy);
int px_image_paste_row(px_image *dst, uint32_t x, uint32_t y,
                       const uint8_t *row, size_t count);
void px_image_flip_v(px_image *img);
void px_image_flip_h(px_image *img);
px_image *px_image_rotate90(const px_image *src);
px_image *px_image_tile(const px_image *src, uint32_t nx, uint32_t ny);
uint8_t *px_image_row(px_image *img, uint32_t y);
int px_image_get(const px_image *img, uint32_t x, uint32_t y, px_rgba *out);
int px_image_set(px_image *img, uint32_t x, uint32_t y, px_rgba c);
void px_image_swap_palette(px_image *img, px_palette *pal);
int px_image_replace_data(px_image *img, uint8_t *data, size_t size);
px_image *px_image_stack(const px_image *top, const px_image *bottom);

/* error.c */
const char *px_strerror(int err);
void px_log(const char *fmt, ...);
int px_fail(int err, const char *what, size_t where);
const char *px_last_error(void);
void px_error_push(int err);
int px_error_at(int depth);
void px_error_context(const char *file, const char *stage);

/* codecs: decode returns PX_OK and stores a new image in *out */
int px_bmp_decode(const uint8_t *data, size_t size, px_image **out);
int px_bmp_encode(const px_image *img, uint8_t **out, size_t *out_size);
int px_tga_decode(const uint8_t *data, size_t size, px_image **out);
int px_tga_encode(const px_image *img, uint8_t **out, size_t *out_size);
int px_pnm_decode(const uint8_t *data, size_t size, px_image **out);
int px_pnm_samples(const uint8_t *data, size_t size, uint8_t **out);
int px_pnm_encode(const px_image *img, uint8_t **out, size_t *out_size);
int px_gif_decode(const uint8_t *data, size_t size, px_image **out);
int px_qx_decode(const uint8_t *data, size_t size, px_image **out);
int px_qx_encode(const px_image *img, uint8_t **out, size_t *out_size);
int px_pcx_decode(const uint8_t *data, size_t size, px_image **out);
int px_pcx_encode(const px_image *img, uint8_t **out, size_t *out_size);
int px_ico_decode(const uint8_t *data, size_t size, px_image **out);
int px_chunk_decode(const uint8_t *data, size_t size, px_image **out);

#endif
