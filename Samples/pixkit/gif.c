/* gif.c - GIF-style container with LZW compressed frames */
#include "buf.h"
#include "pixkit.h"

#include <stdlib.h>
#include <string.h>

#define LZW_BITS 12
#define LZW_SIZE (1 << LZW_BITS)

typedef struct lzw {
    int min_bits;
    int bits;
    int clear, eoi;
    int next;
    int prev;
    uint16_t prefix[LZW_SIZE];
    uint8_t suffix[LZW_SIZE];
    uint8_t stack[LZW_SIZE];
    uint32_t acc;
    int nacc;
    uint8_t block[256];
    int block_len, block_pos;
} lzw;

typedef struct gif_frame {
    uint16_t x, y, w, h;
    uint8_t flags;
    int transparent;
    px_palette *local;
} gif_frame;

static void lzw_reset(lzw *z)
{
    z->bits = z->min_bits + 1;
    z->next = z->clear + 2;
    z->prev = -1;
}

/* Fills the table with the single-byte strings. */
static int lzw_open(lzw *z, int min_bits)
{
    int i;

    memset(z, 0, sizeof *z);
    z->min_bits = min_bits;
    z->clear = 1 << min_bits;
    z->eoi = z->clear + 1;
    for (i = 0; i < z->clear; i++) {
        z->prefix[i] = 0xffff;
        z->suffix[i] = (uint8_t)i;
    }
    lzw_reset(z);
    return PX_OK;
}

/* Next byte of the block stream, or -1. */
static int lzw_byte(lzw *z, px_reader *r)
{
    if (z->block_pos >= z->block_len) {
        uint8_t n;

        if (px_read_u8(r, &n) != PX_OK || n == 0)
            return -1;
        if (px_read_bytes(r, z->block, n) != PX_OK)
            return -1;
        z->block_len = n;
        z->block_pos = 0;
    }
    return z->block[z->block_pos++];
}

/* Collects bits until a whole code is there. */
static int lzw_code(lzw *z, px_reader *r)
{
    int code;

    while (z->nacc < z->bits) {
        int b = lzw_byte(z, r);

        if (b < 0)
            return -1;
        z->acc |= (uint32_t)b << z->nacc;
        z->nacc += 8;
    }
    code = (int)(z->acc & ((1u << z->bits) - 1));
    z->acc >>= z->bits;
    z->nacc -= z->bits;
    return code;
}

static void lzw_add(lzw *z, int prefix, uint8_t suffix)
{
    z->prefix[z->next] = (uint16_t)prefix;
    z->suffix[z->next] = suffix;
    z->next++;
    if (z->next == 1 << z->bits && z->bits < LZW_BITS)
        z->bits++;
}

/* Follows the prefix chain and leaves the string reversed on the stack. */
static int lzw_expand(lzw *z, int code)
{
    int n = 0;

    while (code != 0xffff && n < LZW_SIZE) {
        z->stack[n++] = z->suffix[code];
        code = z->prefix[code];
    }
    return n;
}

static int lzw_decode(lzw *z, px_reader *r, uint8_t *dst, size_t cap)
{
    size_t n = 0;

    while (n < cap) {
        int code = lzw_code(z, r), len, added = 0;

        if (code < 0)
            return PX_E_TRUNC;
        if (code == z->eoi)
            break;
        if (code == z->clear) {
            lzw_reset(z);
            continue;
        }
        if (code > z->next || (code == z->next && z->prev < 0))
            return PX_E_FORMAT;
        if (z->prev >= 0 && code == z->next) {
            len = lzw_expand(z, z->prev);
            lzw_add(z, z->prev, z->stack[len - 1]);
            added = 1;
        }
        len = lzw_expand(z, code);
        if (z->prev >= 0 && !added)
            lzw_add(z, z->prev, z->stack[len - 1]);
        z->prev = code;
        while (len > 0 && n < cap)
            dst[n++] = z->stack[--len];
    }
    return PX_OK;
}

static px_palette *gif_palette(px_reader *r, uint8_t flags)
{
    px_palette *pal = calloc(1, sizeof *pal);
    int i;

    pal->count = 2 << (flags & 7);
    for (i = 0; i < pal->count; i++) {
        if (px_read_bytes(r, &pal->entry[i], 3) != PX_OK)
            break;
        pal->entry[i].a = 255;
    }
    return pal;
}

