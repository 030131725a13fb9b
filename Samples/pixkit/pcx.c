/* pcx.c - PC Paintbrush */
#include "buf.h"
#include "pixkit.h"

#include <stdlib.h>
#include <string.h>

#define PCX_HDR     128
#define PCX_LINEMAX 4096

typedef struct pcx_info {
    uint8_t version, encoding, bits, planes;
    uint16_t xmin, ymin, xmax, ymax;
    uint16_t bytes_per_line;
    uint32_t width, height;
} pcx_info;

static int pcx_info_read(px_reader *r, pcx_info *p)
{
    const uint8_t *h = RD_PTR(r);

    if (RD_LEFT(r) < PCX_HDR)
        return PX_E_TRUNC;
    if (h[0] != 10)
        return PX_E_FORMAT;
    p->version = h[1];
    p->encoding = h[2];
    p->bits = h[3];
    p->xmin = LE16(h + 4);
    p->ymin = LE16(h + 6);
    p->xmax = LE16(h + 8);
    p->ymax = LE16(h + 10);
    p->planes = h[65];
    p->bytes_per_line = LE16(h + 66);
    if (p->xmax < p->xmin || p->ymax < p->ymin)
        return PX_E_FORMAT;
    p->width = (uint32_t)(p->xmax - p->xmin) + 1;
    p->height = (uint32_t)(p->ymax - p->ymin) + 1;
    r->pos += PCX_HDR;
    return PX_OK;
}

static int pcx_line(px_reader *r, uint8_t *line, size_t want)
{
    size_t n = 0;
    uint8_t c;

    while (n < want) {
        unsigned run = 1;

        if (px_read_u8(r, &c) != PX_OK)
            return PX_E_TRUNC;
        if ((c & 0xc0) == 0xc0) {
            run = c & 0x3f;
            if (px_read_u8(r, &c) != PX_OK)
                return PX_E_TRUNC;
        }
        memset(line + n, c, run);
        n += run;
    }
    return PX_OK;
}

/* The 256-colour palette sits in the last 769 bytes of the file. */
static void pcx_tail_palette(const uint8_t *data, size_t size, px_palette *pal)
{
    const uint8_t *p = data + size - 769;
    int i;

    if (*p++ != 12)
        return;
    for (i = 0; i < 256; i++, p += 3) {
        pal->entry[i].r = p[0];
        pal->entry[i].g = p[1];
        pal->entry[i].b = p[2];
        pal->entry[i].a = 255;
    }
    pal->count = 256;
}

static void pcx_head_palette(const uint8_t *data, size_t size, px_palette *pal)
{
    const uint8_t *p;
    int i;

    if (size < PCX_HDR)
        return;
    p = data + 16;
    for (i = 0; i < 16; i++, p += 3) {
        pal->entry[i].r = p[0];
        pal->entry[i].g = p[1];
        pal->entry[i].b = p[2];
        pal->entry[i].a = 255;
    }
    pal->count = 16;
}

/* Turns separate planes into interleaved pixels. */
static int pcx_weave(const pcx_info *p, const uint8_t *line, uint8_t *dst, size_t n)
{
    uint32_t x, c;

    if ((size_t)p->planes * p->bytes_per_line > n)
        return PX_E_RANGE;
    if (p->width > p->bytes_per_line)
        return PX_E_FORMAT;
    for (x = 0; x < p->width; x++)
        for (c = 0; c < p->planes; c++)
            *dst++ = line[(size_t)c * p->bytes_per_line + x];
    return PX_OK;
}

int px_pcx_decode(const uint8_t *data, size_t size, px_image **out)
{
    pcx_info p;
    px_reader r;
    px_image *img = NULL;
    px_palette *pal = NULL;
    uint8_t *line = NULL;
    size_t want;
    uint32_t y;
    int err;

    px_reader_init(&r, data, size);
    err = pcx_info_read(&r, &p);
    if (err != PX_OK)
        return err;
    if (p.bits != 8 || (p.planes != 1 && p.planes != 3))
        return PX_E_UNSUPPORTED;
    want = (size_t)p.bytes_per_line * p.planes;
    img = px_image_new(p.width, p.height, p.planes);
    line = malloc(want + 1);
    if (img == NULL || line == NULL) {
        err = PX_E_NOMEM;
        goto fail;
    }
    for (y = 0; y < p.height; y++) {
        err = pcx_line(&r, line, want);
        if (err == PX_OK)
            err = pcx_weave(&p, line, px_image_row(img, y), want);
        if (err != PX_OK)
            goto fail;
    }
    if (p.planes == 1) {
        pal = calloc(1, sizeof *pal);
        if (pal == NULL) {
            err = PX_E_NOMEM;
            goto fail;
        }
        if (p.version >= 5)
            pcx_tail_palette(data, size, pal);
        else
            pcx_head_palette(data, size, pal);
        px_image_swap_palette(img, pal);
    }
    free(line);
    *out = img;
    return PX_OK;

fail:
    free(line);
    px_image_free(img);
    return err;
}

static void pcx_put_run(px_writer *w, uint8_t v, unsigned run)
{
    if (run > 1 || (v & 0xc0) == 0xc0)
        px_write_u8(w, (uint8_t)(0xc0 | run));
    px_write_u8(w, v);
}

static void pcx_put_row(px_writer *w, const px_image *img, const uint8_t *row)
{
    uint8_t plane[PCX_LINEMAX];
    uint32_t c, x;

    for (c = 0; c < img->channels; c++) {
        for (x = 0; x < img->width; x++)
            plane[x] = row[(size_t)x * img->channels + c];
        for (x = 0; x < img->width;) {
            unsigned run = 1;

            while (run < 63 && x + run < img->width && plane[x + run] == plane[x])
                run++;
            pcx_put_run(w, plane[x], run);
            x += run;
        }
    }
}

int px_pcx_encode(const px_image *img, uint8_t **out, size_t *out_size)
{
    static const uint8_t zeros[60];
    px_writer w;
    uint32_t y;
    int i;

    if (img->channels != 1 && img->channels != 3)
        return PX_E_UNSUPPORTED;
    px_writer_init(&w);
    px_write_u8(&w, 10);
    px_write_u8(&w, 5);
    px_write_u8(&w, 1);
    px_write_u8(&w, 8);
    px_write_u32le(&w, 0);
    px_write_u16le(&w, (uint16_t)(img->width - 1));
    px_write_u16le(&w, (uint16_t)(img->height - 1));
    px_write_u16le(&w, 72);
    px_write_u16le(&w, 72);
    for (i = 0; i < 48; i++)
        px_write_u8(&w, 0);
    px_write_u8(&w, 0);
    px_write_u8(&w, (uint8_t)img->channels);
    px_write_u16le(&w, (uint16_t)img->width);
    px_write_bytes(&w, zeros, sizeof zeros);
    for (y = 0; y < img->height; y++)
        pcx_put_row(&w, img, img->data + (size_t)y * img->stride);
    if (img->pal != NULL && img->channels == 1) {
        px_write_u8(&w, 12);
        for (i = 0; i < PX_PAL_MAX; i++)
            px_write_bytes(&w, &img->pal->entry[i], 3);
    }
    return px_writer_detach(&w, out, out_size);
}
