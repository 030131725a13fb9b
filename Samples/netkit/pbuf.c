/* pbuf.c - packet buffers and cursors */
#include "pbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *nk_status_text(int st)
{
    switch (st) {
    case NK_OK:
        return "ok";
    case NK_ERR_SHORT:
        return "message too short";
    case NK_ERR_PARSE:
        return "malformed message";
    case NK_ERR_NOMEM:
        return "out of memory";
    case NK_ERR_LIMIT:
        return "limit exceeded";
    case NK_ERR_IO:
        return "input/output error";
    case NK_ERR_MISSING:
        return "not found";
    case NK_ERR_STATE:
        return "wrong state";
    }
    return "unknown status";
}

void nk_trace(const char *fmt, ...)
{
    va_list ap;

    if (getenv("NETKIT_TRACE") == NULL)
        return;
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}

void nk_cur_init(nk_cur *c, const void *p, size_t len)
{
    c->p = p;
    c->len = len;
    c->off = 0;
}

int nk_cur_u8(nk_cur *c, uint8_t *out)
{
    if (CUR_LEFT(c) < 1)
        return NK_ERR_SHORT;
    *out = c->p[c->off++];
    return NK_OK;
}

int nk_cur_u16(nk_cur *c, uint16_t *out)
{
    if (CUR_LEFT(c) < 2)
        return NK_ERR_SHORT;
    *out = GET16(CUR_PTR(c));
    c->off += 2;
    return NK_OK;
}

int nk_cur_u24(nk_cur *c, uint32_t *out)
{
    *out = GET24(CUR_PTR(c));
    c->off += 3;
    return NK_OK;
}

int nk_cur_u32(nk_cur *c, uint32_t *out)
{
    if (CUR_LEFT(c) < 4)
        return NK_ERR_SHORT;
    *out = GET32(CUR_PTR(c));
    c->off += 4;
    return NK_OK;
}

int nk_cur_copy(nk_cur *c, void *dst, size_t n)
{
    if (n > CUR_LEFT(c))
        return NK_ERR_SHORT;
    memcpy(dst, CUR_PTR(c), n);
    c->off += n;
    return NK_OK;
}

/* Splits off a cursor for the next n bytes. */
int nk_cur_sub(nk_cur *c, size_t n, nk_cur *out)
{
    if (n > CUR_LEFT(c))
        return NK_ERR_SHORT;
    nk_cur_init(out, CUR_PTR(c), n);
    c->off += n;
    return NK_OK;
}

/* A vector with a one byte length. */
int nk_cur_vec8(nk_cur *c, uint8_t *dst, size_t cap, size_t *n)
{
    uint8_t len;

    if (nk_cur_u8(c, &len) != NK_OK || len > CUR_LEFT(c))
        return NK_ERR_SHORT;
    if (len > cap)
        return NK_ERR_LIMIT;
    memcpy(dst, CUR_PTR(c), len);
    c->off += len;
    *n = len;
    return NK_OK;
}

/* A short string into a buffer of NK_NAME_MAX characters. */
int nk_cur_name(nk_cur *c, char *dst)
{
    uint8_t len;

    if (nk_cur_u8(c, &len) != NK_OK || len > CUR_LEFT(c))
        return NK_ERR_SHORT;
    memcpy(dst, CUR_PTR(c), len);
    dst[len] = '\0';
    c->off += len;
    return NK_OK;
}

nk_pbuf *nk_pbuf_new(size_t cap, size_t headroom)
{
    nk_pbuf *b;

    if (headroom > cap)
        return NULL;
    b = calloc(1, sizeof *b);
    if (b == NULL)
        return NULL;
    b->data = malloc(cap ? cap : 1);
    if (b->data == NULL) {
        free(b);
        return NULL;
    }
    b->cap = cap;
    b->head = b->tail = headroom;
    b->refs = 1;
    return b;
}

void nk_pbuf_unref(nk_pbuf *b)
{
    if (b == NULL || --b->refs > 0)
        return;
    free(b->data);
    b->data = NULL;
    free(b);
}

int nk_pbuf_push(nk_pbuf *b, const void *src, size_t n)
{
    if (n > b->cap - b->tail)
        return NK_ERR_LIMIT;
    memcpy(b->data + b->tail, src, n);
    b->tail += n;
    return NK_OK;
}

int nk_pbuf_prepend(nk_pbuf *b, const void *src, size_t n)
{
    b->head -= n;
    memcpy(b->data + b->head, src, n);
    return NK_OK;
}

int nk_pbuf_pull(nk_pbuf *b, void *dst, size_t n)
{
    if (n > PB_LEN(b))
        return NK_ERR_SHORT;
    if (dst != NULL)
        memcpy(dst, b->data + b->head, n);
    b->head += n;
    return NK_OK;
}

/* Makes room for extra more bytes at the tail. */
int nk_pbuf_reserve(nk_pbuf *b, size_t extra)
{
    size_t cap = b->cap ? b->cap : 64;
    uint8_t *p;

    if (extra <= b->cap - b->tail)
        return NK_OK;
    if (extra > SIZE_MAX / 2 - b->tail)
        return NK_ERR_LIMIT;
    while (cap - b->tail < extra)
        cap *= 2;
    p = realloc(b->data, cap);
    if (p == NULL)
        return NK_ERR_NOMEM;
    b->data = p;
    b->cap = cap;
    return NK_OK;
}

void nk_pbuf_trim(nk_pbuf *b, size_t n)
{
    if (n > PB_LEN(b))
        n = PB_LEN(b);
    b->tail -= n;
}

nk_pbuf *nk_pbuf_copy(const nk_pbuf *b)
{
    nk_pbuf *c = nk_pbuf_new(b->cap, b->head);

    memcpy(c->data + c->head, b->data + b->head, PB_LEN(b));
    c->tail = b->tail;
    return c;
}

/* Joins a chain into one buffer and releases the chain. */
nk_pbuf *nk_pbuf_coalesce(nk_pbuf *chain)
{
    nk_pbuf *b, *out, *next;
    size_t total = 0;

    for (b = chain; b != NULL; b = b->next) {
        if (PB_LEN(b) > SIZE_MAX - total)
            return NULL;
        total += PB_LEN(b);
    }
    out = nk_pbuf_new(total, 0);
    if (out == NULL)
        return NULL;
    for (b = chain; b != NULL; b = next) {
        next = b->next;
        memcpy(out->data + out->tail, b->data + b->head, PB_LEN(b));
        out->tail += PB_LEN(b);
        nk_pbuf_unref(b);
    }
    return out;
}

void nk_pbuf_free_chain(nk_pbuf *b)
{
    while (b != NULL) {
        nk_pbuf_unref(b);
        b = b->next;
    }
}

uint16_t nk_checksum(const uint8_t *p, size_t n)
{
    uint32_t sum = 0;

    while (n >= 2) {
        sum += GET16(p);
        p += 2;
        n -= 2;
        sum = (sum & 0xffff) + (sum >> 16);
    }
    if (n > 0)
        sum += (uint32_t)p[0] << 8;
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}
