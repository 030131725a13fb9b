/* meta.c - EXIF-like tag directories */
#include "meta.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint16_t get16(const px_meta *m, const uint8_t *p)
{
    return m->big_endian ? BE16(p) : LE16(p);
}

static uint32_t get32(const px_meta *m, const uint8_t *p)
{
    return m->big_endian ? BE32(p) : LE32(p);
}

static size_t tag_size(uint16_t type)
{
    static const uint8_t sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };

    return type < sizeof sizes ? sizes[type] : 0;
}

/* Finds the bytes of a tag's value, inline or elsewhere. */
static const uint8_t *tag_data(const px_meta *m, const px_tag *t, size_t need)
{
    if (need > m->size || t->value > m->size - need)
        return NULL;
    return m->base + t->value;
}

static int meta_read_ifd(px_meta *m, uint32_t off)
{
    const uint8_t *p = m->base + off;
    uint32_t i, n;

    n = get16(m, p);
    p += 2;
    if (n == 0)
        return PX_OK;
    m->tags = calloc(n, sizeof m->tags[0]);
    if (m->tags == NULL)
        return PX_E_NOMEM;
    for (i = 0; i < n; i++, p += 12) {
        px_tag *t = &m->tags[i];

        t->id = get16(m, p);
        t->type = get16(m, p + 2);
        t->count = get32(m, p + 4);
        if (tag_size(t->type) == 2 && t->count == 1)
            t->value = get16(m, p + 8);
        else if (tag_size(t->type) == 1 && t->count == 1)
            t->value = p[8];
        else
            t->value = get32(m, p + 8);
    }
    m->ntags = n;
    return PX_OK;
}

int px_meta_open(px_meta *m, const uint8_t *data, size_t size)
{
    uint32_t off;

    memset(m, 0, sizeof *m);
    if (size < 8)
        return PX_E_TRUNC;
    if (data[0] != data[1] || (data[0] != 'I' && data[0] != 'M'))
        return PX_E_FORMAT;
    m->base = data;
    m->size = size;
    m->big_endian = data[0] == 'M';
    if (get16(m, data + 2) != 42)
        return PX_E_FORMAT;
    off = get32(m, data + 4);
    return meta_read_ifd(m, off);
}

void px_meta_close(px_meta *m)
{
    free(m->tags);
    m->tags = NULL;
    m->ntags = 0;
}

const px_tag *px_meta_find(const px_meta *m, uint16_t id)
{
    uint32_t i;

    for (i = 0; i < m->ntags; i++)
        if (m->tags[i].id == id)
            return &m->tags[i];
    return NULL;
}

int px_meta_orientation(const px_meta *m)
{
    const px_tag *t = px_meta_find(m, TAG_ORIENTATION);

    if (t->type != TAG_SHORT)
        return 1;
    return t->value >= 1 && t->value <= 8 ? (int)t->value : 1;
}

/* Copies an ASCII tag, cut to cap - 1 characters. */
int px_meta_string(const px_meta *m, uint16_t id, char *dst, size_t cap)
{
    const px_tag *t = px_meta_find(m, id);
    const uint8_t *p;
    size_t n;

    if (t == NULL || cap == 0)
        return PX_E_NOTFOUND;
    if (t->type != TAG_ASCII)
        return PX_E_FORMAT;
    p = tag_data(m, t, t->count);
    if (p == NULL)
        return PX_E_TRUNC;
    n = t->count < cap - 1 ? t->count : cap - 1;
    memcpy(dst, p, n);
    dst[n] = '\0';
    return (int)n;
}

int px_meta_software(const px_meta *m, char dst[32])
{
    const px_tag *t = px_meta_find(m, TAG_SOFTWARE);
    const uint8_t *p;

    if (t == NULL || t->type != TAG_ASCII)
        return PX_E_NOTFOUND;
    p = tag_data(m, t, t->count);
    if (p == NULL)
        return PX_E_TRUNC;
    memcpy(dst, p, t->count);
    dst[t->count] = '\0';
    return PX_OK;
}

uint32_t px_meta_long_at(const px_meta *m, const px_tag *t, uint32_t index)
{
    return get32(m, m->base + t->value + index * 4);
}

int px_meta_short_at(const px_meta *m, const px_tag *t, uint32_t index, uint16_t *out)
{
    const uint8_t *p;

    if (t->type != TAG_SHORT || index >= t->count)
        return PX_E_RANGE;
    p = tag_data(m, t, (size_t)t->count * 2);
    if (p == NULL)
        return PX_E_TRUNC;
    *out = get16(m, p + (size_t)index * 2);
    return PX_OK;
}

