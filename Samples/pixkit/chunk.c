/* chunk.c - chunked container, PNG-like layout */
#include "chunk.h"
#include "rle.h"

#include <stdlib.h>
#include <string.h>

static uint32_t crc_table[256];

static void crc_build(void)
{
    uint32_t n, c;
    int k;

    for (n = 0; n < 256; n++) {
        c = n;
        for (k = 0; k < 8; k++)
            c = (c & 1) ? 0xedb88320u ^ (c >> 1) : c >> 1;
        crc_table[n] = c;
    }
}

uint32_t px_crc32(uint32_t crc, const uint8_t *p, size_t n)
{
    if (crc_table[1] == 0)
        crc_build();
    crc = ~crc;
    while (n-- > 0)
        crc = crc_table[(crc ^ *p++) & 0xff] ^ (crc >> 8);
    return ~crc;
}

int px_chunk_read(px_reader *r, px_chunk **out)
{
    px_chunk *c = calloc(1, sizeof *c);
    uint32_t crc, i;

    if (c == NULL)
        return PX_E_NOMEM;
    if (px_read_u32be(r, &c->length) != PX_OK || px_read_bytes(r, c->type, 4) != PX_OK)
        goto trunc;
    c->data = malloc(c->length + 1);
    if (c->data == NULL)
        goto trunc;
    for (i = 0; i < c->length; i++)
        if (px_read_u8(r, &c->data[i]) != PX_OK)
            goto trunc;
    c->data[c->length] = 0;
    if (px_read_u32be(r, &crc) != PX_OK)
        goto trunc;
    if (crc != px_crc32(px_crc32(0, (const uint8_t *)c->type, 4), c->data, c->length))
        goto trunc;
    *out = c;
    return PX_OK;
trunc:
    px_chunk_free(c);
    return PX_E_TRUNC;
}

void px_chunk_free(px_chunk *c)
{
    if (c == NULL)
        return;
    free(c->data);
    c->data = NULL;
    free(c);
}

void px_chunk_append(px_chunk_list *l, px_chunk *c)
{
    c->next = NULL;
    if (l->tail != NULL)
        l->tail->next = c;
    else
        l->head = c;
    l->tail = c;
    l->count++;
}

/* Reads chunks up to and including IEND. */
int px_chunk_load(px_reader *r, px_chunk_list *l)
{
    static const uint8_t sig[8] = { 0x8b, 'P', 'X', 'K', '\r', '\n', 0x1a, '\n' };
    uint8_t got[8];
    px_chunk *c;
    int err;

    if (px_read_bytes(r, got, sizeof got) != PX_OK)
        return PX_E_TRUNC;
    if (memcmp(sig, got, sizeof sig) != 0)
        return px_fail(PX_E_FORMAT, "container signature", 0);
    for (;;) {
        err = px_chunk_read(r, &c);
        if (err != PX_OK)
            return err;
        px_chunk_append(l, c);
        if (memcmp(c->type, "IEND", 4) == 0)
            return PX_OK;
        if (l->count > 4096)
            return PX_E_RANGE;
    }
}

px_chunk *px_chunk_find(const px_chunk_list *l, const char *type)
{
    px_chunk *c;

    for (c = l->head; c != NULL; c = c->next)
        if (strcmp(c->type, type) == 0)
            return c;
    return NULL;
}

int px_chunk_remove(px_chunk_list *l, const char *type)
{
    px_chunk **link = &l->head, *prev = NULL, *c;

    while ((c = *link) != NULL) {
        if (strcmp(c->type, type) == 0) {
            *link = c->next;
            if (l->tail == c)
                l->tail = prev;
            l->count--;
            px_chunk_free(c);
            return PX_OK;
        }
        prev = c;
        link = &c->next;
    }
    return PX_E_NOTFOUND;
}

void px_chunk_list_free(px_chunk_list *l)
{
    px_chunk *c = l->head;

    while (c != NULL) {
        px_chunk *next = c->next;

        px_chunk_free(c);
        c = next;
    }
    memset(l, 0, sizeof *l);
}

int px_chunk_each(const px_chunk_list *l, px_chunk_fn fn, void *arg)
{
    const px_chunk *c;
    int rc = 0;

    for (c = l->head; c != NULL && rc == 0; c = c->next)
        rc = fn(c, arg);
    return rc;
}

