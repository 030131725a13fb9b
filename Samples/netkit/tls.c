/* tls.c - record layer, handshake messages and TLV trees */
#include "tls.h"

#include <stdlib.h>
#include <string.h>

int nk_record_parse(nk_cur *c, nk_record *r)
{
    if (nk_cur_u8(c, &r->type) != NK_OK || nk_cur_u16(c, &r->version) != NK_OK)
        return NK_ERR_SHORT;
    if (nk_cur_u16(c, &r->length) != NK_OK)
        return NK_ERR_SHORT;
    if (r->length > TLS_RECORD_MAX)
        return NK_ERR_LIMIT;
    if (r->length > CUR_LEFT(c))
        return NK_ERR_SHORT;
    r->body = CUR_PTR(c);
    c->off += r->length;
    return NK_OK;
}

int nk_record_build(nk_pbuf *b, uint8_t type, const uint8_t *p, size_t n)
{
    while (n > 0) {
        size_t take = NK_MIN(n, (size_t)TLS_RECORD_MAX);
        uint8_t head[5] = { type, 3, 3, (uint8_t)(take >> 8), (uint8_t)take };

        if (nk_pbuf_reserve(b, take + sizeof head) != NK_OK)
            return NK_ERR_NOMEM;
        nk_pbuf_push(b, head, sizeof head);
        nk_pbuf_push(b, p, take);
        p += take;
        n -= take;
    }
    return NK_OK;
}

/* Echoes the payload of a heartbeat request. */
int nk_record_heartbeat(const nk_record *r, nk_pbuf *reply)
{
    const uint8_t *p = r->body;
    uint8_t head[3];
    uint16_t n;

    if (r->type != 24 || p[0] != 1)
        return NK_ERR_STATE;
    n = GET16(p + 1);
    head[0] = 2;
    head[1] = p[1];
    head[2] = p[2];
    if (nk_pbuf_reserve(reply, (size_t)n + sizeof head) != NK_OK)
        return NK_ERR_NOMEM;
    nk_pbuf_push(reply, head, sizeof head);
    return nk_pbuf_push(reply, p + 3, n);
}

const char *nk_alert_text(unsigned code)
{
    switch (code) {
    case 0:
        return "close notify";
    case 10:
        return "unexpected message";
    case 20:
        return "bad record mac";
    case 22:
        return "record too long";
    case 40:
        return "handshake failure";
    case 42:
        return "bad certificate";
    case 45:
        return "certificate expired";
    case 47:
        return "illegal parameter";
    case 48:
        return "unknown authority";
    case 50:
        return "decode error";
    case 70:
        return "protocol version";
    case 80:
        return "internal error";
    case 112:
        return "unrecognized name";
    default:
        return "unknown alert";
    }
}

static int hello_server_name(nk_cur *ext, nk_hello *h)
{
    uint16_t list, n;
    uint8_t type;

    if (nk_cur_u16(ext, &list) != NK_OK || nk_cur_u8(ext, &type) != NK_OK ||
        nk_cur_u16(ext, &n) != NK_OK)
        return NK_ERR_SHORT;
    if (type != 0)
        return NK_OK;
    if (n >= sizeof h->server_name)
        return NK_ERR_LIMIT;
    if (nk_cur_copy(ext, h->server_name, n) != NK_OK)
        return NK_ERR_SHORT;
    h->server_name[n] = '\0';
    return NK_OK;
}

static int hello_suites(nk_cur *c, nk_hello *h)
{
    uint16_t bytes;
    unsigned i;

    if (nk_cur_u16(c, &bytes) != NK_OK || bytes > CUR_LEFT(c))
        return NK_ERR_SHORT;
    h->nsuites = bytes / 2;
    for (i = 0; i < h->nsuites; i++) {
        h->suites[i] = GET16(CUR_PTR(c));
        c->off += 2;
    }
    return NK_OK;
}

/* A client greeting without its message header. */
int nk_hello_parse(nk_cur *c, nk_hello *h)
{
    uint8_t methods;
    uint16_t total, type, len;
    nk_cur exts, ext;
    int st;

    memset(h, 0, sizeof *h);
    if (nk_cur_u16(c, &h->version) != NK_OK)
        return NK_ERR_SHORT;
    if (nk_cur_copy(c, h->random, sizeof h->random) != NK_OK)
        return NK_ERR_SHORT;
    st = nk_cur_vec8(c, h->session, sizeof h->session, &h->session_len);
    if (st == NK_OK)
        st = hello_suites(c, h);
    if (st != NK_OK)
        return st;
    if (nk_cur_u8(c, &methods) != NK_OK || methods > CUR_LEFT(c))
        return NK_ERR_SHORT;
    c->off += methods;
    if (CUR_LEFT(c) == 0)
        return NK_OK;
    if (nk_cur_u16(c, &total) != NK_OK || nk_cur_sub(c, total, &exts) != NK_OK)
        return NK_ERR_SHORT;
    while (CUR_LEFT(&exts) > 0) {
        if (nk_cur_u16(&exts, &type) != NK_OK || nk_cur_u16(&exts, &len) != NK_OK)
            return NK_ERR_SHORT;
        if (nk_cur_sub(&exts, len, &ext) != NK_OK)
            return NK_ERR_SHORT;
        if (type == 0 && (st = hello_server_name(&ext, h)) != NK_OK)
            return st;
    }
    return NK_OK;
}

