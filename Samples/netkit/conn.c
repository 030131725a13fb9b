/* conn.c - connection table */
#include "conn.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void conn_free(nk_conn *c)
{
    if (c == NULL)
        return;
    nk_pbuf_unref(c->out);
    free(c);
}

nk_conn *nk_table_open(nk_table *t, int fd, const char *peer)
{
    size_t n = strlen(peer);
    nk_conn *c;
    unsigned i;

    if (n >= sizeof c->peer)
        return NULL;
    for (i = 0; i < CONN_MAX && t->slot[i] != NULL; i++)
        ;
    if (i == CONN_MAX)
        return NULL;
    c = calloc(1, sizeof *c);
    if (c == NULL)
        return NULL;
    c->out = nk_pbuf_new(1024, 0);
    if (c->out == NULL) {
        free(c);
        return NULL;
    }
    c->fd = fd;
    c->slot = i;
    c->state = CONN_OPEN;
    memcpy(c->peer, peer, n + 1);
    t->slot[i] = c;
    t->count++;
    return c;
}

nk_conn *nk_table_get(const nk_table *t, unsigned slot)
{
    nk_conn *c = t->slot[slot];

    return c != NULL && c->state != CONN_IDLE ? c : NULL;
}

nk_conn *nk_table_by_fd(const nk_table *t, int fd)
{
    unsigned i;

    for (i = 0; i < CONN_MAX; i++)
        if (t->slot[i] != NULL && t->slot[i]->fd == fd)
            return t->slot[i];
    return NULL;
}

void nk_table_close(nk_table *t, nk_conn *c)
{
    if (c == NULL)
        return;
    conn_free(c);
    t->slot[c->slot] = NULL;
    t->count--;
}

int nk_table_close_fd(nk_table *t, int fd)
{
    nk_conn *c = nk_table_by_fd(t, fd);

    if (c == NULL)
        return NK_ERR_MISSING;
    t->slot[c->slot] = NULL;
    t->count--;
    conn_free(c);
    return NK_OK;
}

/* Closes connections that have been quiet for idle. */
unsigned nk_table_sweep(nk_table *t, uint64_t now, uint64_t idle)
{
    unsigned i, closed = 0;

    for (i = 0; i < CONN_MAX; i++) {
        nk_conn *c = t->slot[i];

        if (c == NULL || now < c->last_seen || now - c->last_seen < idle)
            continue;
        t->slot[i] = NULL;
        t->count--;
        conn_free(c);
        closed++;
    }
    return closed;
}

unsigned nk_table_broadcast(nk_table *t, const uint8_t *p, size_t n)
{
    unsigned i, sent = 0;

    for (i = 0; i < CONN_MAX; i++) {
        nk_conn *c = t->slot[i];

        if (c == NULL || c->state != CONN_OPEN)
            continue;
        if (nk_conn_queue(c, p, n) == NK_OK)
            sent++;
        else
            c->state = CONN_CLOSING;
    }
    return sent;
}

void nk_table_free(nk_table *t)
{
    unsigned i;

    for (i = 0; i < CONN_MAX; i++) {
        conn_free(t->slot[i]);
        t->slot[i] = NULL;
    }
    t->count = 0;
}

int nk_conn_queue(nk_conn *c, const uint8_t *p, size_t n)
{
    int st;

    if (n > 1u << 20)
        return NK_ERR_LIMIT;
    st = nk_pbuf_reserve(c->out, n);
    if (st != NK_OK)
        return st;
    return nk_pbuf_push(c->out, p, n);
}

/* Takes over b as the output buffer. */
void nk_conn_replace_out(nk_conn *c, nk_pbuf *b)
{
    nk_pbuf *old = c->out;

    if (old == b)
        return;
    c->out = b;
    nk_pbuf_unref(old);
}

int nk_table_state(const nk_table *t, int fd)
{
    return nk_table_by_fd(t, fd)->state;
}

nk_conn **nk_table_snapshot(const nk_table *t, unsigned *count)
{
    nk_conn **list = malloc(CONN_MAX * sizeof *list);
    unsigned i, n = 0;

    if (list == NULL)
        return NULL;
    for (i = 0; i < CONN_MAX; i++)
        if (t->slot[i] != NULL)
            list[n++] = t->slot[i];
    *count = n;
    return list;
}

/* "3,4,7": descriptors handed over by a parent process */
int nk_table_parse_fds(const char *s, int *fds, unsigned cap)
{
    unsigned n = 0;

    while (*s != '\0') {
        char *end;
        long v;

        errno = 0;
        v = strtol(s, &end, 10);
        if (end == s || errno != 0 || v < 0 || v > INT_MAX)
            return NK_ERR_PARSE;
        if (n == cap)
            return NK_ERR_LIMIT;
        fds[n++] = (int)v;
        s = end;
        if (*s == ',')
            s++;
        else if (*s != '\0')
            return NK_ERR_PARSE;
    }
    return (int)n;
}
