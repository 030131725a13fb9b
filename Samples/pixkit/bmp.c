/* bmp.c - Windows bitmap reader and writer */
#include "buf.h"
#include "pixkit.h"

#include <stdlib.h>
#include <string.h>

#define BMP_FILE_HDR 14
#define BMP_INFO_HDR 40
#define BMP_RGB      0
#define BMP_RLE8     1

typedef struct bmp_header {
    uint32_t data_offset;
    uint32_t header_size;
    int32_t width;
    int32_t height;
    uint16_t bpp;
    uint32_t compression;
    uint32_t colors;
    int top_down;
} bmp_header;

/* Reads both headers and leaves r behind them. */
static int bmp_read_header(px_reader *r, bmp_header *h)
{
    uint8_t magic[2];
    uint32_t size, w, hgt;
    uint16_t planes;

    if (px_read_bytes(r, magic, 2) != PX_OK)
        return PX_E_TRUNC;
    if (magic[0] != 'B' || magic[1] != 'M')
        return PX_E_FORMAT;
    if (px_skip(r, 8) != PX_OK ||
        px_read_u32le(r, &h->data_offset) != PX_OK ||
        px_read_u32le(r, &size) != PX_OK)
        return PX_E_TRUNC;
    if (size < BMP_INFO_HDR || size > 124)
        return PX_E_UNSUPPORTED;
    h->header_size = size;
    if (px_read_u32le(r, &w) != PX_OK || px_read_u32le(r, &hgt) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_u16le(r, &planes) != PX_OK || px_read_u16le(r, &h->bpp) != PX_OK)
        return PX_E_TRUNC;
    if (h->bpp != 1 && h->bpp != 4 && h->bpp != 8 && h->bpp != 24 && h->bpp != 32)
        return PX_E_UNSUPPORTED;
    if (px_read_u32le(r, &h->compression) != PX_OK || px_skip(r, 12) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_u32le(r, &h->colors) != PX_OK)
        return PX_E_TRUNC;
    h->top_down = (hgt & 0x80000000u) != 0;
    if (h->top_down)
        hgt = 0u - hgt;
    if (w == 0 || hgt == 0 || w > PX_MAX_DIM || hgt > PX_MAX_DIM)
        return px_fail(PX_E_RANGE, "bmp dimensions", r->pos);
    h->width = (int32_t)w;
    h->height = (int32_t)hgt;
    return PX_OK;
}

static int bmp_read_palette(px_reader *r, const bmp_header *h, px_palette *pal)
{
    uint32_t i, n = h->colors ? h->colors : 1u << h->bpp;

    if (px_seek(r, BMP_FILE_HDR + h->header_size) != PX_OK)
        return PX_E_TRUNC;
    for (i = 0; i < n; i++) {
        uint8_t quad[4];

        if (px_read_bytes(r, quad, 4) != PX_OK)
            return PX_E_TRUNC;
        pal->entry[i].b = quad[0];
        pal->entry[i].g = quad[1];
        pal->entry[i].r = quad[2];
        pal->entry[i].a = 255;
    }
    pal->count = (int)n;
    return PX_OK;
}

static int bmp_read_row(px_reader *r, const bmp_header *h, uint8_t *dst)
{
    size_t row = (((size_t)h->width * h->bpp + 31) / 32) * 4;
    const uint8_t *src = RD_PTR(r);
    int32_t x;

    for (x = 0; x < h->width; x++) {
        const uint8_t *p = src + (size_t)x * (h->bpp / 8);

        *dst++ = p[2];
        *dst++ = p[1];
        *dst++ = p[0];
    }
    r->pos += row;
    return PX_OK;
}

/* Expands 1, 4 or 8 bit rows into three channels. */
static int bmp_read_indexed_row(px_reader *r, const bmp_header *h,
                                const px_palette *pal, uint8_t *dst)
{
    size_t row = (((size_t)h->width * h->bpp + 31) / 32) * 4;
    const uint8_t *src = RD_PTR(r);
    int32_t x;

    if (row > RD_LEFT(r))
        return PX_E_TRUNC;
    for (x = 0; x < h->width; x++) {
        unsigned idx, bit;

        switch (h->bpp) {
        case 8:
            idx = src[x];
            break;
        case 4:
            idx = (x & 1) ? src[x / 2] & 15u : src[x / 2] >> 4;
            break;
        default:
            bit = 7u - ((unsigned)x & 7u);
            idx = (src[x / 8] >> bit) & 1u;
            break;
        }
        if (idx >= (unsigned)pal->count)
            return PX_E_RANGE;
        *dst++ = pal->entry[idx].r;
        *dst++ = pal->entry[idx].g;
        *dst++ = pal->entry[idx].b;
    }
    r->pos += row;
    return PX_OK;
}

