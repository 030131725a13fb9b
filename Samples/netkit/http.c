/* http.c - HTTP/1.1 messages */
#include "http.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

static char *http_dup(const char *s, size_t n)
{
    char *p = malloc(n + 1);

    if (p == NULL)
        return NULL;
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

static int same_name(const char *a, const char *b)
{
    while (*a != '\0' && tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
        a++;
        b++;
    }
    return *a == '\0' && *b == '\0';
}

/* "GET /path HTTP/1.1" */
int nk_http_request_line(nk_request *rq, const char *line)
{
    const char *sp = strchr(line, ' '), *end;
    size_t n;

    if (sp == NULL)
        return NK_ERR_PARSE;
    n = (size_t)(sp - line);
    if (n == 0 || n >= sizeof rq->method)
        return NK_ERR_LIMIT;
    memcpy(rq->method, line, n);
    rq->method[n] = '\0';
    end = strchr(sp + 1, ' ');
    if (end == NULL)
        return NK_ERR_PARSE;
    n = (size_t)(end - sp - 1);
    if (n == 0 || n >= sizeof rq->target)
        return NK_ERR_LIMIT;
    memcpy(rq->target, sp + 1, n);
    rq->target[n] = '\0';
    if (strncmp(end + 1, "HTTP/1.", 7) != 0)
        return NK_ERR_PARSE;
    rq->minor = end[8] == '1';
    return NK_OK;
}

int nk_http_add_header(nk_request *rq, const char *line, size_t n)
{
    const char *colon = memchr(line, ':', n);
    nk_header *h = &rq->header[rq->nheaders];
    const char *v;

    if (colon == NULL || colon == line)
        return NK_ERR_PARSE;
    v = colon + 1;
    while (v < line + n && (*v == ' ' || *v == '\t'))
        v++;
    h->name = http_dup(line, (size_t)(colon - line));
    h->value = http_dup(v, (size_t)(line + n - v));
    rq->nheaders++;
    if (h->name == NULL || h->value == NULL)
        return NK_ERR_NOMEM;
    return NK_OK;
}

const char *nk_http_header(const nk_request *rq, const char *name)
{
    unsigned i;

    for (i = 0; i < rq->nheaders; i++)
        if (rq->header[i].name != NULL && same_name(rq->header[i].name, name))
            return rq->header[i].value;
    return NULL;
}

int nk_http_parse(nk_request *rq, const char *text, size_t len)
{
    const char *p = text, *end = text + len;
    char line[NK_LINE_MAX];
    int first = 1;

    memset(rq, 0, sizeof *rq);
    while (p < end) {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        size_t n;
        int st;

        if (nl == NULL)
            return NK_ERR_SHORT;
        n = (size_t)(nl - p);
        if (n > 0 && p[n - 1] == '\r')
            n--;
        if (n == 0)
            return first ? NK_ERR_PARSE : (int)(nl + 1 - text);
        if (first) {
            if (n >= sizeof line)
                return NK_ERR_LIMIT;
            memcpy(line, p, n);
            line[n] = '\0';
            st = nk_http_request_line(rq, line);
            first = 0;
        } else {
            st = nk_http_add_header(rq, p, n);
        }
        if (st != NK_OK) {
            nk_http_free(rq);
            return st;
        }
        p = nl + 1;
    }
    return NK_ERR_SHORT;
}

void nk_http_free(nk_request *rq)
{
    unsigned i;

    for (i = 0; i < rq->nheaders; i++) {
        free(rq->header[i].name);
        free(rq->header[i].value);
    }
    free(rq->body);
    memset(rq, 0, sizeof *rq);
}

long nk_http_content_length(const nk_request *rq)
{
    const char *s = nk_http_header(rq, "Content-Length");
    char *end;
    long n;

    if (s == NULL)
        return 0;
    errno = 0;
    n = strtol(s, &end, 10);
    if (end == s || *end != '\0' || errno != 0 || n < 0)
        return -1;
    return n;
}

int nk_http_read_body(nk_request *rq, nk_cur *c)
{
    long want = nk_http_content_length(rq);
    int size = (int)want + 1;

    if (want < 0)
        return NK_ERR_PARSE;
    free(rq->body);
    rq->body = malloc((size_t)(unsigned)size);
    if (rq->body == NULL)
        return NK_ERR_NOMEM;
    rq->body_len = NK_MIN((size_t)want, CUR_LEFT(c));
    memcpy(rq->body, CUR_PTR(c), rq->body_len);
    rq->body[rq->body_len] = 0;
    c->off += rq->body_len;
    return NK_OK;
}

int nk_http_keep_alive(const nk_request *rq)
{
    const char *s = nk_http_header(rq, "Connection");

    if (s == NULL)
        return rq->minor == 1;
    return same_name(s, "keep-alive");
}

int nk_http_cookie(const nk_request *rq, const char *name, char *dst, size_t cap)
{
    const char *p = nk_http_header(rq, "Cookie");
    size_t klen = strlen(name);

    while (p != NULL && *p != '\0') {
        size_t n = strcspn(p, ";");

        if (n > klen && strncmp(p, name, klen) == 0 && p[klen] == '=') {
            size_t vlen = n - klen - 1;

            if (vlen >= cap)
                return NK_ERR_LIMIT;
            memcpy(dst, p + klen + 1, vlen);
            dst[vlen] = '\0';
            return (int)vlen;
        }
        p += n;
        while (*p == ';' || *p == ' ')
            p++;
    }
    return NK_ERR_MISSING;
}

const char *nk_http_reason(int code)
{
    static const struct {
        int code;
        const char *text;
    } table[] = {
        { 100, "Continue" }, { 101, "Switching Protocols" }, { 200, "OK" },
        { 201, "Created" }, { 202, "Accepted" }, { 204, "No Content" },
        { 206, "Partial Content" }, { 301, "Moved Permanently" }, { 302, "Found" },
        { 304, "Not Modified" }, { 400, "Bad Request" }, { 401, "Unauthorized" },
        { 403, "Forbidden" }, { 404, "Not Found" }, { 405, "Method Not Allowed" },
        { 408, "Request Timeout" }, { 411, "Length Required" },
        { 413, "Content Too Large" }, { 414, "URI Too Long" },
        { 416, "Range Not Satisfiable" }, { 429, "Too Many Requests" },
        { 500, "Internal Server Error" }, { 501, "Not Implemented" },
        { 502, "Bad Gateway" }, { 503, "Service Unavailable" },
    };
    size_t i;

    for (i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].code == code)
            return table[i].text;
    return "Unknown";
}