/* Passes over a chain of data blocks. */
static int gif_skip_blocks(px_reader *r)
{
    uint8_t n;

    do {
        if (px_read_u8(r, &n) != PX_OK)
            return PX_E_TRUNC;
        if (px_skip(r, n) != PX_OK)
            return PX_E_TRUNC;
    } while (n != 0);
    return PX_OK;
}

static int gif_extension(px_reader *r, gif_frame *f)
{
    uint8_t kind, len;
    uint8_t body[4];

    if (px_read_u8(r, &kind) != PX_OK)
        return PX_E_TRUNC;
    if (kind != 0xf9)
        return gif_skip_blocks(r);
    if (px_read_u8(r, &len) != PX_OK)
        return PX_E_TRUNC;
    if (len != sizeof body)
        return PX_E_FORMAT;
    if (px_read_bytes(r, body, sizeof body) != PX_OK)
        return PX_E_TRUNC;
    f->transparent = (body[0] & 1) ? body[3] : -1;
    return gif_skip_blocks(r);
}

static int gif_frame_header(px_reader *r, gif_frame *f)
{
    if (px_read_u16le(r, &f->x) != PX_OK || px_read_u16le(r, &f->y) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_u16le(r, &f->w) != PX_OK || px_read_u16le(r, &f->h) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_u8(r, &f->flags) != PX_OK)
        return PX_E_TRUNC;
    if (f->flags & 0x80) {
        free(f->local);
        f->local = gif_palette(r, f->flags);
    }
    return PX_OK;
}

static void gif_compose(px_image *img, const gif_frame *f, const uint8_t *pix)
{
    unsigned x, y;

    for (y = 0; y < f->h; y++) {
        uint8_t *row = img->data + (size_t)(f->y + y) * img->stride + f->x;

        for (x = 0; x < f->w; x++) {
            int v = *pix++;

            if (v != f->transparent)
                row[x] = (uint8_t)v;
        }
    }
}

static int gif_read_frame(px_reader *r, gif_frame *f, px_image *img)
{
    lzw *z = NULL;
    uint8_t *pix = NULL;
    uint8_t bits;
    size_t count;
    int err = gif_frame_header(r, f);

    if (err != PX_OK)
        return err;
    if (px_read_u8(r, &bits) != PX_OK)
        return PX_E_TRUNC;
    count = (size_t)f->w * f->h;
    pix = calloc(count ? count : 1, 1);
    z = malloc(sizeof *z);
    if (pix == NULL || z == NULL) {
        err = PX_E_NOMEM;
        goto done;
    }
    err = lzw_open(z, bits);
    if (err == PX_OK)
        err = lzw_decode(z, r, pix, count);
    if (err == PX_OK)
        err = gif_skip_blocks(r);
    if (err == PX_OK)
        gif_compose(img, f, pix);
done:
    free(z);
    free(pix);
    return err;
}

int px_gif_decode(const uint8_t *data, size_t size, px_image **out)
{
    px_reader r;
    gif_frame f;
    px_image *img = NULL;
    uint8_t sig[6], flags, tag;
    uint16_t w, h;
    int err = PX_E_TRUNC, frames = 0;

    memset(&f, 0, sizeof f);
    f.transparent = -1;
    px_reader_init(&r, data, size);
    if (px_read_bytes(&r, sig, 6) != PX_OK)
        return PX_E_TRUNC;
    if (memcmp(sig, "GIF8", 4) != 0)
        return PX_E_FORMAT;
    if (px_read_u16le(&r, &w) != PX_OK || px_read_u16le(&r, &h) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_u8(&r, &flags) != PX_OK || px_skip(&r, 2) != PX_OK)
        return PX_E_TRUNC;
    img = px_image_new(w, h, 1);
    if (img == NULL)
        return PX_E_NOMEM;
    if (flags & 0x80)
        px_image_swap_palette(img, gif_palette(&r, flags));
    while (px_read_u8(&r, &tag) == PX_OK) {
        if (tag == 0x3b) {
            err = frames > 0 ? PX_OK : PX_E_FORMAT;
            break;
        }
        if (tag == 0x21)
            err = gif_extension(&r, &f);
        else if (tag == 0x2c)
            err = gif_read_frame(&r, &f, img), frames++;
        else
            err = PX_E_FORMAT;
        if (err != PX_OK)
            break;
    }
    free(f.local);
    if (err != PX_OK) {
        px_image_free(img);
        return err;
    }
    *out = img;
    return PX_OK;
}
