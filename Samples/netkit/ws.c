/* ws.c - websocket frames */
#include "http.h"

#include <stdlib.h>
#include <string.h>

#define WS_MAX_MESSAGE (1u << 24)

int nk_ws_parse(nk_cur *c, nk_ws_frame *f)
{
    uint8_t b0, b1;
    uint16_t len16;
    uint32_t hi, lo;

    memset(f, 0, sizeof *f);
    if (nk_cur_u8(c, &b0) != NK_OK || nk_cur_u8(c, &b1) != NK_OK)
        return NK_ERR_SHORT;
    f->fin = b0 >> 7;
    f->opcode = b0 & 15;
    f->masked = b1 >> 7;
    f->len = b1 & 127;
    if (b0 & 0x70)
        return NK_ERR_PARSE;
    if (f->len == 126) {
        if (nk_cur_u16(c, &len16) != NK_OK)
            return NK_ERR_SHORT;
        f->len = len16;
    } else if (f->len == 127) {
        if (nk_cur_u32(c, &hi) != NK_OK || nk_cur_u32(c, &lo) != NK_OK)
            return NK_ERR_SHORT;
        f->len = (uint64_t)hi << 32 | lo;
    }
    if (f->masked) {
        memcpy(f->mask, CUR_PTR(c), sizeof f->mask);
        c->off += sizeof f->mask;
    }
    if (f->len > CUR_LEFT(c))
        return NK_ERR_SHORT;
    f->payload = CUR_PTR(c);
    c->off += (size_t)f->len;
    return NK_OK;
}

void nk_ws_unmask(uint8_t *p, size_t n, const uint8_t mask[4])
{
    size_t i;

    for (i = 0; i < n; i++)
        p[i] ^= mask[i & 3];
}

int nk_ws_close_code(const nk_ws_frame *f)
{
    int code = GET16(f->payload);

    return code >= 1000 && code < 5000 ? code : 1005;
}

/* Adds a fragment to the message being assembled. */
int nk_ws_append(nk_ws_message *m, const nk_ws_frame *f)
{
    uint8_t *p;

    if (f->len > WS_MAX_MESSAGE || m->len > WS_MAX_MESSAGE - (uint32_t)f->len)
        return NK_ERR_LIMIT;
    p = realloc(m->data, (size_t)m->len + (size_t)f->len + 1);
    if (p == NULL)
        return NK_ERR_NOMEM;
    m->data = p;
    memcpy(p + m->len, f->payload, (size_t)f->len);
    if (f->masked)
        nk_ws_unmask(p + m->len, (size_t)f->len, f->mask);
    m->len += (uint32_t)f->len;
    p[m->len] = 0;
    return NK_OK;
}

/* An unmasked frame with the FIN bit set. */
int nk_ws_build(nk_pbuf *b, int opcode, const uint8_t *p, size_t n)
{
    uint8_t head[10];
    size_t hlen = 2, i;
    int st;

    head[0] = (uint8_t)(0x80 | (opcode & 15));
    if (n < 126) {
        head[1] = (uint8_t)n;
    } else if (n <= 0xffff) {
        head[1] = 126;
        head[2] = (uint8_t)(n >> 8);
        head[3] = (uint8_t)n;
        hlen = 4;
    } else {
        head[1] = 127;
        for (i = 0; i < 8; i++)
            head[2 + i] = (uint8_t)((uint64_t)n >> (56 - 8 * i));
        hlen = 10;
    }
    st = nk_pbuf_reserve(b, hlen);
    if (st == NK_OK)
        st = nk_pbuf_push(b, head, hlen);
    if (st == NK_OK)
        st = nk_pbuf_reserve(b, n);
    if (st == NK_OK)
        st = nk_pbuf_push(b, p, n);
    return st;
}

/* Hands complete messages to the handler and clears them. */
int nk_ws_dispatch(nk_ws_message *m, const nk_ws_frame *f, nk_ws_handler fn, void *arg)
{
    int st;

    if (f->opcode != 0) {
        if (m->len > 0)
            return NK_ERR_STATE;
        m->opcode = f->opcode;
    }
    st = nk_ws_append(m, f);
    if (st != NK_OK) {
        free(m->data);
        m->len = 0;
        return st;
    }
    if (!f->fin)
        return NK_OK;
    st = fn(m, arg);
    free(m->data);
    m->len = 0;
    if (st != NK_OK)
        nk_trace("handler refused message starting with %02x", m->data[0]);
    return st;
}

int nk_ws_pong(const nk_ws_frame *f, nk_pbuf *b)
{
    uint8_t copy[125];

    if (f->len > sizeof copy)
        return NK_ERR_LIMIT;
    memcpy(copy, f->payload, (size_t)f->len);
    if (f->masked)
        nk_ws_unmask(copy, (size_t)f->len, f->mask);
    return nk_ws_build(b, 10, copy, (size_t)f->len);
}
