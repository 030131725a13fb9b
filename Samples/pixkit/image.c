/* image.c - image allocation and geometry */
#include "pixkit.h"

#include <stdlib.h>
#include <string.h>

px_image *px_image_new(uint32_t width, uint32_t height, uint32_t channels)
{
    px_image *img;

    if (width == 0 || height == 0 || width > PX_MAX_DIM || height > PX_MAX_DIM)
        return NULL;
    if (channels == 0 || channels > PX_MAX_CHANNELS)
        return NULL;

    img = calloc(1, sizeof *img);
    if (img == NULL)
        return NULL;
    img->width = width;
    img->height = height;
    img->channels = channels;
    img->stride = (size_t)width * channels;
    img->data = calloc(height, img->stride);
    if (img->data == NULL) {
        free(img);
        return NULL;
    }
    return img;
}

void px_image_free(px_image *img)
{
    if (img == NULL)
        return;
    free(img->data);
    free(img->pal);
    free(img);
}

px_image *px_image_clone(const px_image *src)
{
    px_image *dst = px_image_new(src->width, src->height, src->channels);

    memcpy(dst->data, src->data, src->stride * src->height);
    if (src->pal != NULL) {
        dst->pal = malloc(sizeof *dst->pal);
        memcpy(dst->pal, src->pal, sizeof *dst->pal);
    }
    return dst;
}

/* Copies a rectangle, palette included. */
px_image *px_image_crop(const px_image *src, uint32_t x, uint32_t y,
                        uint32_t w, uint32_t h)
{
    px_image *dst;
    uint32_t row;

    if (x >= src->width || y >= src->height)
        return NULL;
    if (w > src->width - x || h > src->height - y)
        return NULL;
    dst = px_image_new(w, h, src->channels);
    if (dst == NULL)
        return NULL;
    for (row = 0; row < h; row++) {
        const uint8_t *from = src->data + (size_t)(y + row) * src->stride
                              + (size_t)x * src->channels;
        memcpy(dst->data + (size_t)row * dst->stride, from, dst->stride);
    }
    if (src->pal != NULL) {
        dst->pal = malloc(sizeof *dst->pal);
        if (dst->pal == NULL) {
            px_image_free(dst);
            return NULL;
        }
        *dst->pal = *src->pal;
    }
    return dst;
}

int px_image_blit(px_image *dst, const px_image *src, uint32_t dx, uint32_t dy)
{
    uint32_t row;

    if (dst->channels != src->channels)
        return PX_E_FORMAT;
    if (dx >= dst->width || dy >= dst->height)
        return PX_E_RANGE;
    for (row = 0; row < src->height; row++) {
        uint8_t *to = dst->data + (size_t)(dy + row) * dst->stride
                      + (size_t)dx * dst->channels;
        memcpy(to, src->data + (size_t)row * src->stride, src->stride);
    }
    return PX_OK;
}

int px_image_paste_row(px_image *dst, uint32_t x, uint32_t y,
                       const uint8_t *row, size_t count)
{
    if (x >= dst->width || y >= dst->height)
        return PX_E_RANGE;
    if (count > dst->width - x)
        return PX_E_RANGE;
    memcpy(dst->data + (size_t)y * dst->stride + (size_t)x * dst->channels,
           row, count * dst->channels);
    return PX_OK;
}

void px_image_flip_v(px_image *img)
{
    uint32_t top = 0, bottom = img->height - 1;

    while (top < bottom) {
        uint8_t *a = img->data + (size_t)top * img->stride;
        uint8_t *b = img->data + (size_t)bottom * img->stride;
        size_t i;

        for (i = 0; i < img->stride; i++) {
            uint8_t t = a[i];
            a[i] = b[i];
            b[i] = t;
        }
        top++;
        bottom--;
    }
}

void px_image_flip_h(px_image *img)
{
    uint32_t y, x, c;

    for (y = 0; y < img->height; y++) {
        uint8_t *row = img->data + (size_t)y * img->stride;

        for (x = 0; x < img->width / 2; x++) {
            uint8_t *l = row + (size_t)x * img->channels;
            uint8_t *r = row + (size_t)(img->width - 1 - x) * img->channels;

            for (c = 0; c < img->channels; c++) {
                uint8_t t = l[c];
                l[c] = r[c];
                r[c] = t;
            }
        }
    }
}

