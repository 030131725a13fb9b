/* tga.c - Targa reader and writer */
#include "buf.h"
#include "pixkit.h"

#include <stdlib.h>
#include <string.h>

#define TGA_HDR 18

struct tga_info {
    uint8_t id_len;
    uint8_t map_type;
    uint8_t type;
    uint16_t map_first;
    uint16_t map_count;
    uint8_t map_bits;
    uint16_t width;
    uint16_t height;
    uint8_t bits;
    uint8_t flags;
    char id[64];
};

static int tga_parse(px_reader *r, struct tga_info *t)
{
    const uint8_t *p = RD_PTR(r);

    if (RD_LEFT(r) < TGA_HDR)
        return PX_E_TRUNC;
    t->id_len = p[0];
    t->map_type = p[1];
    t->type = p[2];
    t->map_first = LE16(p + 3);
    t->map_count = LE16(p + 5);
    t->map_bits = p[7];
    t->width = LE16(p + 12);
    t->height = LE16(p + 14);
    t->bits = p[16];
    t->flags = p[17];
    r->pos += TGA_HDR;
    if (t->width == 0 || t->height == 0)
        return PX_E_FORMAT;
    if (t->width > PX_MAX_DIM || t->height > PX_MAX_DIM)
        return PX_E_RANGE;
    return PX_OK;
}

/* The image id follows the header. */
static int tga_read_id(px_reader *r, struct tga_info *t)
{
    if (t->id_len > RD_LEFT(r))
        return PX_E_TRUNC;
    memcpy(t->id, RD_PTR(r), t->id_len);
    t->id[t->id_len] = '\0';
    r->pos += t->id_len;
    return PX_OK;
}

static int tga_read_map(px_reader *r, const struct tga_info *t, px_palette *pal)
{
    unsigned i, step = t->map_bits / 8u;
    const uint8_t *p;

    if (step < 3 || step > 4)
        return PX_E_UNSUPPORTED;
    if (t->map_first >= PX_PAL_MAX || t->map_count > PX_PAL_MAX - t->map_first)
        return PX_E_RANGE;
    if ((size_t)t->map_count * step > RD_LEFT(r))
        return PX_E_TRUNC;
    p = RD_PTR(r);
    for (i = 0; i < t->map_count; i++, p += step) {
        px_rgba *e = &pal->entry[t->map_first + i];

        e->b = p[0];
        e->g = p[1];
        e->r = p[2];
        e->a = step == 4 ? p[3] : 255;
    }
    pal->count = t->map_first + t->map_count;
    r->pos += (size_t)t->map_count * step;
    return PX_OK;
}

static int tga_read_row(px_reader *r, const struct tga_info *t, uint8_t *dst)
{
    size_t step = t->bits / 8u;
    size_t row = (size_t)t->width * step;
    const uint8_t *src = RD_PTR(r);
    unsigned x;

    if (t->bits != 24 && t->bits != 32)
        return PX_E_UNSUPPORTED;
    if (row > RD_LEFT(r))
        return PX_E_TRUNC;
    for (x = 0; x < t->width; x++) {
        const uint8_t *p = src + x * step;

        *dst++ = p[2];
        *dst++ = p[1];
        *dst++ = p[0];
        if (step == 4)
            *dst++ = p[3];
    }
    r->pos += row;
    return PX_OK;
}

/* Run-length packets; a run may cross rows. */
static int tga_unpack(px_reader *r, uint8_t *dst, size_t pixels, size_t step)
{
    size_t done = 0;
    uint8_t px[4] = { 0 };

    if (step > sizeof px)
        return PX_E_UNSUPPORTED;
    while (done < pixels) {
        uint8_t head;
        size_t n, i;

        if (px_read_u8(r, &head) != PX_OK)
            return PX_E_TRUNC;
        n = (size_t)(head & 127) + 1;
        if (n > pixels - done)
            n = pixels - done;
        if (head & 128) {
            if (px_read_bytes(r, px, step) != PX_OK)
                return PX_E_TRUNC;
            for (i = 0; i < n; i++)
                memcpy(dst + (done + i) * step, px, step);
        } else if (px_read_bytes(r, dst + done * step, n * step) != PX_OK) {
            return PX_E_TRUNC;
        }
        done += n;
    }
    return PX_OK;
}