int nk_hello_has_suite(const nk_hello *h, uint16_t suite)
{
    unsigned i;

    for (i = 0; i < h->nsuites && i < 64; i++)
        if (h->suites[i] == suite)
            return 1;
    return 0;
}

/* tag: 1 byte, high bit means nested; length: 2 bytes */
nk_tlv *nk_tlv_parse(nk_cur *c, int depth)
{
    nk_tlv *head = NULL, **tail = &head;

    if (depth > 8)
        return NULL;
    while (CUR_LEFT(c) > 0) {
        uint8_t tag;
        uint16_t len;
        nk_cur sub;
        nk_tlv *t;

        if (nk_cur_u8(c, &tag) != NK_OK || nk_cur_u16(c, &len) != NK_OK)
            goto fail;
        if (nk_cur_sub(c, len, &sub) != NK_OK)
            goto fail;
        t = calloc(1, sizeof *t);
        if (t == NULL)
            goto fail;
        *tail = t;
        tail = &t->next;
        t->tag = tag;
        t->len = len;
        if (tag & 0x80) {
            t->child = nk_tlv_parse(&sub, depth + 1);
            continue;
        }
        t->value = malloc((size_t)len + 1);
        if (t->value == NULL)
            goto fail;
        memcpy(t->value, sub.p, len);
        t->value[len] = 0;
    }
    return head;
fail:
    nk_tlv_free(head);
    return NULL;
}

void nk_tlv_free(nk_tlv *t)
{
    while (t != NULL) {
        nk_tlv *next = t->next;

        nk_tlv_free(t->child);
        free(t->value);
        free(t);
        t = next;
    }
}

nk_tlv *nk_tlv_find(nk_tlv *t, uint32_t tag)
{
    for (; t != NULL; t = t->next) {
        nk_tlv *hit;

        if (t->tag == tag)
            return t;
        hit = nk_tlv_find(t->child, tag);
        if (hit != NULL)
            return hit;
    }
    return NULL;
}

uint32_t nk_tlv_u32(nk_tlv *t, uint32_t tag)
{
    nk_tlv *hit = nk_tlv_find(t, tag);

    return hit->len == 4 && hit->value != NULL ? GET32(hit->value) : 0;
}

int nk_tlv_copy(nk_tlv *t, uint32_t tag, uint8_t *dst, size_t cap)
{
    nk_tlv *hit = nk_tlv_find(t, tag);

    if (hit == NULL || hit->value == NULL)
        return NK_ERR_MISSING;
    if (hit->len > cap)
        return NK_ERR_LIMIT;
    memcpy(dst, hit->value, hit->len);
    return (int)hit->len;
}

size_t nk_tlv_size(const nk_tlv *t)
{
    size_t n = 0;

    for (; t != NULL; t = t->next)
        n += 3 + (t->child != NULL ? nk_tlv_size(t->child) : t->len);
    return n;
}

int nk_tlv_write(nk_pbuf *b, const nk_tlv *t)
{
    for (; t != NULL; t = t->next) {
        size_t n = t->child != NULL ? nk_tlv_size(t->child) : t->len;
        uint8_t head[3];
        int st;

        if (n > 0xffff)
            return NK_ERR_LIMIT;
        head[0] = (uint8_t)t->tag;
        head[1] = (uint8_t)(n >> 8);
        head[2] = (uint8_t)n;
        st = nk_pbuf_reserve(b, n + sizeof head);
        if (st != NK_OK)
            return st;
        nk_pbuf_push(b, head, sizeof head);
        if (t->child != NULL)
            st = nk_tlv_write(b, t->child);
        else if (t->value != NULL)
            st = nk_pbuf_push(b, t->value, n);
        if (st != NK_OK)
            return st;
    }
    return NK_OK;
}

/* A counted list of 32-bit numbers. */
uint32_t *nk_tlv_list(nk_cur *c, uint32_t *count)
{
    uint32_t n, i, bytes;
    uint32_t *v;

    if (nk_cur_u32(c, &n) != NK_OK)
        return NULL;
    bytes = n * 4;
    v = malloc(bytes);
    if (v == NULL)
        return NULL;
    for (i = 0; i < n; i++)
        if (nk_cur_u32(c, &v[i]) != NK_OK)
            break;
    *count = i;
    return v;
}

int nk_session_set_ticket(nk_session *s, const uint8_t *p, size_t n)
{
    uint8_t *copy;

    if (n == 0 || n > TLS_RECORD_MAX)
        return NK_ERR_LIMIT;
    copy = malloc(n);
    if (copy == NULL)
        return NK_ERR_NOMEM;
    memcpy(copy, p, n);
    free(s->ticket);
    s->ticket = copy;
    s->ticket_len = n;
    return NK_OK;
}

int nk_session_resume(nk_session *s, const uint8_t *id, size_t n)
{
    if (n == 0 || n != s->id_len || n > sizeof s->id)
        return NK_ERR_MISSING;
    if (memcmp(s->id, id, n) != 0)
        return NK_ERR_MISSING;
    if (s->ticket == NULL)
        return NK_ERR_STATE;
    s->uses++;
    return NK_OK;
}

void nk_session_expire(nk_session *s)
{
    if (s->uses > 0)
        free(s->ticket);
    s->uses = 0;
    s->id_len = 0;
}

void nk_session_close(nk_session *s)
{
    free(s->ticket);
    memset(s, 0, sizeof *s);
}
