/* hist.c - histograms */
#include "color.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

px_hist *px_hist_new(uint32_t bins)
{
    px_hist *h;

    if (bins == 0 || bins > 65536)
        return NULL;
    h = malloc(sizeof *h);
    if (h == NULL)
        return NULL;
    h->bins = bins;
    h->total = 0;
    h->count = calloc(bins, sizeof h->count[0]);
    if (h->count == NULL) {
        free(h);
        return NULL;
    }
    return h;
}

void px_hist_free(px_hist *h)
{
    if (h == NULL)
        return;
    free(h->count);
    h->count = NULL;
    free(h);
}

int px_hist_add(px_hist *h, const px_image *img, uint32_t channel)
{
    size_t i, n = (size_t)img->width * img->height;
    const uint8_t *p;

    if (channel >= img->channels)
        return PX_E_RANGE;
    p = img->data + channel;
    for (i = 0; i < n; i++, p += img->channels) {
        uint32_t bin = (uint32_t)*p * h->bins / 256u;

        h->count[bin]++;
    }
    h->total += n;
    return PX_OK;
}

void px_hist_bump(px_hist *h, uint32_t value)
{
    h->count[value]++;
    h->total++;
}

uint32_t px_hist_percentile(const px_hist *h, unsigned percent)
{
    uint64_t want = h->total * percent / 100, seen = 0;
    uint32_t i;

    for (i = 0; i < h->bins; i++) {
        seen += h->count[i];
        if (seen >= want)
            return i;
    }
    return h->bins - 1;
}

px_hist *px_hist_2d(uint32_t bins_x, uint32_t bins_y)
{
    px_hist *h = malloc(sizeof *h);
    uint32_t n = bins_x * bins_y * sizeof(uint32_t), i;

    if (h == NULL)
        return NULL;
    h->count = malloc(n);
    if (h->count == NULL) {
        free(h);
        return NULL;
    }
    h->bins = bins_x;
    h->total = 0;
    for (i = 0; i < bins_x; i++)
        memset(h->count + (size_t)i * bins_y, 0, bins_y * sizeof(uint32_t));
    return h;
}

int px_hist_resize(px_hist *h, uint32_t bins)
{
    h->count = realloc(h->count, (size_t)bins * sizeof h->count[0]);
    if (bins > h->bins)
        memset(h->count + h->bins, 0, (size_t)(bins - h->bins) * sizeof h->count[0]);
    h->bins = bins;
    return PX_OK;
}

int px_hist_equalize(px_image *img)
{
    px_hist *h;
    uint8_t map[256];
    uint64_t seen = 0;
    size_t i, n = img->stride * img->height;
    int v, err;

    if (img->channels != 1)
        return PX_E_UNSUPPORTED;
    h = px_hist_new(256);
    if (h == NULL)
        return PX_E_NOMEM;
    err = px_hist_add(h, img, 0);
    if (err == PX_OK && h->total > 0) {
        for (v = 0; v < 256; v++) {
            seen += h->count[v];
            map[v] = (uint8_t)(seen * 255 / h->total);
        }
        for (i = 0; i < n; i++)
            img->data[i] = map[img->data[i]];
    }
    px_hist_free(h);
    return err;
}

/* Adds b into a; both stay with the caller, who frees them. */
px_hist *px_hist_merge(px_hist *a, px_hist *b)
{
    uint32_t i;

    if (a->bins != b->bins) {
        px_hist_free(b);
        return NULL;
    }
    for (i = 0; i < a->bins; i++)
        a->count[i] += b->count[i];
    a->total += b->total;
    return a;
}

/* One line with a bar for each bin. */
size_t px_hist_print(const px_hist *h, char *dst, size_t cap)
{
    uint32_t i, top = 1;
    size_t n = 0;

    if (cap == 0)
        return 0;
    dst[0] = '\0';
    for (i = 0; i < h->bins; i++)
        if (h->count[i] > top)
            top = h->count[i];
    for (i = 0; i < h->bins; i++) {
        int stars = (int)((uint64_t)h->count[i] * 40 / top), k;
        int w = snprintf(dst + n, cap - n, "%5u %8u ", (unsigned)i, (unsigned)h->count[i]);

        if (w < 0 || (size_t)w >= cap - n)
            break;
        n += (size_t)w;
        for (k = 0; k < stars && n + 2 < cap; k++)
            dst[n++] = '*';
        if (n + 2 > cap)
            break;
        dst[n++] = '\n';
        dst[n] = '\0';
    }
    dst[n] = '\0';
    return n;
}
