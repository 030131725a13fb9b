/* dns.h - DNS messages */
#ifndef NETKIT_DNS_H
#define NETKIT_DNS_H

#include "pbuf.h"

#define DNS_NAME_MAX  256
#define DNS_LABEL_MAX 63

typedef struct nk_dns_header {
    uint16_t id, flags, qd, an, ns, ar;
} nk_dns_header;

typedef struct nk_dns_rr {
    char name[DNS_NAME_MAX];
    uint16_t type, class;
    uint32_t ttl;
    uint16_t rdlen;
    size_t rdoff;
} nk_dns_rr;

typedef struct nk_dns_entry {
    char *name;
    uint8_t addr[16];
    uint32_t addr_len;
    uint32_t expires;
    struct nk_dns_entry *next;
} nk_dns_entry;

typedef struct nk_dns_cache {
    nk_dns_entry *bucket[64];
    unsigned count;
} nk_dns_cache;

int nk_dns_header_parse(nk_cur *c, nk_dns_header *h);
int nk_dns_name(nk_cur *c, char *dst, size_t cap);
int nk_dns_skip_name(nk_cur *c);
int nk_dns_question(nk_cur *c, char *name, uint16_t *type);
int nk_dns_rr_parse(nk_cur *c, nk_dns_rr *rr);
int nk_dns_encode_name(const char *name, uint8_t *dst, size_t cap);
int nk_dns_build_query(nk_pbuf *b, uint16_t id, const char *name, uint16_t type);
int nk_dns_a_record(const nk_cur *msg, const nk_dns_rr *rr, uint8_t addr[4]);
int nk_dns_txt_record(const nk_cur *msg, const nk_dns_rr *rr, char *dst, size_t cap);
uint16_t nk_dns_mx_preference(const nk_cur *msg, const nk_dns_rr *rr);
const char *nk_dns_type_name(uint16_t type);
int nk_dns_reverse(const uint8_t addr[4], char *dst, size_t cap);

nk_dns_entry *nk_dns_cache_find(nk_dns_cache *dc, const char *name);
int nk_dns_cache_put(nk_dns_cache *dc, const char *name, const uint8_t *addr,
                     uint32_t len, uint32_t expires);
unsigned nk_dns_cache_expire(nk_dns_cache *dc, uint32_t now);
void nk_dns_cache_free(nk_dns_cache *dc);
int nk_dns_cache_touch(nk_dns_cache *dc, const char *name, uint32_t expires);
int nk_dns_resolve_reply(nk_dns_cache *dc, const uint8_t *msg, size_t len, uint32_t now);

#endif
