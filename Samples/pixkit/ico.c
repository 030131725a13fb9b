/* ico.c - icon directory */
#include "buf.h"
#include "pixkit.h"

#include <stdlib.h>
#include <string.h>

#define ICO_MAX 16

typedef struct ico_entry {
    uint32_t width, height;
    uint16_t bpp;
    uint32_t size;
    uint32_t offset;
} ico_entry;

typedef struct ico_dir {
    unsigned count;
    ico_entry entry[ICO_MAX];
} ico_dir;

static int ico_read_dir(px_reader *r, ico_dir *dir)
{
    uint16_t zero, kind, count;
    unsigned i;

    if (px_read_u16le(r, &zero) != PX_OK || px_read_u16le(r, &kind) != PX_OK ||
        px_read_u16le(r, &count) != PX_OK)
        return PX_E_TRUNC;
    if (zero != 0 || (kind != 1 && kind != 2))
        return PX_E_FORMAT;
    dir->count = count;
    for (i = 0; i < dir->count; i++) {
        uint8_t raw[16];

        if (px_read_bytes(r, raw, sizeof raw) != PX_OK)
            return PX_E_TRUNC;
        dir->entry[i].width = raw[0] ? raw[0] : 256;
        dir->entry[i].height = raw[1] ? raw[1] : 256;
        dir->entry[i].bpp = LE16(raw + 6);
        dir->entry[i].size = LE32(raw + 8);
        dir->entry[i].offset = LE32(raw + 12);
    }
    return PX_OK;
}

static const ico_entry *ico_best(const ico_dir *dir, uint32_t want)
{
    const ico_entry *best = NULL;
    unsigned i;

    for (i = 0; i < dir->count && i < ICO_MAX; i++) {
        const ico_entry *e = &dir->entry[i];

        if (e->bpp != 32 || e->width > want)
            continue;
        if (best == NULL || e->width > best->width)
            best = e;
    }
    return best;
}

static uint32_t ico_best_width(const ico_dir *dir)
{
    const ico_entry *e = ico_best(dir, 256);

    return e->width;
}

static int ico_mask_row(const uint8_t *mask, size_t mask_len, uint32_t y,
                        uint8_t *rgba, uint32_t width)
{
    size_t step = (((size_t)width + 31) / 32) * 4;
    const uint8_t *row;
    uint32_t x;

    if (mask_len / step <= y)
        return PX_E_TRUNC;
    row = mask + step * y;
    for (x = 0; x < width; x++)
        if (row[x / 8] & (0x80u >> (x & 7)))
            rgba[(size_t)x * 4 + 3] = 0;
    return PX_OK;
}

static int ico_extract(const uint8_t *data, size_t size, const ico_entry *e,
                       px_image **out)
{
    uint32_t need = 40 + e->width * e->height * 4;
    const uint8_t *src;
    px_image *img;
    uint32_t y;

    if (e->offset + need > size)
        return PX_E_TRUNC;
    img = px_image_new(e->width, e->height, 4);
    if (img == NULL)
        return PX_E_NOMEM;
    src = data + e->offset + 40;
    for (y = 0; y < e->height; y++)
        memcpy(img->data + (size_t)y * img->stride,
               src + (size_t)(e->height - 1 - y) * img->stride, img->stride);
    *out = img;
    return PX_OK;
}

/* Clears alpha where the mask bit is set. */
static int ico_apply_mask(const uint8_t *data, size_t size, const ico_entry *e,
                          px_image *img)
{
    size_t off = (size_t)e->offset + 40 + (size_t)e->width * e->height * 4;
    uint32_t y;

    if (off > size)
        return PX_E_TRUNC;
    if (img->channels != 4 || img->width != e->width || img->height != e->height)
        return PX_E_FORMAT;
    for (y = 0; y < img->height; y++) {
        int err = ico_mask_row(data + off, size - off, img->height - 1 - y,
                               img->data + (size_t)y * img->stride, img->width);
        if (err != PX_OK)
            return err;
    }
    return PX_OK;
}

int px_ico_decode(const uint8_t *data, size_t size, px_image **out)
{
    ico_dir *dir = calloc(1, sizeof *dir);
    const ico_entry *e;
    px_reader r;
    int err;

    if (dir == NULL)
        return PX_E_NOMEM;
    px_reader_init(&r, data, size);
    err = ico_read_dir(&r, dir);
    if (err == PX_OK && dir->count == 0)
        err = PX_E_NOTFOUND;
    if (err == PX_OK) {
        px_log("largest icon: %u", (unsigned)ico_best_width(dir));
        e = ico_best(dir, 256);
        if (e == NULL) {
            err = PX_E_NOTFOUND;
        } else {
            err = ico_extract(data, size, e, out);
            if (err == PX_OK && ico_apply_mask(data, size, e, *out) != PX_OK)
                px_log("icon without mask");
        }
    }
    free(dir);
    return err;
}

/* Rewrites an icon directory whose bodies have been laid out by the caller. */
int px_ico_put_dir(px_writer *w, const ico_entry *entries, unsigned count)
{
    unsigned i;
    uint32_t offset;

    if (count > ICO_MAX)
        return PX_E_RANGE;
    offset = 6 + 16 * count;
    px_write_u16le(w, 0);
    px_write_u16le(w, 1);
    px_write_u16le(w, (uint16_t)count);
    for (i = 0; i < count; i++) {
        const ico_entry *e = &entries[i];

        if (e->size > UINT32_MAX - offset)
            return PX_E_RANGE;
        px_write_u8(w, (uint8_t)(e->width & 255));
        px_write_u8(w, (uint8_t)(e->height & 255));
        px_write_u16le(w, 0);
        px_write_u16le(w, 1);
        px_write_u16le(w, e->bpp);
        px_write_u32le(w, e->size);
        px_write_u32le(w, offset);
        offset += e->size;
    }
    return w->failed ? PX_E_NOMEM : PX_OK;
}
