/* layer.h - layer stacks, undo, codec registry */
#ifndef PIXKIT_LAYER_H
#define PIXKIT_LAYER_H

#include "pixkit.h"

/* A layer always holds an image and owns it. */
typedef struct px_layer {
    char name[PX_NAME_MAX];
    px_image *image;
    uint8_t opacity;
    int locked;
    struct px_layer *below;
} px_layer;

typedef struct px_stack {
    px_layer *top;
    px_layer *active;
    unsigned count;
} px_stack;

typedef struct px_undo {
    px_image **slot;
    unsigned cap, len;
} px_undo;

typedef int (*px_decode_fn)(const uint8_t *data, size_t size, px_image **out);
typedef int (*px_encode_fn)(const px_image *img, uint8_t **out, size_t *out_size);

typedef struct px_codec {
    const char *name;
    const char *ext;
    const char *magic;
    size_t magic_len;
    px_decode_fn decode;
    px_encode_fn encode;
} px_codec;

px_layer *px_layer_new(const char *name, px_image *img);
void px_layer_free(px_layer *l);
void px_stack_push(px_stack *s, px_layer *l);
px_layer *px_stack_find(const px_stack *s, const char *name);
int px_stack_remove(px_stack *s, px_layer *l);
int px_stack_delete(px_stack *s, const char *name);
void px_stack_clear(px_stack *s);
int px_stack_set_opacity(px_stack *s, const char *name, uint8_t opacity);
int px_stack_lock(px_stack *s, const char *name);
int px_stack_rename(px_stack *s, const char *name, const char *to);
int px_stack_merge_down(px_stack *s, px_layer *l);
px_image *px_stack_flatten(const px_stack *s);

int px_undo_init(px_undo *u, unsigned cap);
int px_undo_push(px_undo *u, const px_image *img);
px_image *px_undo_pop(px_undo *u);
px_image *px_undo_peek(const px_undo *u, unsigned back);
/* May run again on an undo list that has been cleared already. */
void px_undo_clear(px_undo *u);
int px_undo_shrink(px_undo *u, unsigned cap);

const px_codec *px_codec_by_ext(const char *path);
const px_codec *px_codec_probe(const uint8_t *data, size_t size);
int px_codec_register(const px_codec *c);
int px_open(const char *path, px_image **out);
int px_save(const char *path, const px_image *img);

#endif