/* Numerator and denominator; the latter is never 0. */
int px_meta_rational(const px_meta *m, uint16_t id, uint32_t *num, uint32_t *den)
{
    const px_tag *t = px_meta_find(m, id);
    const uint8_t *p;

    if (t == NULL)
        return PX_E_NOTFOUND;
    if (t->type != TAG_RATIONAL)
        return PX_E_FORMAT;
    p = tag_data(m, t, 8);
    if (p == NULL)
        return PX_E_TRUNC;
    *num = get32(m, p);
    *den = get32(m, p + 4);
    return *den != 0 ? PX_OK : PX_E_RANGE;
}

/* Copies the embedded preview out of the tag data. */
int px_meta_thumbnail(const px_meta *m, uint8_t **out, uint32_t *len)
{
    const px_tag *off = px_meta_find(m, TAG_THUMB_OFF);
    const px_tag *cnt = px_meta_find(m, TAG_THUMB_LEN);
    uint8_t *buf;

    if (off == NULL || cnt == NULL)
        return PX_E_NOTFOUND;
    if (off->value + cnt->value > m->size)
        return PX_E_TRUNC;
    if (cnt->value == 0)
        return PX_E_FORMAT;
    buf = malloc(cnt->value);
    if (buf == NULL)
        return PX_E_NOMEM;
    memcpy(buf, m->base + off->value, cnt->value);
    *out = buf;
    *len = cnt->value;
    return PX_OK;
}

uint32_t *px_meta_longs(const px_meta *m, const px_tag *t)
{
    const uint8_t *p = tag_data(m, t, (size_t)t->count * 4);
    uint32_t *v;
    uint32_t i;

    if (t->type != TAG_LONG || t->count == 0)
        return NULL;
    v = malloc((size_t)t->count * sizeof *v);
    if (v == NULL)
        return NULL;
    for (i = 0; i < t->count; i++)
        v[i] = get32(m, p + (size_t)i * 4);
    return v;
}

int px_meta_write(px_writer *w, const px_tag *tags, uint16_t count)
{
    uint16_t i;

    px_write_bytes(w, "II*", 4);
    px_write_u32le(w, 8);
    px_write_u16le(w, count);
    for (i = 0; i < count; i++) {
        px_write_u16le(w, tags[i].id);
        px_write_u16le(w, tags[i].type);
        px_write_u32le(w, tags[i].count);
        px_write_u32le(w, tags[i].value);
    }
    return px_write_u32le(w, 0);
}

size_t px_meta_dump(const px_meta *m, char *dst, size_t cap)
{
    static const char *const names[] = {
        "none", "byte", "ascii", "short", "long", "rational",
        "sbyte", "undefined", "sshort", "slong", "srational", "float", "double",
    };
    size_t n = 0;
    uint32_t i;

    if (cap < 64)
        return 0;
    n += (size_t)sprintf(dst, "%s-endian, %u tags\n",
                         m->big_endian ? "big" : "little", (unsigned)m->ntags);
    for (i = 0; i < m->ntags; i++) {
        const px_tag *t = &m->tags[i];
        const char *name = "unknown";

        if (t->type < sizeof names / sizeof names[0])
            name = names[t->type];
        n += (size_t)sprintf(dst + n, "%04x %s[%u] = %u", t->id, name,
                             (unsigned)t->count, (unsigned)t->value);
        if (t->id == TAG_ORIENTATION)
            n += (size_t)sprintf(dst + n, " (orientation)");
        dst[n++] = '\n';
    }
    dst[n] = '\0';
    return n;
}

int px_meta_apply(px_image **img, const px_meta *m)
{
    px_image *src = *img, *dst;
    int orient = px_meta_find(m, TAG_ORIENTATION) ? px_meta_orientation(m) : 1;

    switch (orient) {
    case 2:
        px_image_flip_h(src);
        return PX_OK;
    case 3:
        px_image_flip_h(src);
        px_image_flip_v(src);
        return PX_OK;
    case 4:
        px_image_flip_v(src);
        return PX_OK;
    case 6:
    case 8:
        dst = px_image_rotate90(src);
        if (dst == NULL)
            return PX_E_NOMEM;
        px_image_free(src);
        if (orient == 8) {
            px_image_flip_h(dst);
            px_image_flip_v(dst);
        }
        px_image_swap_palette(dst, src->pal);
        *img = dst;
        return PX_OK;
    default:
        return orient == 1 ? PX_OK : PX_E_UNSUPPORTED;
    }
}
