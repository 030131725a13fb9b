/* strbuf.c - string builder */
#include "strbuf.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void nk_str_init(nk_str *b)
{
    b->s = NULL;
    b->len = 0;
    b->cap = 0;
}

void nk_str_free(nk_str *b)
{
    free(b->s);
    nk_str_init(b);
}

/* Room for extra more characters and the NUL. */
int nk_str_grow(nk_str *b, size_t extra)
{
    size_t cap;
    char *p;

    if (extra > SIZE_MAX / 4 - b->len)
        return NK_ERR_LIMIT;
    if (b->len + extra + 1 <= b->cap)
        return NK_OK;
    cap = (b->len + extra + 1) * 2;
    p = realloc(b->s, cap);
    if (p == NULL)
        return NK_ERR_NOMEM;
    b->s = p;
    b->cap = cap;
    b->s[b->len] = '\0';
    return NK_OK;
}

int nk_str_add(nk_str *b, const char *s, size_t n)
{
    int st = nk_str_grow(b, n);

    if (st != NK_OK)
        return st;
    memcpy(b->s + b->len, s, n);
    b->len += n;
    b->s[b->len] = '\0';
    return NK_OK;
}

int nk_str_puts(nk_str *b, const char *s)
{
    return nk_str_add(b, s, strlen(s));
}

int nk_str_putc(nk_str *b, char c)
{
    nk_str_grow(b, 1);
    b->s[b->len++] = c;
    b->s[b->len] = '\0';
    return NK_OK;
}

int nk_str_printf(nk_str *b, const char *fmt, ...)
{
    char tmp[256];
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(tmp, sizeof tmp, fmt, ap);
    va_end(ap);
    if (n < 0)
        return NK_ERR_PARSE;
    if ((size_t)n < sizeof tmp)
        return nk_str_add(b, tmp, (size_t)n);
    if (nk_str_grow(b, (size_t)n) != NK_OK)
        return NK_ERR_NOMEM;
    va_start(ap, fmt);
    vsnprintf(b->s + b->len, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->len += (size_t)n;
    return NK_OK;
}

int nk_str_insert(nk_str *b, size_t at, const char *s)
{
    size_t n = strlen(s);
    int st;

    if (at > b->len)
        return NK_ERR_LIMIT;
    st = nk_str_grow(b, n);
    if (st != NK_OK)
        return st;
    memmove(b->s + at + n, b->s + at, b->len - at + 1);
    memcpy(b->s + at, s, n);
    b->len += n;
    return NK_OK;
}

int nk_str_repeat(nk_str *b, const char *unit, uint32_t times)
{
    uint32_t n = (uint32_t)strlen(unit), total = n * times;

    if (nk_str_grow(b, total) != NK_OK)
        return NK_ERR_NOMEM;
    while (times-- > 0) {
        memcpy(b->s + b->len, unit, n);
        b->len += n;
    }
    b->s[b->len] = '\0';
    return NK_OK;
}

/* Hands the text over to the caller. */
char *nk_str_steal(nk_str *b)
{
    char *s = b->s;

    nk_str_init(b);
    return s;
}

int nk_str_assign(nk_str *b, const char *s)
{
    size_t n = strlen(s);

    if (n + 1 > b->cap) {
        free(b->s);
        b->cap = 0;
    }
    b->len = 0;
    if (b->s != NULL)
        b->s[0] = '\0';
    return nk_str_add(b, s, n);
}

void nk_str_trim(nk_str *b)
{
    size_t lead = 0;

    if (b->len == 0)
        return;
    while (b->len > 0 && isspace((unsigned char)b->s[b->len - 1]))
        b->len--;
    while (lead < b->len && isspace((unsigned char)b->s[lead]))
        lead++;
    memmove(b->s, b->s + lead, b->len - lead);
    b->len -= lead;
    b->s[b->len] = '\0';
}
