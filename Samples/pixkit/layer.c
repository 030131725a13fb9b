/* layer.c - layer stacks and undo */
#include "layer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

px_layer *px_layer_new(const char *name, px_image *img)
{
    px_layer *l = calloc(1, sizeof *l);

    if (l == NULL)
        return NULL;
    strcpy(l->name, name);
    l->image = img;
    l->opacity = 255;
    return l;
}

void px_layer_free(px_layer *l)
{
    if (l == NULL)
        return;
    px_image_free(l->image);
    free(l);
}

void px_stack_push(px_stack *s, px_layer *l)
{
    l->below = s->top;
    s->top = l;
    s->active = l;
    s->count++;
}

px_layer *px_stack_find(const px_stack *s, const char *name)
{
    px_layer *l = s->top;

    while (l != NULL && strcmp(l->name, name) != 0)
        l = l->below;
    return l;
}

/* Unlinks without freeing. */
int px_stack_remove(px_stack *s, px_layer *l)
{
    px_layer **link = &s->top;

    while (*link != NULL && *link != l)
        link = &(*link)->below;
    if (*link == NULL)
        return PX_E_NOTFOUND;
    *link = l->below;
    if (s->active == l)
        s->active = s->top;
    s->count--;
    return PX_OK;
}

int px_stack_delete(px_stack *s, const char *name)
{
    px_layer *l = px_stack_find(s, name);

    if (l == NULL)
        return PX_E_NOTFOUND;
    px_layer_free(l);
    return px_stack_remove(s, l);
}

void px_stack_clear(px_stack *s)
{
    px_layer *l = s->top;

    while (l != NULL) {
        px_layer *below = l->below;

        px_layer_free(l);
        l = below;
    }
    s->top = NULL;
    s->active = NULL;
    s->count = 0;
}

int px_stack_set_opacity(px_stack *s, const char *name, uint8_t opacity)
{
    px_layer *l = px_stack_find(s, name);

    if (l == NULL)
        return PX_E_NOTFOUND;
    if (l->locked)
        return PX_E_UNSUPPORTED;
    l->opacity = opacity;
    return PX_OK;
}

int px_stack_lock(px_stack *s, const char *name)
{
    px_layer *l = px_stack_find(s, name);
    int was = l->locked;

    l->locked = 1;
    return was;
}

int px_stack_rename(px_stack *s, const char *name, const char *to)
{
    px_layer *l = px_stack_find(s, name);
    size_t n = strlen(to);

    if (l == NULL)
        return PX_E_NOTFOUND;
    if (n >= sizeof l->name)
        return PX_E_RANGE;
    memcpy(l->name, to, n + 1);
    return PX_OK;
}

static void blend_row(uint8_t *dst, const uint8_t *src, size_t n, unsigned alpha)
{
    size_t i;

    for (i = 0; i < n; i++)
        dst[i] = (uint8_t)((dst[i] * (255u - alpha) + src[i] * alpha) / 255u);
}

/* Blends a layer into the one below and removes it. */
int px_stack_merge_down(px_stack *s, px_layer *l)
{
    px_layer *base = l->below;
    uint32_t y, h;

    if (base == NULL)
        return PX_E_NOTFOUND;
    if (base->locked || l->locked)
        return PX_E_UNSUPPORTED;
    if (base->image->stride != l->image->stride)
        return PX_E_FORMAT;
    h = PX_MIN(base->image->height, l->image->height);
    for (y = 0; y < h; y++)
        blend_row(px_image_row(base->image, y), px_image_row(l->image, y),
                  base->image->stride, l->opacity);
    px_image_free(l->image);
    px_stack_remove(s, l);
    px_layer_free(l);
    return PX_OK;
}

/* Blends all layers of equal width. */
px_image *px_stack_flatten(const px_stack *s)
{
    const px_layer *l;
    px_image *out;
    uint32_t y;

    if (s->top == NULL)
        return NULL;
    out = px_image_new(s->top->image->width, s->top->image->height,
                       s->top->image->channels);
    if (out == NULL)
        return NULL;
    for (l = s->top; l != NULL; l = l->below) {
        if (l->image->stride != out->stride)
            continue;
        for (y = 0; y < PX_MIN(out->height, l->image->height); y++)
            blend_row(out->data + (size_t)y * out->stride,
                      l->image->data + (size_t)y * l->image->stride,
                      out->stride, l->opacity);
    }
    return out;
}

int px_undo_init(px_undo *u, unsigned cap)
{
    if (cap == 0 || cap > 1024)
        return PX_E_RANGE;
    u->slot = calloc(cap, sizeof u->slot[0]);
    if (u->slot == NULL)
        return PX_E_NOMEM;
    u->cap = cap;
    u->len = 0;
    return PX_OK;
}

int px_undo_push(px_undo *u, const px_image *img)
{
    px_image *copy = px_image_crop(img, 0, 0, img->width, img->height);

    if (copy == NULL)
        return PX_E_NOMEM;
    if (u->len == u->cap) {
        px_image_free(u->slot[0]);
        memmove(u->slot, u->slot + 1, (u->cap - 1) * sizeof u->slot[0]);
        u->len--;
    }
    u->slot[u->len++] = copy;
    return PX_OK;
}

px_image *px_undo_pop(px_undo *u)
{
    px_image *img;

    if (u->len == 0)
        return NULL;
    img = u->slot[--u->len];
    u->slot[u->len] = NULL;
    return img;
}

px_image *px_undo_peek(const px_undo *u, unsigned back)
{
    if (u->len == 0)
        return NULL;
    return u->slot[u->len - 1 - back];
}

void px_undo_clear(px_undo *u)
{
    unsigned i;

    for (i = 0; i < u->len; i++)
        px_image_free(u->slot[i]);
    free(u->slot);
}

int px_undo_shrink(px_undo *u, unsigned cap)
{
    unsigned drop, i;

    if (cap == 0 || cap > u->cap)
        return PX_E_RANGE;
    drop = u->len > cap ? u->len - cap : 0;
    for (i = 0; i < drop; i++)
        px_image_free(u->slot[i]);
    memmove(u->slot, u->slot + drop, (u->len - drop) * sizeof u->slot[0]);
    u->len -= drop;
    u->cap = cap;
    return PX_OK;
}