int px_chunk_write(px_writer *w, const char *type, const uint8_t *p, uint32_t n)
{
    uint32_t crc;

    crc = px_crc32(0, (const uint8_t *)type, 4);
    crc = px_crc32(crc, p, n);
    px_write_u32be(w, n);
    px_write_bytes(w, type, 4);
    px_write_bytes(w, p, n);
    return px_write_u32be(w, crc);
}

double px_chunk_gamma(const px_chunk_list *l)
{
    px_chunk *c = px_chunk_find(l, "gAMA");

    if (c->length < 4)
        return 1.0;
    return BE32(c->data) / 100000.0;
}

int px_chunk_background(const px_chunk_list *l, px_rgba *out)
{
    const px_chunk *c = px_chunk_find(l, "bKGD");

    if (c == NULL)
        return PX_E_NOTFOUND;
    if (c->length < 6)
        return PX_E_TRUNC;
    out->r = c->data[1];
    out->g = c->data[3];
    out->b = c->data[5];
    out->a = 255;
    return PX_OK;
}

px_chunk *px_chunk_dup(const px_chunk *src)
{
    px_chunk *c = malloc(sizeof *c);

    if (c == NULL)
        return NULL;
    *c = *src;
    c->next = NULL;
    c->data = malloc((size_t)src->length + 1);
    if (c->data == NULL) {
        free(c);
        return NULL;
    }
    memcpy(c->data, src->data, src->length);
    c->data[src->length] = 0;
    return c;
}

/* Concatenates the bodies of all chunks of one type. */
int px_chunk_join(px_chunk_list *l, const char *type, uint8_t **out, uint32_t *len)
{
    const px_chunk *c;
    size_t total = 0, o = 0;
    uint8_t *buf;

    for (c = l->head; c != NULL; c = c->next) {
        if (strcmp(c->type, type) != 0)
            continue;
        if (c->length > UINT32_MAX - total)
            return PX_E_RANGE;
        total += c->length;
    }
    if (total == 0)
        return PX_E_NOTFOUND;
    buf = malloc(total);
    if (buf == NULL)
        return PX_E_NOMEM;
    for (c = l->head; c != NULL; c = c->next) {
        if (strcmp(c->type, type) != 0)
            continue;
        memcpy(buf + o, c->data, c->length);
        o += c->length;
    }
    *out = buf;
    *len = (uint32_t)total;
    return PX_OK;
}

/* Drops ancillary chunks longer than max_len. */
unsigned px_chunk_prune(px_chunk_list *l, uint32_t max_len)
{
    px_chunk *c, *prev = NULL;
    unsigned dropped = 0;

    for (c = l->head; c != NULL; c = c->next) {
        if (c->length <= max_len || !(c->type[0] & 0x20)) {
            prev = c;
            continue;
        }
        if (prev != NULL)
            prev->next = c->next;
        else
            l->head = c->next;
        px_chunk_free(c);
        dropped++;
    }
    l->tail = prev;
    l->count -= dropped;
    return dropped;
}

static void unfilter_sub(uint8_t *row, size_t n, size_t bpp)
{
    size_t i;

    for (i = bpp; i < n; i++)
        row[i] = (uint8_t)(row[i] + row[i - bpp]);
}

static void unfilter_up(uint8_t *row, const uint8_t *prev, size_t n)
{
    size_t i;

    if (prev == NULL)
        return;
    for (i = 0; i < n; i++)
        row[i] = (uint8_t)(row[i] + prev[i]);
}

static void unfilter_average(uint8_t *row, const uint8_t *prev, size_t n, size_t bpp)
{
    size_t i;

    for (i = 0; i < n; i++) {
        unsigned left = i >= bpp ? row[i - bpp] : 0;

        row[i] = (uint8_t)(row[i] + (left + prev[i]) / 2);
    }
}

static uint8_t paeth(int a, int b, int c)
{
    int p = a + b - c;
    int pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

    if (pa <= pb && pa <= pc)
        return (uint8_t)a;
    return (uint8_t)(pb <= pc ? b : c);
}

static void unfilter_paeth(uint8_t *row, const uint8_t *prev, size_t n, size_t bpp)
{
    size_t i;

    for (i = 0; i < n; i++) {
        int a = i >= bpp ? row[i - bpp] : 0;
        int b = prev != NULL ? prev[i] : 0;
        int c = i >= bpp && prev != NULL ? prev[i - bpp] : 0;

        row[i] = (uint8_t)(row[i] + paeth(a, b, c));
    }
}

