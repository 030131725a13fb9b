/* strbuf.h - string builder and ring buffer */
#ifndef NETKIT_STRBUF_H
#define NETKIT_STRBUF_H

#include "netkit.h"

typedef struct nk_str {
    char *s;
    size_t len;
    size_t cap;
} nk_str;

/* size is a power of two; rd and wr only grow */
typedef struct nk_ring {
    uint8_t *mem;
    size_t size;
    size_t rd, wr;
} nk_ring;

#define RING_USED(r) ((r)->wr - (r)->rd)
#define RING_FREE(r) ((r)->size - RING_USED(r))

void nk_str_init(nk_str *b);
void nk_str_free(nk_str *b);
int nk_str_grow(nk_str *b, size_t extra);
int nk_str_add(nk_str *b, const char *s, size_t n);
int nk_str_puts(nk_str *b, const char *s);
int nk_str_putc(nk_str *b, char c);
int nk_str_printf(nk_str *b, const char *fmt, ...);
int nk_str_insert(nk_str *b, size_t at, const char *s);
int nk_str_repeat(nk_str *b, const char *unit, uint32_t times);
char *nk_str_steal(nk_str *b);
int nk_str_assign(nk_str *b, const char *s);
void nk_str_trim(nk_str *b);

int nk_ring_init(nk_ring *r, size_t size);
void nk_ring_free(nk_ring *r);
size_t nk_ring_write(nk_ring *r, const void *src, size_t n);
size_t nk_ring_read(nk_ring *r, void *dst, size_t n);
size_t nk_ring_peek(const nk_ring *r, void *dst, size_t n);
uint8_t nk_ring_at(const nk_ring *r, size_t index);
int nk_ring_line(nk_ring *r, char *dst, size_t cap);
int nk_ring_resize(nk_ring *r, size_t size);

#endif
