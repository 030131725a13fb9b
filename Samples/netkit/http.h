/* http.h - HTTP/1.1 messages, chunked bodies, websocket frames */
#ifndef NETKIT_HTTP_H
#define NETKIT_HTTP_H

#include "pbuf.h"
#include "strbuf.h"

#define HTTP_HEADERS_MAX 32

typedef struct nk_header {
    char *name;
    char *value;
} nk_header;

typedef struct nk_request {
    char method[16];
    char target[256];
    int minor;
    nk_header header[HTTP_HEADERS_MAX];
    unsigned nheaders;
    uint8_t *body;
    size_t body_len;
} nk_request;

enum nk_chunk_state { CH_SIZE, CH_DATA, CH_END, CH_DONE };

typedef struct nk_chunked {
    enum nk_chunk_state state;
    size_t left;
    uint8_t *body;
    size_t len;
    size_t cap;
    size_t limit;
} nk_chunked;

typedef struct nk_ws_frame {
    int fin, opcode, masked;
    uint64_t len;
    uint8_t mask[4];
    const uint8_t *payload;
} nk_ws_frame;

typedef struct nk_ws_message {
    int opcode;
    uint8_t *data;
    uint32_t len;
} nk_ws_message;

typedef int (*nk_ws_handler)(const nk_ws_message *m, void *arg);

int nk_http_request_line(nk_request *rq, const char *line);
int nk_http_add_header(nk_request *rq, const char *line, size_t n);
const char *nk_http_header(const nk_request *rq, const char *name);
int nk_http_parse(nk_request *rq, const char *text, size_t len);
void nk_http_free(nk_request *rq);
long nk_http_content_length(const nk_request *rq);
int nk_http_read_body(nk_request *rq, nk_cur *c);
int nk_http_keep_alive(const nk_request *rq);
int nk_http_cookie(const nk_request *rq, const char *name, char *dst, size_t cap);
int nk_http_response(nk_str *out, int code, const char *type, const char *body, size_t n);
const char *nk_http_reason(int code);
int nk_http_auth_user(const nk_request *rq, char *dst);
int nk_http_range(const char *s, size_t size, size_t *first, size_t *last);
void nk_http_drop_body(nk_request *rq);
int nk_http_set_header(nk_request *rq, unsigned index, const char *value);

void nk_chunked_init(nk_chunked *d, size_t limit);
int nk_chunked_size(const char *line, size_t *out);
int nk_chunked_append(nk_chunked *d, const uint8_t *p, size_t n);
int nk_chunked_feed(nk_chunked *d, nk_cur *c);
void nk_chunked_reset(nk_chunked *d);
int nk_chunked_encode(nk_str *out, const uint8_t *p, size_t n, size_t step);

int nk_ws_parse(nk_cur *c, nk_ws_frame *f);
void nk_ws_unmask(uint8_t *p, size_t n, const uint8_t mask[4]);
int nk_ws_close_code(const nk_ws_frame *f);
int nk_ws_append(nk_ws_message *m, const nk_ws_frame *f);
int nk_ws_build(nk_pbuf *b, int opcode, const uint8_t *p, size_t n);
int nk_ws_dispatch(nk_ws_message *m, const nk_ws_frame *f, nk_ws_handler fn, void *arg);
int nk_ws_pong(const nk_ws_frame *f, nk_pbuf *b);

#endif
