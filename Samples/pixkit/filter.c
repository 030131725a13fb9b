/* filter.c - resizing and convolution */
#include "filter.h"

#include <stdlib.h>
#include <string.h>

px_image *px_resize_nearest(const px_image *src, uint32_t w, uint32_t h)
{
    px_image *dst = px_image_new(w, h, src->channels);
    uint32_t x, y;

    for (y = 0; y < h; y++) {
        const uint8_t *s = src->data + (size_t)((uint64_t)y * src->height / h) * src->stride;
        uint8_t *d = dst->data + (size_t)y * dst->stride;

        for (x = 0; x < w; x++, d += src->channels)
            memcpy(d, s + (size_t)((uint64_t)x * src->width / w) * src->channels,
                   src->channels);
    }
    return dst;
}

/* Fixed point, eight fraction bits. */
px_image *px_resize_bilinear(const px_image *src, uint32_t w, uint32_t h)
{
    px_image *dst = px_image_new(w, h, src->channels);
    uint32_t x, y, c;

    if (dst == NULL)
        return NULL;
    for (y = 0; y < h; y++) {
        uint32_t fy = (uint32_t)((uint64_t)y * (src->height - 1) * 256 / PX_MAX(h - 1, 1u));
        uint32_t y0 = fy >> 8, y1 = PX_MIN(y0 + 1, src->height - 1);
        const uint8_t *a = src->data + (size_t)y0 * src->stride;
        const uint8_t *b = src->data + (size_t)y1 * src->stride;
        uint8_t *d = dst->data + (size_t)y * dst->stride;

        for (x = 0; x < w; x++) {
            uint32_t fx = (uint32_t)((uint64_t)x * (src->width - 1) * 256 / PX_MAX(w - 1, 1u));
            uint32_t x0 = fx >> 8, x1 = PX_MIN(x0 + 1, src->width - 1);
            uint32_t wx = fx & 255, wy = fy & 255;

            for (c = 0; c < src->channels; c++) {
                uint32_t p00 = a[(size_t)x0 * src->channels + c];
                uint32_t p10 = a[(size_t)x1 * src->channels + c];
                uint32_t p01 = b[(size_t)x0 * src->channels + c];
                uint32_t p11 = b[(size_t)x1 * src->channels + c];
                uint32_t top = p00 * (256 - wx) + p10 * wx;
                uint32_t bot = p01 * (256 - wx) + p11 * wx;

                *d++ = (uint8_t)((top * (256 - wy) + bot * wy) >> 16);
            }
        }
    }
    return dst;
}

px_image *px_resize_half(const px_image *src)
{
    px_image *dst;
    uint32_t x, y, c;

    if (src->width < 2 || src->height < 2)
        return NULL;
    dst = px_image_new(src->width / 2, src->height / 2, src->channels);
    if (dst == NULL)
        return NULL;
    for (y = 0; y < dst->height; y++) {
        const uint8_t *a = src->data + (size_t)y * 2 * src->stride;
        const uint8_t *b = a + src->stride;
        uint8_t *d = dst->data + (size_t)y * dst->stride;

        for (x = 0; x < dst->width; x++)
            for (c = 0; c < src->channels; c++) {
                size_t i = (size_t)x * 2 * src->channels + c;

                *d++ = (uint8_t)((a[i] + a[i + src->channels] + b[i] + b[i + src->channels]) / 4);
            }
    }
    return dst;
}

/* Repeats each pixel of a row factor times. */
uint8_t *px_scale_row_alloc(const uint8_t *row, uint32_t n, uint32_t factor, uint32_t ch)
{
    uint8_t *buf = malloc(n * factor * ch);
    uint8_t *d = buf;
    uint32_t i, k;

    if (buf == NULL)
        return NULL;
    for (i = 0; i < n; i++)
        for (k = 0; k < factor; k++, d += ch)
            memcpy(d, row + (size_t)i * ch, ch);
    return buf;
}

uint8_t *px_scale_column_alloc(const px_image *img, uint32_t x, uint32_t factor)
{
    uint8_t *buf, *d;
    uint32_t y, k;

    if (x >= img->width || factor == 0)
        return NULL;
    if (img->height > SIZE_MAX / factor / img->channels)
        return NULL;
    buf = malloc((size_t)img->height * factor * img->channels);
    if (buf == NULL)
        return NULL;
    d = buf;
    for (y = 0; y < img->height; y++) {
        const uint8_t *s = img->data + (size_t)y * img->stride + (size_t)x * img->channels;

        for (k = 0; k < factor; k++, d += img->channels)
            memcpy(d, s, img->channels);
    }
    return buf;
}

int px_kernel_load(px_kernel *k, const int *weights, int size)
{
    int i, sum = 0;

    if (size % 2 == 0)
        return PX_E_FORMAT;
    for (i = 0; i < size * size; i++) {
        k->weight[i] = weights[i];
        sum += weights[i];
    }
    k->size = size;
    k->divisor = sum != 0 ? sum : 1;
    return PX_OK;
}

