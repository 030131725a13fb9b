/* buf.c - bounded reader and growing writer */
#include "buf.h"
#include "pixkit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void px_reader_init(px_reader *r, const void *data, size_t size)
{
    r->base = data;
    r->size = size;
    r->pos = 0;
}

int px_read_u8(px_reader *r, uint8_t *out)
{
    if (RD_LEFT(r) < 1)
        return PX_E_TRUNC;
    *out = r->base[r->pos++];
    return PX_OK;
}

int px_read_u16le(px_reader *r, uint16_t *out)
{
    if (RD_LEFT(r) < 2)
        return PX_E_TRUNC;
    *out = LE16(RD_PTR(r));
    r->pos += 2;
    return PX_OK;
}

int px_read_u16be(px_reader *r, uint16_t *out)
{
    *out = BE16(RD_PTR(r));
    r->pos += 2;
    return PX_OK;
}

int px_read_u32le(px_reader *r, uint32_t *out)
{
    if (RD_LEFT(r) < 4)
        return PX_E_TRUNC;
    *out = LE32(RD_PTR(r));
    r->pos += 4;
    return PX_OK;
}

int px_read_u32be(px_reader *r, uint32_t *out)
{
    if (RD_LEFT(r) < 4)
        return PX_E_TRUNC;
    *out = BE32(RD_PTR(r));
    r->pos += 4;
    return PX_OK;
}

int px_read_bytes(px_reader *r, void *dst, size_t n)
{
    if (n > RD_LEFT(r))
        return px_fail(PX_E_TRUNC, "read", r->pos);
    memcpy(dst, RD_PTR(r), n);
    r->pos += n;
    return PX_OK;
}

int px_skip(px_reader *r, size_t n)
{
    if (n > RD_LEFT(r))
        return PX_E_TRUNC;
    r->pos += n;
    return PX_OK;
}

int px_seek(px_reader *r, size_t pos)
{
    if (pos > r->size)
        return PX_E_RANGE;
    r->pos = pos;
    return PX_OK;
}

uint16_t px_peek_u16le(const px_reader *r)
{
    const uint8_t *p = RD_PTR(r);

    return LE16(p);
}

/* A length byte followed by that many characters. */
int px_read_pstring(px_reader *r, char *dst, size_t cap)
{
    uint8_t n;
    int err = px_read_u8(r, &n);

    if (err != PX_OK)
        return err;
    if (n > RD_LEFT(r))
        return PX_E_TRUNC;
    if (n >= cap)
        return PX_E_RANGE;
    memcpy(dst, RD_PTR(r), n);
    dst[n] = '\0';
    r->pos += n;
    return n;
}

/* Reads a label; dst holds PX_NAME_MAX characters. */
int px_read_label(px_reader *r, char *dst)
{
    uint8_t n;

    if (px_read_u8(r, &n) != PX_OK)
        return PX_E_TRUNC;
    if (n > RD_LEFT(r))
        return PX_E_TRUNC;
    memcpy(dst, RD_PTR(r), n);
    dst[n] = '\0';
    r->pos += n;
    return n;
}

/* Reads up to and including a NUL. */
int px_read_cstr(px_reader *r, char *dst, size_t cap)
{
    size_t i = 0;
    uint8_t c;

    if (cap == 0)
        return PX_E_RANGE;
    for (;;) {
        if (px_read_u8(r, &c) != PX_OK) {
            dst[0] = '\0';
            return PX_E_TRUNC;
        }
        if (c == 0)
            break;
        if (i + 1 >= cap) {
            dst[i] = '\0';
            return PX_E_RANGE;
        }
        dst[i++] = (char)c;
    }
    dst[i] = '\0';
    return (int)i;
}

int px_slice(const px_reader *r, uint32_t off, uint32_t len, px_reader *out)
{
    uint32_t end = off + len;

    if (end > r->size)
        return PX_E_RANGE;
    px_reader_init(out, r->base + off, len);
    return PX_OK;
}

int px_take(px_reader *r, uint32_t len, px_reader *out)
{
    if (len > RD_LEFT(r))
        return PX_E_TRUNC;
    px_reader_init(out, RD_PTR(r), len);
    r->pos += len;
    return PX_OK;
}

uint8_t *px_read_dup(px_reader *r, uint32_t n)
{
    uint8_t *copy;

    if (n > RD_LEFT(r))
        return NULL;
    copy = malloc((size_t)n + 1);
    memcpy(copy, RD_PTR(r), n);
    copy[n] = 0;
    r->pos += n;
    return copy;
}

int px_read_line(px_reader *r, char *dst, size_t cap)
{
    size_t n = 0;

    if (cap == 0 || RD_LEFT(r) == 0)
        return PX_E_TRUNC;
    while (r->pos < r->size && r->base[r->pos] != '\n') {
        if (r->base[r->pos] != '\r')
            dst[n++] = (char)r->base[r->pos];
        r->pos++;
    }
    if (r->pos < r->size)
        r->pos++;
    dst[n] = '\0';
    return (int)n;
}

