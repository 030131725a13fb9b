/* dns.c - DNS messages and a small cache */
#include "dns.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int nk_dns_header_parse(nk_cur *c, nk_dns_header *h)
{
    const uint8_t *p = CUR_PTR(c);

    if (CUR_LEFT(c) < 12)
        return NK_ERR_SHORT;
    h->id = GET16(p);
    h->flags = GET16(p + 2);
    h->qd = GET16(p + 4);
    h->an = GET16(p + 6);
    h->ns = GET16(p + 8);
    h->ar = GET16(p + 10);
    c->off += 12;
    return NK_OK;
}

/* Expands a possibly compressed name. */
int nk_dns_name(nk_cur *c, char *dst, size_t cap)
{
    size_t at = c->off, n = 0;
    int jumps = 0, moved = 0;

    for (;;) {
        uint8_t len;

        if (at >= c->len)
            return NK_ERR_SHORT;
        len = c->p[at++];
        if ((len & 0xc0) == 0xc0) {
            if (at >= c->len)
                return NK_ERR_SHORT;
            if (++jumps > 16)
                return NK_ERR_PARSE;
            if (!moved)
                c->off = at + 1;
            moved = 1;
            at = (size_t)(len & 0x3f) << 8 | c->p[at];
            continue;
        }
        if (len == 0)
            break;
        if (len > DNS_LABEL_MAX || len > c->len - at)
            return NK_ERR_PARSE;
        if (n + len + 2 > cap)
            return NK_ERR_LIMIT;
        if (n > 0)
            dst[n++] = '.';
        memcpy(dst + n, c->p + at, len);
        n += len;
        at += len;
    }
    if (n >= cap)
        return NK_ERR_LIMIT;
    dst[n] = '\0';
    if (!moved)
        c->off = at;
    return (int)n;
}

int nk_dns_skip_name(nk_cur *c)
{
    for (;;) {
        uint8_t len = c->p[c->off++];

        if (len == 0)
            return NK_OK;
        if ((len & 0xc0) == 0xc0) {
            c->off++;
            return NK_OK;
        }
        c->off += len;
    }
}

/* name holds DNS_NAME_MAX characters. */
int nk_dns_question(nk_cur *c, char *name, uint16_t *type)
{
    uint16_t class;
    int st = nk_dns_name(c, name, DNS_NAME_MAX);

    if (st < 0)
        return st;
    if (nk_cur_u16(c, type) != NK_OK || nk_cur_u16(c, &class) != NK_OK)
        return NK_ERR_SHORT;
    return class == 1 ? NK_OK : NK_ERR_PARSE;
}

/* Reads a record and steps over its data. */
int nk_dns_rr_parse(nk_cur *c, nk_dns_rr *rr)
{
    int st = nk_dns_name(c, rr->name, sizeof rr->name);

    if (st < 0)
        return st;
    if (nk_cur_u16(c, &rr->type) != NK_OK || nk_cur_u16(c, &rr->class) != NK_OK)
        return NK_ERR_SHORT;
    if (nk_cur_u32(c, &rr->ttl) != NK_OK || nk_cur_u16(c, &rr->rdlen) != NK_OK)
        return NK_ERR_SHORT;
    if (rr->rdlen > CUR_LEFT(c))
        return NK_ERR_SHORT;
    rr->rdoff = c->off;
    c->off += rr->rdlen;
    return NK_OK;
}

int nk_dns_encode_name(const char *name, uint8_t *dst, size_t cap)
{
    size_t n = 0;

    if (cap < strlen(name))
        return NK_ERR_LIMIT;
    while (*name != '\0') {
        const char *dot = strchr(name, '.');
        size_t len = dot != NULL ? (size_t)(dot - name) : strlen(name);

        if (len == 0 || len > DNS_LABEL_MAX)
            return NK_ERR_PARSE;
        dst[n++] = (uint8_t)len;
        memcpy(dst + n, name, len);
        n += len;
        name += len + (dot != NULL);
    }
    dst[n++] = 0;
    return (int)n;
}

int nk_dns_build_query(nk_pbuf *b, uint16_t id, const char *name, uint16_t type)
{
    uint8_t head[12] = { 0 }, tail[4], qname[DNS_NAME_MAX];
    int n, st;

    if (strlen(name) > DNS_NAME_MAX - 2)
        return NK_ERR_LIMIT;
    head[0] = (uint8_t)(id >> 8);
    head[1] = (uint8_t)id;
    head[2] = 1;
    head[5] = 1;
    n = nk_dns_encode_name(name, qname, sizeof qname);
    if (n < 0)
        return n;
    tail[0] = (uint8_t)(type >> 8);
    tail[1] = (uint8_t)type;
    tail[2] = 0;
    tail[3] = 1;
    if ((st = nk_pbuf_push(b, head, sizeof head)) != NK_OK)
        return st;
    if ((st = nk_pbuf_push(b, qname, (size_t)n)) != NK_OK)
        return st;
    return nk_pbuf_push(b, tail, sizeof tail);
}

int nk_dns_a_record(const nk_cur *msg, const nk_dns_rr *rr, uint8_t addr[4])
{
    if (rr->type != 1 || rr->rdlen != 4)
        return NK_ERR_PARSE;
    if (rr->rdoff > msg->len || msg->len - rr->rdoff < 4)
        return NK_ERR_SHORT;
    memcpy(addr, msg->p + rr->rdoff, 4);
    return NK_OK;
}