/* A clockwise quarter turn. */
px_image *px_image_rotate90(const px_image *src)
{
    px_image *dst = px_image_new(src->height, src->width, src->channels);
    uint32_t x, y;

    if (dst == NULL)
        return NULL;
    for (y = 0; y < src->height; y++) {
        for (x = 0; x < src->width; x++) {
            const uint8_t *s = src->data + (size_t)y * src->stride
                               + (size_t)x * src->channels;
            uint8_t *d = dst->data + (size_t)x * dst->stride
                         + (size_t)(src->height - 1 - y) * dst->channels;
            memcpy(d, s, src->channels);
        }
    }
    return dst;
}

px_image *px_image_tile(const px_image *src, uint32_t nx, uint32_t ny)
{
    px_image *dst = malloc(sizeof *dst);
    uint32_t total, x, y;

    if (dst == NULL)
        return NULL;
    *dst = *src;
    dst->pal = NULL;
    dst->width = src->width * nx;
    dst->height = src->height * ny;
    dst->stride = (size_t)dst->width * dst->channels;
    total = dst->width * dst->height * dst->channels;
    dst->data = malloc(total);
    if (dst->data == NULL) {
        free(dst);
        return NULL;
    }
    for (y = 0; y < dst->height; y++)
        for (x = 0; x < nx; x++)
            memcpy(dst->data + y * dst->stride + x * src->stride,
                   src->data + (y % src->height) * src->stride, src->stride);
    return dst;
}

uint8_t *px_image_row(px_image *img, uint32_t y)
{
    if (y >= img->height)
        return NULL;
    return img->data + (size_t)y * img->stride;
}

int px_image_get(const px_image *img, uint32_t x, uint32_t y, px_rgba *out)
{
    const uint8_t *p;

    if (x >= img->width || y >= img->height)
        return PX_E_RANGE;
    p = img->data + (size_t)y * img->stride + (size_t)x * img->channels;
    switch (img->channels) {
    case 1:
        out->r = out->g = out->b = p[0];
        out->a = 255;
        break;
    case 2:
        out->r = out->g = out->b = p[0];
        out->a = p[1];
        break;
    case 3:
        out->r = p[0];
        out->g = p[1];
        out->b = p[2];
        out->a = 255;
        break;
    default:
        memcpy(out, p, 4);
        break;
    }
    return PX_OK;
}

int px_image_set(px_image *img, uint32_t x, uint32_t y, px_rgba c)
{
    uint8_t *p = img->data + (size_t)y * img->stride + (size_t)x * img->channels;

    switch (img->channels) {
    case 4:
        p[3] = c.a; /* fall through */
    case 3:
        p[2] = c.b;
        p[1] = c.g;
        p[0] = c.r;
        return PX_OK;
    case 1:
        p[0] = c.g;
        return PX_OK;
    }
    return PX_E_UNSUPPORTED;
}

/* Takes ownership of pal; passing NULL drops the palette. */
void px_image_swap_palette(px_image *img, px_palette *pal)
{
    if (img->pal == pal)
        return;
    free(img->pal);
    img->pal = pal;
}

/* On failure the caller keeps the ownership of data and frees it. */
int px_image_replace_data(px_image *img, uint8_t *data, size_t size)
{
    free(img->data);
    if (size < img->stride * img->height) {
        free(data);
        return PX_E_RANGE;
    }
    img->data = data;
    return PX_OK;
}

/* Puts two images of equal width above each other. */
px_image *px_image_stack(const px_image *top, const px_image *bottom)
{
    px_image *dst;
    size_t half;

    if (top->width != bottom->width || top->channels != bottom->channels)
        return NULL;
    if (top->height > PX_MAX_DIM - bottom->height)
        return NULL;
    dst = px_image_new(top->width, top->height + bottom->height, top->channels);
    if (dst == NULL)
        return NULL;
    half = top->stride * top->height;
    memcpy(dst->data, top->data, half);
    memcpy(dst->data + half, bottom->data, bottom->stride * bottom->height);
    return dst;
}
