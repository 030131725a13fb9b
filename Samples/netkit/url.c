/* url.c - URL parsing */
#include "text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *url_dup(const char *s, size_t n)
{
    char *p = malloc(n + 1);

    if (p == NULL)
        return NULL;
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = tolower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static uint16_t default_port(const char *scheme)
{
    static const struct {
        const char *scheme;
        uint16_t port;
    } table[] = {
        { "http", 80 }, { "https", 443 }, { "ws", 80 }, { "wss", 443 },
        { "mqtt", 1883 }, { "mqtts", 8883 }, { "ftp", 21 }, { "dns", 53 },
    };
    size_t i;

    for (i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].scheme, scheme) == 0)
            return table[i].port;
    return 0;
}

int nk_url_parse(const char *s, nk_url *u)
{
    const char *sep = strstr(s, "://"), *end, *q;
    char *colon;
    size_t n;

    memset(u, 0, sizeof *u);
    if (sep == NULL)
        return NK_ERR_PARSE;
    n = (size_t)(sep - s);
    if (n == 0 || n >= sizeof u->scheme)
        return NK_ERR_LIMIT;
    memcpy(u->scheme, s, n);
    s = sep + 3;
    end = s + strcspn(s, "/?");
    n = (size_t)(end - s);
    memcpy(u->host, s, n);
    u->host[n] = '\0';
    u->port = default_port(u->scheme);
    colon = strchr(u->host, ':');
    if (colon != NULL) {
        *colon = '\0';
        u->port = (uint16_t)atoi(colon + 1);
    }
    q = strchr(end, '?');
    n = q != NULL ? (size_t)(q - end) : strlen(end);
    u->path = n > 0 ? url_dup(end, n) : url_dup("/", 1);
    if (u->path == NULL)
        return NK_ERR_NOMEM;
    if (q != NULL) {
        u->query = url_dup(q + 1, strlen(q + 1));
        if (u->query == NULL) {
            nk_url_free(u);
            return NK_ERR_NOMEM;
        }
    }
    return NK_OK;
}

void nk_url_free(nk_url *u)
{
    free(u->path);
    free(u->query);
    u->path = NULL;
    u->query = NULL;
}

int nk_url_decode(const char *src, char *dst, size_t cap)
{
    size_t n = 0;

    while (*src != '\0' && n + 1 < cap) {
        if (*src == '%') {
            int hi = hex_digit((unsigned char)src[1]);
            int lo = hex_digit((unsigned char)src[2]);

            dst[n++] = (char)(hi * 16 + lo);
            src += 3;
        } else {
            dst[n++] = *src == '+' ? ' ' : *src;
            src++;
        }
    }
    dst[n] = '\0';
    return (int)n;
}

int nk_url_encode(const char *src, char *dst, size_t cap)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t n = 0;

    if (cap == 0)
        return NK_ERR_LIMIT;
    for (; *src != '\0'; src++) {
        unsigned char c = (unsigned char)*src;

        if (isalnum(c) || strchr("-._~/", c) != NULL) {
            if (cap - n < 2)
                return NK_ERR_LIMIT;
            dst[n++] = (char)c;
        } else {
            if (cap - n < 4)
                return NK_ERR_LIMIT;
            dst[n++] = '%';
            dst[n++] = hex[c >> 4];
            dst[n++] = hex[c & 15];
        }
    }
    dst[n] = '\0';
    return (int)n;
}

/* The raw value of a query parameter. */
int nk_url_query_get(const nk_url *u, const char *key, char *dst, size_t cap)
{
    const char *p = u->query;
    size_t klen = strlen(key);

    while (p != NULL && *p != '\0') {
        size_t n = strcspn(p, "&");

        if (n > klen && p[klen] == '=' && strncmp(p, key, klen) == 0) {
            n -= klen + 1;
            if (n >= cap)
                return NK_ERR_LIMIT;
            memcpy(dst, p + klen + 1, n);
            dst[n] = '\0';
            return (int)n;
        }
        p += n;
        if (*p == '&')
            p++;
    }
    return NK_ERR_MISSING;
}

size_t nk_url_query_length(const nk_url *u)
{
    return strlen(u->query);
}

int nk_url_set_path(nk_url *u, const char *path)
{
    char *copy = url_dup(path, strlen(path));

    if (copy == NULL)
        return NK_ERR_NOMEM;
    free(u->path);
    u->path = copy;
    return NK_OK;
}

int nk_url_userinfo(const char *s, char user[32])
{
    const char *at = strchr(s, '@');
    size_t n;

    if (at == NULL)
        return NK_ERR_MISSING;
    n = (size_t)(at - s);
    if (n > 31)
        return NK_ERR_LIMIT;
    memcpy(user, s, n);
    user[n] = '\0';
    return (int)n;
}

int nk_url_format(const nk_url *u, nk_str *out)
{
    int st;

    st = nk_str_printf(out, "%s://%s", u->scheme, u->host);
    if (st != NK_OK)
        return st;
    if (u->port != default_port(u->scheme)) {
        st = nk_str_printf(out, ":%u", u->port);
        if (st != NK_OK)
            return st;
    }
    if (u->path != NULL && (st = nk_str_puts(out, u->path)) != NK_OK)
        return st;
    if (u->query != NULL)
        st = nk_str_printf(out, "?%s", u->query);
    return st;
}