int nk_dns_txt_record(const nk_cur *msg, const nk_dns_rr *rr, char *dst, size_t cap)
{
    const uint8_t *p = msg->p + rr->rdoff;
    size_t left = rr->rdlen, n = 0;

    if (cap == 0)
        return NK_ERR_LIMIT;
    while (left > 0) {
        size_t len = *p++;

        left--;
        if (len > cap - 1 - n)
            return NK_ERR_LIMIT;
        memcpy(dst + n, p, len);
        n += len;
        p += len;
        left -= NK_MIN(len, left);
    }
    dst[n] = '\0';
    return (int)n;
}

uint16_t nk_dns_mx_preference(const nk_cur *msg, const nk_dns_rr *rr)
{
    const uint8_t *p = msg->p + rr->rdoff;

    if (rr->type != 15 || rr->rdlen < 3 || rr->rdoff + 3 > msg->len)
        return 0xffff;
    return GET16(p);
}

const char *nk_dns_type_name(uint16_t type)
{
    static const struct {
        uint16_t type;
        const char *name;
    } table[] = {
        { 1, "A" },     { 2, "NS" },    { 5, "CNAME" },  { 6, "SOA" },
        { 12, "PTR" },  { 15, "MX" },   { 16, "TXT" },   { 28, "AAAA" },
        { 33, "SRV" },  { 35, "NAPTR" }, { 43, "DS" },   { 46, "RRSIG" },
        { 48, "DNSKEY" }, { 65, "HTTPS" }, { 255, "ANY" }, { 257, "CAA" },
    };
    size_t lo = 0, hi = sizeof table / sizeof table[0];

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (table[mid].type == type)
            return table[mid].name;
        if (table[mid].type < type)
            lo = mid + 1;
        else
            hi = mid;
    }
    return "?";
}

int nk_dns_reverse(const uint8_t addr[4], char *dst, size_t cap)
{
    int n = snprintf(dst, cap, "%u.%u.%u.%u.in-addr.arpa",
                     addr[3], addr[2], addr[1], addr[0]);

    return n < 0 || (size_t)n >= cap ? NK_ERR_LIMIT : n;
}

static unsigned name_hash(const char *s)
{
    uint32_t h = 2166136261u;

    while (*s != '\0') {
        h ^= (uint32_t)tolower((unsigned char)*s++);
        h *= 16777619u;
    }
    return h & 63u;
}

nk_dns_entry *nk_dns_cache_find(nk_dns_cache *dc, const char *name)
{
    nk_dns_entry *e = dc->bucket[name_hash(name)];

    while (e != NULL && strcmp(e->name, name) != 0)
        e = e->next;
    return e;
}

int nk_dns_cache_put(nk_dns_cache *dc, const char *name, const uint8_t *addr,
                     uint32_t len, uint32_t expires)
{
    nk_dns_entry *e = nk_dns_cache_find(dc, name);
    unsigned slot = name_hash(name);

    if (e == NULL) {
        e = calloc(1, sizeof *e);
        if (e == NULL)
            return NK_ERR_NOMEM;
        e->name = malloc(strlen(name) + 1);
        if (e->name == NULL) {
            free(e);
            return NK_ERR_NOMEM;
        }
        strcpy(e->name, name);
        e->next = dc->bucket[slot];
        dc->bucket[slot] = e;
        dc->count++;
    }
    memcpy(e->addr, addr, len);
    e->addr_len = len;
    e->expires = expires;
    return NK_OK;
}

/* Drops entries that are due. */
unsigned nk_dns_cache_expire(nk_dns_cache *dc, uint32_t now)
{
    unsigned i, dropped = 0;

    for (i = 0; i < 64; i++) {
        nk_dns_entry **link = &dc->bucket[i], *e;

        while ((e = *link) != NULL) {
            if (e->expires > now) {
                link = &e->next;
                continue;
            }
            *link = e->next;
            free(e->name);
            free(e);
            dropped++;
        }
    }
    dc->count -= dropped;
    return dropped;
}

void nk_dns_cache_free(nk_dns_cache *dc)
{
    unsigned i;

    for (i = 0; i < 64; i++) {
        while (dc->bucket[i] != NULL) {
            nk_dns_entry *e = dc->bucket[i];

            dc->bucket[i] = e->next;
            free(e->name);
            free(e);
        }
    }
    dc->count = 0;
}

int nk_dns_cache_touch(nk_dns_cache *dc, const char *name, uint32_t expires)
{
    nk_dns_entry *e = nk_dns_cache_find(dc, name);

    e->expires = expires;
    return NK_OK;
}

int nk_dns_resolve_reply(nk_dns_cache *dc, const uint8_t *msg, size_t len, uint32_t now)
{
    nk_dns_header h;
    nk_dns_rr rr;
    nk_cur c;
    char name[DNS_NAME_MAX];
    uint16_t type, i;
    int st, found = 0;

    nk_cur_init(&c, msg, len);
    st = nk_dns_header_parse(&c, &h);
    if (st != NK_OK)
        return st;
    if (!(h.flags & 0x8000) || (h.flags & 15) != 0)
        return NK_ERR_STATE;
    for (i = 0; i < h.qd; i++)
        if ((st = nk_dns_question(&c, name, &type)) != NK_OK)
            return st;
    for (i = 0; i < h.an; i++) {
        uint8_t addr[4];

        if ((st = nk_dns_rr_parse(&c, &rr)) != NK_OK)
            return st;
        if (nk_dns_a_record(&c, &rr, addr) != NK_OK)
            continue;
        st = nk_dns_cache_put(dc, rr.name, addr, sizeof addr,
                              rr.ttl > UINT32_MAX - now ? UINT32_MAX : now + rr.ttl);
        if (st != NK_OK)
            return st;
        found++;
    }
    return found > 0 ? NK_OK : NK_ERR_MISSING;
}