static int bmp_read_rle8(px_reader *r, px_image *img)
{
    uint32_t x = 0, y = img->height - 1;
    uint8_t n, v;

    while (px_read_u8(r, &n) == PX_OK && px_read_u8(r, &v) == PX_OK) {
        uint8_t *row = img->data + (size_t)y * img->stride;

        if (n > 0) {
            while (n-- > 0)
                row[x++] = v;
        } else if (v == 0) {
            x = 0;
            if (y == 0)
                break;
            y--;
        } else if (v == 1) {
            break;
        } else if (v == 2) {
            return PX_E_UNSUPPORTED;
        } else {
            if (px_read_bytes(r, row + x, v) != PX_OK)
                return PX_E_TRUNC;
            x += v;
            if (v & 1)
                px_skip(r, 1);
        }
    }
    return PX_OK;
}

int px_bmp_decode(const uint8_t *data, size_t size, px_image **out)
{
    px_reader r;
    bmp_header h;
    px_palette *pal = NULL;
    px_image *img = NULL;
    int err;
    int32_t i;

    memset(&h, 0, sizeof h);
    px_reader_init(&r, data, size);
    err = bmp_read_header(&r, &h);
    if (err != PX_OK)
        return err;
    img = px_image_new((uint32_t)h.width, (uint32_t)h.height,
                       h.compression == BMP_RLE8 ? 1 : 3);
    if (img == NULL)
        return PX_E_NOMEM;
    if (h.bpp <= 8) {
        pal = calloc(1, sizeof *pal);
        if (pal == NULL) {
            err = PX_E_NOMEM;
            goto out;
        }
        err = bmp_read_palette(&r, &h, pal);
        if (err != PX_OK)
            goto out;
    }
    err = px_seek(&r, h.data_offset);
    if (err != PX_OK)
        goto out;
    if (h.compression == BMP_RLE8) {
        err = bmp_read_rle8(&r, img);
        px_image_swap_palette(img, pal);
        pal = NULL;
        goto out;
    }
    if (h.compression != BMP_RGB) {
        err = PX_E_UNSUPPORTED;
        goto out;
    }
    for (i = 0; i < h.height && err == PX_OK; i++) {
        uint8_t *row = px_image_row(img, (uint32_t)(h.top_down ? i : h.height - 1 - i));

        if (h.bpp == 24 || h.bpp == 32)
            err = bmp_read_row(&r, &h, row);
        else if (pal != NULL)
            err = bmp_read_indexed_row(&r, &h, pal, row);
        else
            err = PX_E_UNSUPPORTED;
    }
out:
    free(pal);
    if (err != PX_OK) {
        px_image_free(img);
        return err;
    }
    *out = img;
    return PX_OK;
}

static void bmp_put_header(px_writer *w, const px_image *img, uint32_t row)
{
    uint32_t body = row * img->height;

    px_write_u8(w, 'B');
    px_write_u8(w, 'M');
    px_write_u32le(w, BMP_FILE_HDR + BMP_INFO_HDR + body);
    px_write_u32le(w, 0);
    px_write_u32le(w, BMP_FILE_HDR + BMP_INFO_HDR);
    px_write_u32le(w, BMP_INFO_HDR);
    px_write_u32le(w, img->width);
    px_write_u32le(w, img->height);
    px_write_u16le(w, 1);
    px_write_u16le(w, 24);
    px_write_u32le(w, BMP_RGB);
    px_write_u32le(w, body);
    px_write_u32le(w, 2835);
    px_write_u32le(w, 2835);
    px_write_u32le(w, 0);
    px_write_u32le(w, 0);
}

int px_bmp_encode(const px_image *img, uint8_t **out, size_t *out_size)
{
    px_writer w;
    uint32_t row = (img->width * 3 + 3) & ~3u;
    uint32_t x, y;
    px_rgba c;

    if (img->width > PX_MAX_DIM || img->height > PX_MAX_DIM)
        return PX_E_RANGE;
    px_writer_init(&w);
    bmp_put_header(&w, img, row);
    for (y = img->height; y-- > 0;) {
        for (x = 0; x < img->width; x++) {
            if (px_image_get(img, x, y, &c) != PX_OK)
                continue;
            px_write_u8(&w, c.b);
            px_write_u8(&w, c.g);
            px_write_u8(&w, c.r);
        }
        for (x = img->width * 3; x < row; x++)
            px_write_u8(&w, 0);
    }
    return px_writer_detach(&w, out, out_size);
}
