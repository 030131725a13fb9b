/* text.h - URLs, base64, hex, key/value configuration */
#ifndef NETKIT_TEXT_H
#define NETKIT_TEXT_H

#include "netkit.h"
#include "strbuf.h"

typedef struct nk_url {
    char scheme[16];
    char host[NK_NAME_MAX];
    uint16_t port;
    char *path;
    char *query;
} nk_url;

typedef struct nk_opt {
    char *key;
    char *value;
    struct nk_opt *next;
} nk_opt;

typedef struct nk_config {
    nk_opt *opts;
    unsigned count;
    char section[NK_NAME_MAX];
} nk_config;

int nk_url_parse(const char *s, nk_url *u);
void nk_url_free(nk_url *u);
int nk_url_decode(const char *src, char *dst, size_t cap);
int nk_url_encode(const char *src, char *dst, size_t cap);
int nk_url_query_get(const nk_url *u, const char *key, char *dst, size_t cap);
size_t nk_url_query_length(const nk_url *u);
int nk_url_set_path(nk_url *u, const char *path);
int nk_url_userinfo(const char *s, char user[32]);
int nk_url_format(const nk_url *u, nk_str *out);

size_t nk_base64_size(size_t n);
int nk_base64_encode(const uint8_t *src, size_t n, char *dst, size_t cap);
int nk_base64_decode(const char *src, uint8_t *dst, size_t cap);
char *nk_base64_alloc(const uint8_t *src, uint32_t n);
int nk_hex_encode(const uint8_t *src, size_t n, char *dst, size_t cap);
int nk_hex_decode(const char *src, uint8_t *dst, size_t cap);
char *nk_hex_alloc(const uint8_t *src, size_t n);
int nk_hex_dump(const uint8_t *src, size_t n, nk_str *out);

int nk_config_parse(nk_config *cfg, const char *text);
const char *nk_config_get(const nk_config *cfg, const char *key);
int nk_config_set(nk_config *cfg, const char *key, const char *value);
int nk_config_int(const nk_config *cfg, const char *key, int fallback);
int nk_config_flag(const nk_config *cfg, const char *key);
int nk_config_unset(nk_config *cfg, const char *key);
void nk_config_free(nk_config *cfg);
int nk_config_override(nk_config *cfg, const char *key, char *value);
int nk_config_section(nk_config *cfg, const char *line);

#endif
