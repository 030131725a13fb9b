/* tls.h - record layer, handshake messages and TLV trees */
#ifndef NETKIT_TLS_H
#define NETKIT_TLS_H

#include "pbuf.h"

#define TLS_RECORD_MAX 16384

typedef struct nk_record {
    uint8_t type;
    uint16_t version;
    uint16_t length;
    const uint8_t *body;
} nk_record;

typedef struct nk_hello {
    uint16_t version;
    uint8_t random[32];
    uint8_t session[32];
    size_t session_len;
    uint16_t suites[64];
    unsigned nsuites;
    char server_name[NK_NAME_MAX];
} nk_hello;

typedef struct nk_tlv {
    uint32_t tag;
    uint32_t len;
    uint8_t *value;
    struct nk_tlv *child;
    struct nk_tlv *next;
} nk_tlv;

typedef struct nk_session {
    uint8_t id[32];
    size_t id_len;
    uint8_t *ticket;
    size_t ticket_len;
    int uses;
} nk_session;

int nk_record_parse(nk_cur *c, nk_record *r);
int nk_record_build(nk_pbuf *b, uint8_t type, const uint8_t *p, size_t n);
int nk_record_heartbeat(const nk_record *r, nk_pbuf *reply);
const char *nk_alert_text(unsigned code);
int nk_hello_parse(nk_cur *c, nk_hello *h);
int nk_hello_has_suite(const nk_hello *h, uint16_t suite);

nk_tlv *nk_tlv_parse(nk_cur *c, int depth);
void nk_tlv_free(nk_tlv *t);
nk_tlv *nk_tlv_find(nk_tlv *t, uint32_t tag);
uint32_t nk_tlv_u32(nk_tlv *t, uint32_t tag);
int nk_tlv_copy(nk_tlv *t, uint32_t tag, uint8_t *dst, size_t cap);
size_t nk_tlv_size(const nk_tlv *t);
int nk_tlv_write(nk_pbuf *b, const nk_tlv *t);
uint32_t *nk_tlv_list(nk_cur *c, uint32_t *count);

int nk_session_set_ticket(nk_session *s, const uint8_t *p, size_t n);
int nk_session_resume(nk_session *s, const uint8_t *id, size_t n);
void nk_session_expire(nk_session *s);
void nk_session_close(nk_session *s);

#endif