int nk_http_response(nk_str *out, int code, const char *type, const char *body, size_t n)
{
    int st;

    st = nk_str_printf(out, "HTTP/1.1 %d %s\r\n", code, nk_http_reason(code));
    if (st == NK_OK && type != NULL)
        st = nk_str_printf(out, "Content-Type: %s\r\n", type);
    if (st == NK_OK)
        st = nk_str_printf(out, "Content-Length: %zu\r\n\r\n", n);
    if (st == NK_OK && n > 0)
        st = nk_str_add(out, body, n);
    return st;
}

/* The user part of basic credentials, into NK_NAME_MAX characters. */
int nk_http_auth_user(const nk_request *rq, char *dst)
{
    const char *s = nk_http_header(rq, "Authorization");
    uint8_t plain[NK_LINE_MAX];
    const uint8_t *colon;
    int n;

    if (s == NULL || strncmp(s, "Basic ", 6) != 0)
        return NK_ERR_MISSING;
    if (strlen(s + 6) > sizeof plain)
        return NK_ERR_LIMIT;
    n = nk_base64_decode(s + 6, plain, sizeof plain);
    if (n < 0)
        return n;
    colon = memchr(plain, ':', (size_t)n);
    if (colon == NULL)
        return NK_ERR_PARSE;
    memcpy(dst, plain, (size_t)(colon - plain));
    dst[colon - plain] = '\0';
    return NK_OK;
}

/* A single byte range; last is inclusive. */
int nk_http_range(const char *s, size_t size, size_t *first, size_t *last)
{
    unsigned long a, b;
    char *end;

    if (strncmp(s, "bytes=", 6) != 0 || size == 0)
        return NK_ERR_PARSE;
    s += 6;
    a = strtoul(s, &end, 10);
    if (end == s || *end != '-')
        return NK_ERR_PARSE;
    s = end + 1;
    b = *s != '\0' ? strtoul(s, &end, 10) : size - 1;
    if (*s != '\0' && *end != '\0')
        return NK_ERR_PARSE;
    if (a > b || a >= size)
        return NK_ERR_LIMIT;
    *first = a;
    *last = NK_MIN(b, size - 1);
    return NK_OK;
}

void nk_http_drop_body(nk_request *rq)
{
    free(rq->body);
    rq->body_len = 0;
}

int nk_http_set_header(nk_request *rq, unsigned index, const char *value)
{
    char *copy;

    if (index >= rq->nheaders)
        return NK_ERR_LIMIT;
    copy = http_dup(value, strlen(value));
    if (copy == NULL)
        return NK_ERR_NOMEM;
    free(rq->header[index].value);
    rq->header[index].value = copy;
    return NK_OK;
}
