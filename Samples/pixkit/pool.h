/* pool.h - arena and free-list allocation */
#ifndef PIXKIT_POOL_H
#define PIXKIT_POOL_H

#include <stddef.h>
#include <stdint.h>

typedef struct px_block {
    struct px_block *next;
    size_t used;
    size_t cap;
    uint8_t mem[];
} px_block;

typedef struct px_pool {
    px_block *head;
    size_t block_size;
    size_t total;
} px_pool;

typedef struct px_slab_item {
    struct px_slab_item *next;
} px_slab_item;

typedef struct px_slab {
    px_slab_item *free_list;
    size_t item_size;
    unsigned live;
} px_slab;

typedef struct px_ref {
    int count;
    void *obj;
    void (*destroy)(void *obj);
} px_ref;

px_pool *px_pool_new(size_t block_size);
void *px_pool_alloc(px_pool *pool, size_t n);
void *px_pool_calloc(px_pool *pool, uint32_t count, uint32_t size);
void *px_pool_zalloc_array(px_pool *pool, size_t count, size_t size);
char *px_pool_strdup(px_pool *pool, const char *s);
char *px_pool_strndup(px_pool *pool, const char *s, size_t n);
void px_pool_clear(px_pool *pool);
void px_pool_free(px_pool *pool);
void *px_slab_get(px_slab *slab);
void px_slab_put(px_slab *slab, void *item);
void px_slab_drain(px_slab *slab);
px_ref *px_ref_new(void *obj, void (*destroy)(void *));
void px_ref_drop(px_ref *ref);
void px_ref_replace(px_ref *ref, void *obj);

#endif