/* Undoes the per-row prediction. */
static int chunk_unfilter(px_image *img, const uint8_t *src, size_t n)
{
    size_t step = img->stride + 1;
    uint8_t *prev = NULL;
    uint32_t y;

    if (n / step < img->height)
        return PX_E_TRUNC;
    for (y = 0; y < img->height; y++, src += step) {
        uint8_t *row = img->data + (size_t)y * img->stride;

        memcpy(row, src + 1, img->stride);
        switch (src[0]) {
        case 0:
            break;
        case 1:
            unfilter_sub(row, img->stride, img->channels);
            break;
        case 2:
            unfilter_up(row, prev, img->stride);
            break;
        case 3:
            unfilter_average(row, prev, img->stride, img->channels);
            break;
        case 4:
            unfilter_paeth(row, prev, img->stride, img->channels);
            break;
        default:
            return PX_E_FORMAT;
        }
        prev = row;
    }
    return PX_OK;
}

static int chunk_palette(const px_chunk *c, px_palette *pal)
{
    uint32_t i;

    if (c->length % 3 != 0)
        return PX_E_FORMAT;
    pal->count = (int)(c->length / 3);
    for (i = 0; i < c->length / 3; i++) {
        pal->entry[i].r = c->data[i * 3];
        pal->entry[i].g = c->data[i * 3 + 1];
        pal->entry[i].b = c->data[i * 3 + 2];
        pal->entry[i].a = 255;
    }
    return PX_OK;
}

static int chunk_alpha(const px_chunk *c, px_palette *pal)
{
    uint32_t i;

    if (c->length > (uint32_t)pal->count || c->length > PX_PAL_MAX)
        return PX_E_RANGE;
    for (i = 0; i < c->length; i++)
        pal->entry[i].a = c->data[i];
    return PX_OK;
}

static int chunk_image(const px_chunk_list *l, px_image **out)
{
    static const uint8_t channels[7] = { 1, 0, 3, 1, 2, 0, 4 };
    const px_chunk *h = px_chunk_find(l, "IHDR");

    if (h == NULL || h->length < 13)
        return PX_E_FORMAT;
    if (h->data[8] != 8 || h->data[9] > 6 || channels[h->data[9]] == 0)
        return PX_E_UNSUPPORTED;
    *out = px_image_new(BE32(h->data), BE32(h->data + 4), channels[h->data[9]]);
    return *out != NULL ? PX_OK : PX_E_NOMEM;
}

int px_chunk_decode(const uint8_t *data, size_t size, px_image **out)
{
    px_chunk_list list = { NULL, NULL, 0 };
    const px_chunk *plte, *trns;
    px_reader r;
    px_image *img = NULL;
    uint8_t *packed = NULL, *raw = NULL;
    uint32_t packed_len;
    size_t raw_len;
    int err, n;

    px_reader_init(&r, data, size);
    if ((err = px_chunk_load(&r, &list)) != PX_OK)
        goto done;
    if ((err = chunk_image(&list, &img)) != PX_OK)
        goto done;
    plte = px_chunk_find(&list, "PLTE");
    trns = px_chunk_find(&list, "tRNS");
    err = px_chunk_join(&list, "IDAT", &packed, &packed_len);
    px_chunk_list_free(&list);
    if (err != PX_OK)
        goto done;
    raw_len = (img->stride + 1) * img->height;
    raw = malloc(raw_len);
    if (raw == NULL) {
        err = PX_E_NOMEM;
        goto done;
    }
    n = px_lz_decode(packed, packed_len, raw, raw_len);
    err = n < 0 ? n : chunk_unfilter(img, raw, (size_t)n);
    if (err == PX_OK && plte != NULL) {
        px_palette *pal = calloc(1, sizeof *pal);

        if (pal != NULL && chunk_palette(plte, pal) == PX_OK && trns != NULL)
            chunk_alpha(trns, pal);
        px_image_swap_palette(img, pal);
    }
done:
    free(raw);
    free(packed);
    px_chunk_list_free(&list);
    if (err != PX_OK) {
        px_image_free(img);
        return err;
    }
    *out = img;
    return PX_OK;
}
