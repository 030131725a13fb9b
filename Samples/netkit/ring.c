/* ring.c - byte ring buffer */
#include "strbuf.h"

#include <stdlib.h>
#include <string.h>

int nk_ring_init(nk_ring *r, size_t size)
{
    memset(r, 0, sizeof *r);
    if (size == 0 || (size & (size - 1)) != 0)
        return NK_ERR_PARSE;
    r->mem = malloc(size);
    if (r->mem == NULL)
        return NK_ERR_NOMEM;
    r->size = size;
    return NK_OK;
}

void nk_ring_free(nk_ring *r)
{
    free(r->mem);
    memset(r, 0, sizeof *r);
}

size_t nk_ring_write(nk_ring *r, const void *src, size_t n)
{
    size_t at = r->wr & (r->size - 1);

    n = NK_MIN(n, RING_FREE(r));
    memcpy(r->mem + at, src, n);
    r->wr += n;
    return n;
}

/* Copies without consuming. */
size_t nk_ring_peek(const nk_ring *r, void *dst, size_t n)
{
    size_t at, first;

    n = NK_MIN(n, RING_USED(r));
    if (n == 0)
        return 0;
    at = r->rd & (r->size - 1);
    first = NK_MIN(n, r->size - at);
    memcpy(dst, r->mem + at, first);
    memcpy((uint8_t *)dst + first, r->mem, n - first);
    return n;
}

size_t nk_ring_read(nk_ring *r, void *dst, size_t n)
{
    n = nk_ring_peek(r, dst, n);
    r->rd += n;
    return n;
}

uint8_t nk_ring_at(const nk_ring *r, size_t index)
{
    if (index >= RING_USED(r))
        return 0;
    return r->mem[(r->rd + index) & (r->size - 1)];
}

/* Takes one line without its end; 0 when none is complete. */
int nk_ring_line(nk_ring *r, char *dst, size_t cap)
{
    size_t i, used = RING_USED(r);

    for (i = 0; i < used; i++)
        if (nk_ring_at(r, i) == '\n')
            break;
    if (i == used)
        return 0;
    if (i >= cap)
        return NK_ERR_LIMIT;
    nk_ring_read(r, dst, i);
    r->rd++;
    if (i > 0 && dst[i - 1] == '\r')
        i--;
    dst[i] = '\0';
    return 1;
}

int nk_ring_resize(nk_ring *r, size_t size)
{
    nk_ring next;
    int st;

    if (size < RING_USED(r))
        return NK_ERR_LIMIT;
    st = nk_ring_init(&next, size);
    if (st != NK_OK)
        return st;
    next.wr = nk_ring_peek(r, next.mem, size);
    free(r->mem);
    *r = next;
    return NK_OK;
}
