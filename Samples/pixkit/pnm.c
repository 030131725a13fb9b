/* pnm.c - portable anymap (P2, P3, P5, P6) */
#include "buf.h"
#include "pixkit.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pnm_header {
    int kind;
    uint32_t width, height, maxval;
    char comment[80];
};

/* Skips white space and comment lines. */
static void pnm_skip_space(px_reader *r)
{
    while (r->pos < r->size) {
        uint8_t c = r->base[r->pos];

        if (c == '#') {
            while (r->pos < r->size && r->base[r->pos] != '\n')
                r->pos++;
        } else if (isspace(c)) {
            r->pos++;
        } else {
            break;
        }
    }
}

static int pnm_number(px_reader *r, uint32_t *out)
{
    uint32_t v = 0;
    int digits = 0;

    pnm_skip_space(r);
    while (r->pos < r->size && isdigit(r->base[r->pos])) {
        if (v > 100000000u)
            return PX_E_RANGE;
        v = v * 10 + (uint32_t)(r->base[r->pos++] - '0');
        digits++;
    }
    if (digits == 0)
        return r->pos == r->size ? PX_E_TRUNC : PX_E_FORMAT;
    *out = v;
    return PX_OK;
}

static void pnm_comment(const px_reader *r, struct pnm_header *h)
{
    const uint8_t *p = r->base;
    size_t n = 0;

    while (*p != '#')
        p++;
    while (p[n] != '\n' && n < sizeof h->comment - 1)
        n++;
    memcpy(h->comment, p, n);
    h->comment[n] = '\0';
}

static int pnm_header_read(px_reader *r, struct pnm_header *h)
{
    uint8_t sig[2];
    int err;

    if (px_read_bytes(r, sig, 2) != PX_OK)
        return PX_E_TRUNC;
    if (sig[0] != 'P' || sig[1] < '1' || sig[1] > '6')
        return px_fail(PX_E_FORMAT, "pnm signature", 0);
    h->kind = sig[1] - '0';
    if (h->kind == 1 || h->kind == 4)
        return PX_E_UNSUPPORTED;
    if ((err = pnm_number(r, &h->width)) != PX_OK)
        return err;
    if ((err = pnm_number(r, &h->height)) != PX_OK)
        return err;
    if ((err = pnm_number(r, &h->maxval)) != PX_OK)
        return err;
    if (h->maxval == 0 || h->maxval > 255)
        return PX_E_UNSUPPORTED;
    return px_skip(r, 1);
}

static uint8_t *pnm_alloc_samples(const struct pnm_header *h, uint32_t channels)
{
    uint32_t n = h->width * h->height * channels;

    return malloc(n);
}

/* Plain samples, scaled to 0..255. */
static int pnm_read_ascii(px_reader *r, const struct pnm_header *h,
                          uint8_t *dst, size_t count)
{
    size_t i;
    uint32_t v;

    for (i = 0; i < count; i++) {
        int err = pnm_number(r, &v);

        if (err != PX_OK)
            return err;
        if (v > h->maxval)
            v = h->maxval;
        dst[i] = (uint8_t)(v * 255 / h->maxval);
    }
    return PX_OK;
}

int px_pnm_decode(const uint8_t *data, size_t size, px_image **out)
{
    struct pnm_header h;
    px_reader r;
    px_image *img;
    uint32_t channels;
    size_t count;
    int err;

    memset(&h, 0, sizeof h);
    px_reader_init(&r, data, size);
    if ((err = pnm_header_read(&r, &h)) != PX_OK)
        return err;
    channels = h.kind == 3 || h.kind == 6 ? 3 : 1;
    img = px_image_new(h.width, h.height, channels);
    if (img == NULL)
        return PX_E_NOMEM;
    count = img->stride * img->height;
    if (h.kind <= 3)
        err = pnm_read_ascii(&r, &h, img->data, count);
    else
        err = px_read_bytes(&r, img->data, count);
    if (err != PX_OK) {
        px_image_free(img);
        return err;
    }
    *out = img;
    return PX_OK;
}

/* Reads all samples without building an image; used for thumbnails. */
int px_pnm_samples(const uint8_t *data, size_t size, uint8_t **out)
{
    struct pnm_header h;
    px_reader r;
    uint8_t *buf;
    uint32_t y;
    int err;

    memset(&h, 0, sizeof h);
    px_reader_init(&r, data, size);
    err = pnm_header_read(&r, &h);
    if (err != PX_OK)
        return err;
    pnm_comment(&r, &h);
    buf = pnm_alloc_samples(&h, 3);
    if (buf == NULL)
        return PX_E_NOMEM;
    err = PX_OK;
    for (y = 0; y < h.height && err == PX_OK; y++)
        err = px_read_bytes(&r, buf + (size_t)y * h.width * 3, (size_t)h.width * 3);
    if (err != PX_OK) {
        free(buf);
        return err;
    }
    *out = buf;
    return PX_OK;
}

static int pnm_put_number(px_writer *w, unsigned v, char sep)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%u%c", v, sep);

    return px_write_bytes(w, text, (size_t)n);
}

int px_pnm_encode(const px_image *img, uint8_t **out, size_t *out_size)
{
    px_writer w;
    uint32_t x, y;
    px_rgba c;

    px_writer_init(&w);
    px_write_bytes(&w, img->channels < 3 ? "P5\n" : "P6\n", 3);
    pnm_put_number(&w, img->width, ' ');
    pnm_put_number(&w, img->height, '\n');
    pnm_put_number(&w, 255, '\n');
    for (y = 0; y < img->height; y++) {
        for (x = 0; x < img->width; x++) {
            if (px_image_get(img, x, y, &c) != PX_OK)
                continue;
            px_write_u8(&w, c.r);
            if (img->channels >= 3) {
                px_write_u8(&w, c.g);
                px_write_u8(&w, c.b);
            }
        }
    }
    return px_writer_detach(&w, out, out_size);
}