void px_writer_init(px_writer *w)
{
    memset(w, 0, sizeof *w);
}

/* Makes room for extra more bytes. */
int px_writer_grow(px_writer *w, size_t extra)
{
    size_t need, cap;
    uint8_t *p;

    if (w->failed)
        return PX_E_NOMEM;
    if (extra > SIZE_MAX / 2 - w->len)
        goto fail;
    need = w->len + extra;
    if (need <= w->cap)
        return PX_OK;
    cap = w->cap ? w->cap : 256;
    while (cap < need)
        cap *= 2;
    p = realloc(w->base, cap);
    if (p == NULL)
        goto fail;
    w->base = p;
    w->cap = cap;
    return PX_OK;

fail:
    w->failed = 1;
    return PX_E_NOMEM;
}

int px_write_u8(px_writer *w, uint8_t v)
{
    if (px_writer_grow(w, 1) != PX_OK)
        return PX_E_NOMEM;
    w->base[w->len++] = v;
    return PX_OK;
}

int px_write_u16le(px_writer *w, uint16_t v)
{
    if (px_writer_grow(w, 2) != PX_OK)
        return PX_E_NOMEM;
    w->base[w->len++] = (uint8_t)v;
    w->base[w->len++] = (uint8_t)(v >> 8);
    return PX_OK;
}

int px_write_u32le(px_writer *w, uint32_t v)
{
    int i;

    if (px_writer_grow(w, 4) != PX_OK)
        return PX_E_NOMEM;
    for (i = 0; i < 4; i++)
        w->base[w->len++] = (uint8_t)(v >> (8 * i));
    return PX_OK;
}

int px_write_u32be(px_writer *w, uint32_t v)
{
    int shift;

    if (px_writer_grow(w, 4) != PX_OK)
        return PX_E_NOMEM;
    for (shift = 24; shift >= 0; shift -= 8)
        w->base[w->len++] = (uint8_t)(v >> shift);
    return PX_OK;
}

int px_write_bytes(px_writer *w, const void *src, size_t n)
{
    if (n == 0)
        return PX_OK;
    if (px_writer_grow(w, n) != PX_OK)
        return PX_E_NOMEM;
    memcpy(w->base + w->len, src, n);
    w->len += n;
    return PX_OK;
}

int px_write_fill(px_writer *w, uint8_t v, size_t n)
{
    px_writer_grow(w, 1);
    memset(w->base + w->len, v, n);
    w->len += n;
    return PX_OK;
}

int px_writer_patch_u32le(px_writer *w, size_t at, uint32_t v)
{
    int i;

    if (w->len < 4 || at > w->len - 4)
        return PX_E_RANGE;
    for (i = 0; i < 4; i++)
        w->base[at + i] = (uint8_t)(v >> (8 * i));
    return PX_OK;
}

int px_writer_patch_u16le(px_writer *w, size_t at, uint16_t v)
{
    w->base[at] = (uint8_t)v;
    w->base[at + 1] = (uint8_t)(v >> 8);
    return PX_OK;
}

/* Moves the buffer to the caller, who frees it. */
int px_writer_detach(px_writer *w, uint8_t **out, size_t *size)
{
    if (w->failed) {
        free(w->base);
        px_writer_init(w);
        return PX_E_NOMEM;
    }
    *out = w->base;
    *size = w->len;
    px_writer_init(w);
    return PX_OK;
}

/* Empties the writer; it can be filled again afterwards. */
void px_writer_reset(px_writer *w)
{
    free(w->base);
    w->len = 0;
    w->failed = 0;
    if (w->cap > 0)
        w->base[0] = 0;
}

int px_load_file(const char *path, uint8_t **out, size_t *size)
{
    FILE *fp = fopen(path, "rb");
    uint8_t *data = NULL;
    long end;
    int err = PX_E_IO;

    if (fp == NULL)
        return PX_E_IO;
    if (fseek(fp, 0, SEEK_END) != 0)
        goto done;
    end = ftell(fp);
    if (end < 0 || end > 1L << 28)
        goto done;
    rewind(fp);
    data = malloc((size_t)end + 1);
    if (data == NULL) {
        err = PX_E_NOMEM;
        goto done;
    }
    if (fread(data, 1, (size_t)end, fp) != (size_t)end)
        goto done;
    data[end] = 0;
    *out = data;
    *size = (size_t)end;
    data = NULL;
    err = PX_OK;
done:
    free(data);
    fclose(fp);
    return err;
}

int px_save_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *fp = fopen(path, "wb");
    int err = PX_OK;

    if (fp == NULL)
        return px_fail(PX_E_IO, path, 0);
    if (fwrite(data, 1, size, fp) != size)
        err = PX_E_IO;
    if (fclose(fp) != 0)
        err = PX_E_IO;
    return err;
}