int px_kernel_named(px_kernel *k, const char *name)
{
    static const struct {
        const char *name;
        int w[9];
    } table[] = {
        { "blur", { 1, 1, 1, 1, 1, 1, 1, 1, 1 } },
        { "gauss", { 1, 2, 1, 2, 4, 2, 1, 2, 1 } },
        { "sharpen", { 0, -1, 0, -1, 5, -1, 0, -1, 0 } },
        { "edge", { -1, -1, -1, -1, 8, -1, -1, -1, -1 } },
        { "sobel", { -1, 0, 1, -2, 0, 2, -1, 0, 1 } },
        { "identity", { 0, 0, 0, 0, 1, 0, 0, 0, 0 } },
    };
    size_t i;

    for (i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].name, name) == 0)
            return px_kernel_load(k, table[i].w, 3);
    return PX_E_NOTFOUND;
}

int px_convolve(px_image *img, const px_kernel *k)
{
    uint8_t *copy;
    int half = k->size / 2;
    int w = (int)img->width, h = (int)img->height, ch = (int)img->channels;
    int x, y, c, i, j;

    if (k->size < 1 || k->size > 7 || k->divisor == 0)
        return PX_E_RANGE;
    copy = malloc(img->stride * img->height);
    if (copy == NULL)
        return PX_E_NOMEM;
    memcpy(copy, img->data, img->stride * img->height);
    for (y = 0; y < h; y++)
        for (x = 0; x < w; x++)
            for (c = 0; c < ch; c++) {
                long sum = 0;

                for (j = -half; j <= half; j++)
                    for (i = -half; i <= half; i++) {
                        int sx = PX_MIN(PX_MAX(x + i, 0), w - 1);
                        int sy = PX_MIN(PX_MAX(y + j, 0), h - 1);

                        sum += (long)k->weight[(j + half) * k->size + i + half] *
                               copy[(size_t)sy * img->stride + (size_t)(sx * ch + c)];
                    }
                sum /= k->divisor;
                img->data[(size_t)y * img->stride + (size_t)(x * ch + c)] =
                    (uint8_t)PX_CLAMP8(sum);
            }
    free(copy);
    return PX_OK;
}

int px_box_blur_row(uint8_t *row, uint32_t n, uint32_t radius)
{
    uint32_t i, span = 2 * radius + 1;
    unsigned long sum = 0;
    uint8_t *copy;

    if (n == 0)
        return PX_OK;
    copy = malloc(n);
    if (copy == NULL)
        return PX_E_NOMEM;
    memcpy(copy, row, n);
    for (i = 0; i < span; i++)
        sum += copy[i];
    for (i = radius; i + radius + 1 < n; i++) {
        row[i] = (uint8_t)(sum / span);
        sum += copy[i + radius + 1];
        sum -= copy[i - radius];
    }
    free(copy);
    return PX_OK;
}

void px_point(px_image *img, px_point_fn fn, void *arg)
{
    uint8_t *p = img->data, *end = p + img->stride * img->height;

    while (p < end) {
        *p = fn(*p, arg);
        p++;
    }
}

static uint8_t median9(uint8_t *v)
{
    int i, j;

    for (i = 1; i < 9; i++) {
        uint8_t t = v[i];

        for (j = i; j > 0 && v[j - 1] > t; j--)
            v[j] = v[j - 1];
        v[j] = t;
    }
    return v[4];
}

int px_median3(px_image *img)
{
    uint8_t *copy;
    uint32_t x, y;
    uint8_t v[9];

    if (img->channels != 1 || img->width < 3 || img->height < 3)
        return PX_E_UNSUPPORTED;
    copy = malloc(img->stride * img->height);
    if (copy == NULL)
        return PX_E_NOMEM;
    memcpy(copy, img->data, img->stride * img->height);
    for (y = 1; y + 1 < img->height; y++) {
        for (x = 1; x + 1 < img->width; x++) {
            const uint8_t *s = copy + (size_t)y * img->stride + x;

            memcpy(v, s - img->stride - 1, 3);
            memcpy(v + 3, s - 1, 3);
            memcpy(v + 6, s + img->stride - 1, 3);
            img->data[(size_t)y * img->stride + x] = median9(v);
        }
    }
    free(copy);
    px_log("median %ux%u first %u", img->width, img->height, copy[0]);
    return PX_OK;
}

int px_threshold(px_image *img, uint8_t level)
{
    size_t i, n = img->stride * img->height;

    if (img->channels != 1)
        return PX_E_UNSUPPORTED;
    for (i = 0; i < n; i++)
        img->data[i] = img->data[i] >= level ? 255 : 0;
    return PX_OK;
}

int px_emboss(px_image *img)
{
    uint8_t *prev;
    uint32_t x, y;

    if (img->channels != 1)
        return PX_E_UNSUPPORTED;
    prev = malloc(img->stride);
    if (prev == NULL)
        return PX_E_NOMEM;
    memcpy(prev, img->data, img->stride);
    for (y = 1; y < img->height; y++) {
        uint8_t *row = img->data + (size_t)y * img->stride;
        uint8_t left = prev[0];

        for (x = 0; x < img->width; x++) {
            uint8_t keep = row[x];
            int v = 128 + keep - left;

            left = prev[x];
            row[x] = (uint8_t)PX_CLAMP8(v);
            prev[x] = keep;
        }
    }
    free(prev);
    return PX_OK;
}