static void tga_map_row(const px_palette *pal, const uint8_t *src, unsigned n,
                        unsigned first, uint8_t *dst)
{
    while (n-- > 0) {
        const px_rgba *e = &pal->entry[*src++ + first];

        *dst++ = e->r;
        *dst++ = e->g;
        *dst++ = e->b;
    }
}

static int tga_decode_mapped(px_reader *r, const struct tga_info *t, px_image *img)
{
    px_palette *pal = calloc(1, sizeof *pal);
    int err;
    unsigned y;

    if (pal == NULL)
        return PX_E_NOMEM;
    err = tga_read_map(r, t, pal);
    for (y = 0; y < t->height && err == PX_OK; y++) {
        uint8_t *row = px_image_row(img, y);

        if (row == NULL || t->width > RD_LEFT(r)) {
            err = PX_E_TRUNC;
            break;
        }
        tga_map_row(pal, RD_PTR(r), t->width, t->map_first, row);
        r->pos += t->width;
    }
    free(pal);
    return err;
}

int px_tga_decode(const uint8_t *data, size_t size, px_image **out)
{
    struct tga_info t;
    px_reader r;
    px_image *img;
    int err;
    unsigned y;

    px_reader_init(&r, data, size);
    err = tga_parse(&r, &t);
    if (err == PX_OK)
        err = tga_read_id(&r, &t);
    if (err != PX_OK)
        return err;
    img = px_image_new(t.width, t.height, t.bits == 32 ? 4 : 3);
    if (img == NULL)
        return PX_E_NOMEM;
    switch (t.type) {
    case 1:
        err = tga_decode_mapped(&r, &t, img);
        break;
    case 2:
        for (y = 0; y < t.height && err == PX_OK; y++)
            err = tga_read_row(&r, &t, px_image_row(img, y));
        break;
    case 10:
        err = tga_unpack(&r, img->data, (size_t)t.width * t.height, img->channels);
        if (err != PX_OK)
            px_image_free(img);
        break;
    default:
        err = PX_E_UNSUPPORTED;
        break;
    }
    if (err != PX_OK) {
        px_image_free(img);
        return err;
    }
    if (!(t.flags & 0x20))
        px_image_flip_v(img);
    *out = img;
    return PX_OK;
}

static size_t tga_run(const uint8_t *row, size_t left, size_t step)
{
    size_t n = 1;

    while (n < left && n < 128 && memcmp(row, row + n * step, step) == 0)
        n++;
    return n;
}

int px_tga_encode(const px_image *img, uint8_t **out, size_t *out_size)
{
    px_writer w;
    uint32_t y, c;
    size_t x, n;

    if (img->channels < 3 || img->width > 0xffff || img->height > 0xffff)
        return PX_E_UNSUPPORTED;
    px_writer_init(&w);
    px_write_u8(&w, 0);
    px_write_u8(&w, 0);
    px_write_u8(&w, 10);
    for (c = 0; c < 9; c++)
        px_write_u8(&w, 0);
    px_write_u16le(&w, (uint16_t)img->width);
    px_write_u16le(&w, (uint16_t)img->height);
    px_write_u8(&w, (uint8_t)(img->channels * 8));
    px_write_u8(&w, 0x20);
    for (y = 0; y < img->height; y++) {
        const uint8_t *row = img->data + (size_t)y * img->stride;

        for (x = 0; x < img->width; x += n) {
            const uint8_t *p = row + x * img->channels;

            n = tga_run(p, img->width - x, img->channels);
            px_write_u8(&w, (uint8_t)(0x80 | (n - 1)));
            px_write_u8(&w, p[2]);
            px_write_u8(&w, p[1]);
            px_write_u8(&w, p[0]);
            if (img->channels == 4)
                px_write_u8(&w, p[3]);
        }
    }
    return px_writer_detach(&w, out, out_size);
}
