/* chunk.h - chunked container, PNG-like layout */
#ifndef PIXKIT_CHUNK_H
#define PIXKIT_CHUNK_H

#include "buf.h"
#include "pixkit.h"

typedef struct px_chunk {
    char type[5];
    uint32_t length;
    uint8_t *data;
    struct px_chunk *next;
} px_chunk;

typedef struct px_chunk_list {
    px_chunk *head;
    px_chunk *tail;
    unsigned count;
} px_chunk_list;

typedef int (*px_chunk_fn)(const px_chunk *c, void *arg);

uint32_t px_crc32(uint32_t crc, const uint8_t *p, size_t n);
int px_chunk_read(px_reader *r, px_chunk **out);
void px_chunk_free(px_chunk *c);
void px_chunk_append(px_chunk_list *l, px_chunk *c);
int px_chunk_load(px_reader *r, px_chunk_list *l);
px_chunk *px_chunk_find(const px_chunk_list *l, const char *type);
int px_chunk_remove(px_chunk_list *l, const char *type);
void px_chunk_list_free(px_chunk_list *l);
int px_chunk_each(const px_chunk_list *l, px_chunk_fn fn, void *arg);
int px_chunk_write(px_writer *w, const char *type, const uint8_t *p, uint32_t n);
double px_chunk_gamma(const px_chunk_list *l);
int px_chunk_background(const px_chunk_list *l, px_rgba *out);
px_chunk *px_chunk_dup(const px_chunk *src);
int px_chunk_join(px_chunk_list *l, const char *type, uint8_t **out, uint32_t *len);
unsigned px_chunk_prune(px_chunk_list *l, uint32_t max_len);

#endif
