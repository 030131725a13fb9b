/* pbuf.h - packet buffers and cursors */
#ifndef NETKIT_PBUF_H
#define NETKIT_PBUF_H

#include "netkit.h"

/* off <= len always holds */
typedef struct nk_cur {
    const uint8_t *p;
    size_t len;
    size_t off;
} nk_cur;

typedef struct nk_pbuf {
    uint8_t *data;
    size_t head;        /* first used byte */
    size_t tail;        /* one past the last used byte */
    size_t cap;
    unsigned refs;
    struct nk_pbuf *next;
} nk_pbuf;

#define CUR_LEFT(c) ((c)->len - (c)->off)
#define CUR_PTR(c)  ((c)->p + (c)->off)
#define PB_LEN(b)   ((b)->tail - (b)->head)

void nk_cur_init(nk_cur *c, const void *p, size_t len);
int nk_cur_u8(nk_cur *c, uint8_t *out);
int nk_cur_u16(nk_cur *c, uint16_t *out);
int nk_cur_u24(nk_cur *c, uint32_t *out);
int nk_cur_u32(nk_cur *c, uint32_t *out);
int nk_cur_copy(nk_cur *c, void *dst, size_t n);
int nk_cur_sub(nk_cur *c, size_t n, nk_cur *out);
int nk_cur_vec8(nk_cur *c, uint8_t *dst, size_t cap, size_t *n);
int nk_cur_name(nk_cur *c, char *dst);

nk_pbuf *nk_pbuf_new(size_t cap, size_t headroom);
void nk_pbuf_unref(nk_pbuf *b);
int nk_pbuf_push(nk_pbuf *b, const void *src, size_t n);
int nk_pbuf_prepend(nk_pbuf *b, const void *src, size_t n);
int nk_pbuf_pull(nk_pbuf *b, void *dst, size_t n);
int nk_pbuf_reserve(nk_pbuf *b, size_t extra);
void nk_pbuf_trim(nk_pbuf *b, size_t n);
nk_pbuf *nk_pbuf_copy(const nk_pbuf *b);
nk_pbuf *nk_pbuf_coalesce(nk_pbuf *chain);
void nk_pbuf_free_chain(nk_pbuf *b);
uint16_t nk_checksum(const uint8_t *p, size_t n);

#endif
