/* qx.c - "quick pixel" format: index, delta, run and literal opcodes */
#include "buf.h"
#include "pixkit.h"

#include <string.h>

#define QX_INDEX 0x00
#define QX_DELTA 0x40
#define QX_RUN   0x80
#define QX_SKIP  0xc0
#define QX_RGB   0xfe
#define QX_RGBA  0xff

static unsigned qx_hash(px_rgba c)
{
    return (c.r * 3u + c.g * 5u + c.b * 7u + c.a * 11u) & 63u;
}

static int qx_header(px_reader *r, uint32_t *w, uint32_t *h, uint8_t *ch)
{
    uint8_t magic[4];

    if (px_read_bytes(r, magic, 4) != PX_OK)
        return PX_E_TRUNC;
    if (memcmp(magic, "qxim", 4) != 0)
        return px_fail(PX_E_FORMAT, "qx magic", r->pos);
    if (px_read_u32be(r, w) != PX_OK || px_read_u32be(r, h) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_u8(r, ch) != PX_OK)
        return PX_E_TRUNC;
    if (*ch != 3 && *ch != 4)
        return PX_E_UNSUPPORTED;
    return PX_OK;
}

static void qx_apply_delta(px_rgba *c, uint8_t op)
{
    c->r = (uint8_t)(c->r + ((op >> 4) & 3) - 2);
    c->g = (uint8_t)(c->g + ((op >> 2) & 3) - 2);
    c->b = (uint8_t)(c->b + (op & 3) - 2);
}

static uint8_t *qx_emit_run(uint8_t *dst, const uint8_t *end, px_rgba c,
                            unsigned channels, unsigned n)
{
    if (dst == end)
        return dst;
    while (n-- > 0) {
        memcpy(dst, &c, channels);
        dst += channels;
    }
    return dst;
}

static int qx_literal(px_reader *r, px_rgba *c, uint8_t op)
{
    size_t n = op == QX_RGBA ? 4 : 3;

    if (n > RD_LEFT(r))
        return PX_E_TRUNC;
    memcpy(c, RD_PTR(r), n);
    r->pos += n;
    return PX_OK;
}

int px_qx_decode(const uint8_t *data, size_t size, px_image **out)
{
    px_rgba seen[64], c = { 0, 0, 0, 255 };
    px_reader r;
    px_image *img;
    uint32_t w, h;
    uint8_t ch, op, *dst, *end;
    int err;

    memset(seen, 0, sizeof seen);
    px_reader_init(&r, data, size);
    err = qx_header(&r, &w, &h, &ch);
    if (err != PX_OK)
        return err;
    img = px_image_new(w, h, ch);
    if (img == NULL)
        return PX_E_NOMEM;
    dst = img->data;
    end = dst + img->stride * img->height;
    while (dst < end) {
        if ((err = px_read_u8(&r, &op)) != PX_OK)
            break;
        if (op >= QX_RGB) {
            if ((err = qx_literal(&r, &c, op)) != PX_OK)
                break;
        } else if ((op & 0xc0) == QX_RUN) {
            dst = qx_emit_run(dst, end, c, ch, (op & 63u) + 1);
            continue;
        } else if ((op & 0xc0) == QX_DELTA) {
            qx_apply_delta(&c, op);
        } else if ((op & 0xc0) == QX_INDEX) {
            c = seen[op & 63];
        } else {
            err = PX_E_FORMAT;
            break;
        }
        seen[qx_hash(c)] = c;
        memcpy(dst, &c, ch);
        dst += ch;
    }
    if (err != PX_OK) {
        px_image_free(img);
        return err;
    }
    *out = img;
    return PX_OK;
}

/* Opcode for a small change, or -1 when it does not fit. */
static int qx_delta_code(px_rgba a, px_rgba b)
{
    int dr = b.r - a.r + 2, dg = b.g - a.g + 2, db = b.b - a.b + 2;

    if (a.a != b.a)
        return -1;
    if (dr < 0 || dr > 3 || dg < 0 || dg > 3 || db < 0 || db > 3)
        return -1;
    return QX_DELTA | dr << 4 | dg << 2 | db;
}

static void qx_flush_run(px_writer *w, unsigned *run)
{
    while (*run > 0) {
        unsigned n = PX_MIN(*run, 62u);

        px_write_u8(w, (uint8_t)(QX_RUN | (n - 1)));
        *run -= n;
    }
}

int px_qx_encode(const px_image *img, uint8_t **out, size_t *out_size)
{
    px_rgba seen[64], prev = { 0, 0, 0, 255 }, c;
    px_writer w;
    uint32_t x, y;
    unsigned run = 0, slot;
    int code;

    if (img->channels < 3)
        return PX_E_UNSUPPORTED;
    memset(seen, 0, sizeof seen);
    px_writer_init(&w);
    px_write_bytes(&w, "qxim", 4);
    px_write_u32be(&w, img->width);
    px_write_u32be(&w, img->height);
    px_write_u8(&w, (uint8_t)img->channels);
    for (y = 0; y < img->height; y++) {
        for (x = 0; x < img->width; x++) {
            if (px_image_get(img, x, y, &c) != PX_OK)
                continue;
            if (memcmp(&c, &prev, sizeof c) == 0) {
                run++;
                continue;
            }
            qx_flush_run(&w, &run);
            slot = qx_hash(c);
            code = qx_delta_code(prev, c);
            if (memcmp(&seen[slot], &c, sizeof c) == 0) {
                px_write_u8(&w, (uint8_t)(QX_INDEX | slot));
            } else if (code >= 0) {
                px_write_u8(&w, (uint8_t)code);
            } else {
                px_write_u8(&w, img->channels == 4 ? QX_RGBA : QX_RGB);
                px_write_bytes(&w, &c, img->channels);
            }
            seen[slot] = c;
            prev = c;
        }
    }
    qx_flush_run(&w, &run);
    return px_writer_detach(&w, out, out_size);
}
