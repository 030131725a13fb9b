/* timer.c - timers in a binary heap */
#include "conn.h"

#include <stdlib.h>

static void heap_swap(nk_timers *ts, size_t a, size_t b)
{
    nk_timer *t = ts->heap[a];

    ts->heap[a] = ts->heap[b];
    ts->heap[b] = t;
}

static void heap_up(nk_timers *ts, size_t i)
{
    while (i > 0) {
        size_t parent = (i - 1) / 2;

        if (ts->heap[parent]->due <= ts->heap[i]->due)
            break;
        heap_swap(ts, i, parent);
        i = parent;
    }
}

static void heap_down(nk_timers *ts, size_t i)
{
    for (;;) {
        size_t l = 2 * i + 1, r = l + 1, best = i;

        if (l < ts->len && ts->heap[l]->due < ts->heap[best]->due)
            best = l;
        if (r < ts->len && ts->heap[r]->due < ts->heap[best]->due)
            best = r;
        if (best == i)
            return;
        heap_swap(ts, i, best);
        i = best;
    }
}

static nk_timer *heap_pop(nk_timers *ts)
{
    nk_timer *t;

    if (ts->len == 0)
        return NULL;
    t = ts->heap[0];
    ts->heap[0] = ts->heap[--ts->len];
    heap_down(ts, 0);
    return t;
}

static int heap_push(nk_timers *ts, nk_timer *t)
{
    if (ts->heap == NULL) {
        ts->heap = calloc(32, sizeof ts->heap[0]);
        if (ts->heap == NULL)
            return NK_ERR_NOMEM;
        ts->cap = 32;
    }
    ts->heap[ts->len] = t;
    heap_up(ts, ts->len++);
    return NK_OK;
}

nk_timer *nk_timer_add(nk_timers *ts, uint64_t due, uint64_t period,
                       nk_timer_fn fn, void *arg)
{
    nk_timer *t = calloc(1, sizeof *t);

    if (t == NULL)
        return NULL;
    t->due = due;
    t->period = period;
    t->fn = fn;
    t->arg = arg;
    if (heap_push(ts, t) != NK_OK) {
        free(t);
        return NULL;
    }
    return t;
}

unsigned nk_timers_run(nk_timers *ts, uint64_t now)
{
    unsigned ran = 0;

    while (ts->len > 0 && ts->heap[0]->due <= now) {
        nk_timer *t = heap_pop(ts);

        if (t->cancelled) {
            free(t);
        } else {
            t->fn(t->arg);
            ran++;
        }
        if (t->period > 0 && !t->cancelled) {
            t->due = now + t->period;
            if (heap_push(ts, t) == NK_OK)
                continue;
        }
        free(t);
    }
    return ran;
}

/* The timer itself is released when it comes up next. */
void nk_timer_cancel(nk_timer *t)
{
    if (t == NULL)
        return;
    t->cancelled = 1;
    t->period = 0;
}

uint64_t nk_timers_next(const nk_timers *ts)
{
    return ts->len > 0 ? ts->heap[0]->due : UINT64_MAX;
}

void nk_timers_free(nk_timers *ts)
{
    size_t i;

    for (i = 0; i < ts->len; i++)
        free(ts->heap[i]);
    free(ts->heap);
    ts->heap = NULL;
    ts->len = ts->cap = 0;
}
