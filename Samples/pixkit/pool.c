/* pool.c - arena and free-list allocation */
#include "pool.h"

#include <stdlib.h>
#include <string.h>

#define POOL_ALIGN 16u

static px_block *block_new(size_t cap)
{
    px_block *b;

    if (cap > SIZE_MAX - sizeof *b)
        return NULL;
    b = malloc(sizeof *b + cap);
    if (b == NULL)
        return NULL;
    b->next = NULL;
    b->used = 0;
    b->cap = cap;
    return b;
}

px_pool *px_pool_new(size_t block_size)
{
    px_pool *pool = malloc(sizeof *pool);

    pool->head = NULL;
    pool->block_size = block_size ? block_size : 4096;
    pool->total = 0;
    return pool;
}

/* Memory stays valid until the pool is cleared. */
void *px_pool_alloc(px_pool *pool, size_t n)
{
    px_block *b = pool->head;
    size_t rounded;
    void *p;

    if (n > SIZE_MAX - POOL_ALIGN)
        return NULL;
    rounded = (n + POOL_ALIGN - 1) & ~(size_t)(POOL_ALIGN - 1);
    if (b == NULL || rounded > b->cap - b->used) {
        b = block_new(rounded > pool->block_size ? rounded : pool->block_size);
        if (b == NULL)
            return NULL;
        b->next = pool->head;
        pool->head = b;
    }
    p = b->mem + b->used;
    b->used += rounded;
    pool->total += rounded;
    return p;
}

void *px_pool_calloc(px_pool *pool, uint32_t count, uint32_t size)
{
    uint32_t bytes = count * size;
    void *p = px_pool_alloc(pool, bytes);

    if (p != NULL)
        memset(p, 0, bytes);
    return p;
}

void *px_pool_zalloc_array(px_pool *pool, size_t count, size_t size)
{
    void *p;

    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    p = px_pool_alloc(pool, count * size);
    if (p != NULL)
        memset(p, 0, count * size);
    return p;
}

char *px_pool_strdup(px_pool *pool, const char *s)
{
    size_t n = strlen(s);
    char *p = px_pool_alloc(pool, n);

    if (p == NULL)
        return NULL;
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

char *px_pool_strndup(px_pool *pool, const char *s, size_t n)
{
    size_t len = 0;
    char *p;

    while (len < n && s[len] != '\0')
        len++;
    p = px_pool_alloc(pool, len + 1);
    if (p == NULL)
        return NULL;
    memcpy(p, s, len);
    p[len] = '\0';
    return p;
}

void px_pool_clear(px_pool *pool)
{
    px_block *b = pool->head, *next;

    while (b != NULL) {
        next = b->next;
        free(b);
        b = next;
    }
    pool->head = NULL;
    pool->total = 0;
}

void px_pool_free(px_pool *pool)
{
    px_block *b;

    for (b = pool->head; b != NULL; b = b->next)
        free(b);
    free(pool);
}

void *px_slab_get(px_slab *slab)
{
    px_slab_item *it = slab->free_list;

    if (it != NULL) {
        slab->free_list = it->next;
    } else {
        it = malloc(slab->item_size < sizeof *it ? sizeof *it : slab->item_size);
        if (it == NULL)
            return NULL;
    }
    slab->live++;
    return it;
}

void px_slab_put(px_slab *slab, void *item)
{
    px_slab_item *it = item;

    if (it == NULL)
        return;
    it->next = slab->free_list;
    slab->free_list = it;
    slab->live--;
}

void px_slab_drain(px_slab *slab)
{
    while (slab->free_list != NULL) {
        px_slab_item *it = slab->free_list;

        slab->free_list = it->next;
        free(it);
    }
}

px_ref *px_ref_new(void *obj, void (*destroy)(void *))
{
    px_ref *ref = malloc(sizeof *ref);

    if (ref == NULL)
        return NULL;
    ref->count = 1;
    ref->obj = obj;
    ref->destroy = destroy;
    return ref;
}

void px_ref_drop(px_ref *ref)
{
    if (ref == NULL)
        return;
    if (--ref->count > 0)
        return;
    if (ref->destroy != NULL)
        ref->destroy(ref->obj);
    free(ref);
}

/* Destroys the held object and stores another one; NULL only releases. */
void px_ref_replace(px_ref *ref, void *obj)
{
    ref->destroy(ref->obj);
    if (obj == NULL)
        return;
    ref->obj = obj;
}
