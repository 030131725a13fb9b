/* conn.h - connection table and timers */
#ifndef NETKIT_CONN_H
#define NETKIT_CONN_H

#include "pbuf.h"

#define CONN_MAX 128

enum nk_conn_state { CONN_IDLE, CONN_OPEN, CONN_CLOSING };

typedef struct nk_conn {
    int fd;
    enum nk_conn_state state;
    char peer[NK_NAME_MAX];
    nk_pbuf *out;
    uint64_t last_seen;
    unsigned slot;
} nk_conn;

typedef struct nk_table {
    nk_conn *slot[CONN_MAX];
    unsigned count;
} nk_table;

typedef void (*nk_timer_fn)(void *arg);

typedef struct nk_timer {
    uint64_t due;
    uint64_t period;
    nk_timer_fn fn;
    void *arg;
    int cancelled;
} nk_timer;

/* binary heap, soonest first */
typedef struct nk_timers {
    nk_timer **heap;
    size_t len, cap;
} nk_timers;

nk_conn *nk_table_open(nk_table *t, int fd, const char *peer);
nk_conn *nk_table_get(const nk_table *t, unsigned slot);
nk_conn *nk_table_by_fd(const nk_table *t, int fd);
void nk_table_close(nk_table *t, nk_conn *c);
int nk_table_close_fd(nk_table *t, int fd);
unsigned nk_table_sweep(nk_table *t, uint64_t now, uint64_t idle);
unsigned nk_table_broadcast(nk_table *t, const uint8_t *p, size_t n);
void nk_table_free(nk_table *t);
int nk_conn_queue(nk_conn *c, const uint8_t *p, size_t n);
void nk_conn_replace_out(nk_conn *c, nk_pbuf *b);
int nk_table_state(const nk_table *t, int fd);
nk_conn **nk_table_snapshot(const nk_table *t, unsigned *count);
int nk_table_parse_fds(const char *s, int *fds, unsigned cap);

nk_timer *nk_timer_add(nk_timers *ts, uint64_t due, uint64_t period,
                       nk_timer_fn fn, void *arg);
unsigned nk_timers_run(nk_timers *ts, uint64_t now);
void nk_timer_cancel(nk_timer *t);
uint64_t nk_timers_next(const nk_timers *ts);
void nk_timers_free(nk_timers *ts);

#endif
