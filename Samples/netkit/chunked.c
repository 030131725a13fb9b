/* chunked.c - chunked transfer coding */
#include "http.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void nk_chunked_init(nk_chunked *d, size_t limit)
{
    memset(d, 0, sizeof *d);
    d->state = CH_SIZE;
    d->limit = limit;
}

int nk_chunked_size(const char *line, size_t *out)
{
    size_t v = 0;
    int digits = 0;

    for (; isxdigit((unsigned char)*line); line++, digits++) {
        int c = tolower((unsigned char)*line);

        if (v > SIZE_MAX >> 4)
            return NK_ERR_LIMIT;
        v = v << 4 | (size_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    if (digits == 0 || (*line != '\0' && *line != ';'))
        return NK_ERR_PARSE;
    *out = v;
    return NK_OK;
}

/* Never stores more than d->limit bytes. */
int nk_chunked_append(nk_chunked *d, const uint8_t *p, size_t n)
{
    if (n > d->limit - d->len)
        return NK_ERR_LIMIT;
    if (n > d->cap - d->len) {
        size_t need = d->len + n;
        size_t cap = need > d->limit / 2 ? d->limit : need * 2;
        uint8_t *body = realloc(d->body, cap);

        if (body == NULL)
            return NK_ERR_NOMEM;
        d->body = body;
        d->cap = cap;
    }
    memcpy(d->body + d->len, p, n);
    d->len += n;
    return NK_OK;
}

/* dst holds NK_NAME_MAX characters */
static int chunked_line(nk_cur *c, char *dst)
{
    size_t n = 0;

    while (c->off < c->len && c->p[c->off] != '\n')
        dst[n++] = (char)c->p[c->off++];
    if (c->off == c->len)
        return NK_ERR_SHORT;
    c->off++;
    if (n > 0 && dst[n - 1] == '\r')
        n--;
    dst[n] = '\0';
    return (int)n;
}

/* Runs the decoder over the input; NK_OK once the body is complete. */
int nk_chunked_feed(nk_chunked *d, nk_cur *c)
{
    char line[NK_NAME_MAX];
    size_t n;
    int st;

    for (;;) {
        switch (d->state) {
        case CH_SIZE:
            st = chunked_line(c, line);
            if (st < 0)
                return st;
            st = nk_chunked_size(line, &d->left);
            if (st != NK_OK)
                return st;
            d->state = d->left > 0 ? CH_DATA : CH_DONE;
            break;
        case CH_DATA:
            n = NK_MIN(d->left, CUR_LEFT(c));
            if (n == 0)
                return NK_ERR_SHORT;
            st = nk_chunked_append(d, CUR_PTR(c), n);
            if (st != NK_OK)
                return st;
            c->off += n;
            d->left -= n;
            if (d->left == 0)
                d->state = CH_END;
            break;
        case CH_END:
            if (CUR_LEFT(c) < 2)
                return NK_ERR_SHORT;
            if (CUR_PTR(c)[0] != '\r' || CUR_PTR(c)[1] != '\n')
                return NK_ERR_PARSE;
            c->off += 2;
            d->state = CH_SIZE;
            break;
        case CH_DONE:
            return NK_OK;
        }
    }
}

void nk_chunked_reset(nk_chunked *d)
{
    free(d->body);
    nk_chunked_init(d, d->limit);
}

int nk_chunked_encode(nk_str *out, const uint8_t *p, size_t n, size_t step)
{
    int st = NK_OK;

    if (step == 0)
        return NK_ERR_LIMIT;
    while (n > 0 && st == NK_OK) {
        size_t take = NK_MIN(n, step);

        st = nk_str_printf(out, "%zx\r\n", take);
        if (st == NK_OK)
            st = nk_str_add(out, (const char *)p, take);
        if (st == NK_OK)
            st = nk_str_puts(out, "\r\n");
        p += take;
        n -= take;
    }
    return st == NK_OK ? nk_str_puts(out, "0\r\n\r\n") : st;
}
