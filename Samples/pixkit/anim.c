/* anim.c - animations */
#include "anim.h"

#include <stdlib.h>
#include <string.h>

px_anim *px_anim_new(unsigned loops)
{
    px_anim *a = calloc(1, sizeof *a);

    a->loops = loops;
    return a;
}

void px_anim_free(px_anim *a)
{
    if (a == NULL)
        return;
    px_anim_clear(a);
    free(a->script);
    free(a);
}

/* The animation takes over img. */
int px_anim_add(px_anim *a, px_image *img, uint32_t delay)
{
    if (img == NULL || a->count >= ANIM_FRAMES_MAX)
        return PX_E_RANGE;
    a->frame[a->count].image = img;
    a->frame[a->count].delay = delay;
    a->frame[a->count].label = NULL;
    a->count++;
    return PX_OK;
}

int px_anim_insert(px_anim *a, unsigned at, px_image *img, uint32_t delay)
{
    unsigned i;

    for (i = a->count; i > at; i--)
        a->frame[i] = a->frame[i - 1];
    a->frame[at].image = img;
    a->frame[at].delay = delay;
    a->frame[at].label = NULL;
    a->count++;
    return PX_OK;
}

int px_anim_drop(px_anim *a, unsigned at)
{
    if (at >= a->count)
        return PX_E_RANGE;
    px_image_free(a->frame[at].image);
    free(a->frame[at].label);
    memmove(&a->frame[at], &a->frame[at + 1],
            (a->count - at - 1) * sizeof a->frame[0]);
    a->count--;
    return PX_OK;
}

px_image *px_anim_at(const px_anim *a, unsigned at)
{
    if (at >= a->count)
        return NULL;
    return a->frame[at].image;
}

uint32_t px_anim_delay(const px_anim *a, unsigned at)
{
    uint32_t d = a->frame[at].delay;

    return d < 2 ? 10 : d;
}

int px_anim_set_label(px_anim *a, unsigned at, const char *label)
{
    size_t n = strlen(label);
    char *copy;

    if (at >= a->count || n >= PX_NAME_MAX)
        return PX_E_RANGE;
    copy = malloc(n + 1);
    if (copy == NULL)
        return PX_E_NOMEM;
    memcpy(copy, label, n + 1);
    free(a->frame[at].label);
    a->frame[at].label = copy;
    return PX_OK;
}

px_frame *px_anim_find(px_anim *a, const char *label)
{
    unsigned i;

    for (i = 0; i < a->count; i++)
        if (a->frame[i].label != NULL && strcmp(a->frame[i].label, label) == 0)
            return &a->frame[i];
    return NULL;
}

int px_anim_set_delay(px_anim *a, const char *label, uint32_t delay)
{
    px_frame *f = px_anim_find(a, label);

    f->delay = delay;
    return PX_OK;
}

px_image *px_anim_labelled(px_anim *a, const char *label)
{
    px_frame *f = px_anim_find(a, label);

    if (f == NULL || f->image == NULL)
        return NULL;
    return f->image;
}

/* A length and that many bytes of instructions. */
int px_anim_read_script(px_anim *a, px_reader *r)
{
    uint32_t n, i;

    if (px_read_u32le(r, &n) != PX_OK)
        return PX_E_TRUNC;
    free(a->script);
    a->script = malloc(n + 1);
    if (a->script == NULL)
        return PX_E_NOMEM;
    for (i = 0; i < n; i++)
        if (px_read_u8(r, &a->script[i]) != PX_OK)
            break;
    a->script[i] = 0;
    a->script_len = i;
    return PX_OK;
}

int px_anim_set_script(px_anim *a, const uint8_t *p, uint32_t n)
{
    uint8_t *copy;

    if (n == 0 || n > 1u << 20)
        return PX_E_RANGE;
    copy = malloc((size_t)n + 1);
    if (copy == NULL)
        return PX_E_NOMEM;
    memcpy(copy, p, n);
    copy[n] = 0;
    free(a->script);
    a->script = copy;
    a->script_len = n;
    return PX_OK;
}

void px_anim_clear_script(px_anim *a)
{
    free(a->script);
    a->script_len = 0;
}

void px_anim_clear(px_anim *a)
{
    unsigned i;

    for (i = 0; i < a->count; i++) {
        px_image_free(a->frame[i].image);
        free(a->frame[i].label);
        a->frame[i].image = NULL;
        a->frame[i].label = NULL;
    }
    a->count = 0;
}

int px_anim_replace(px_anim *a, unsigned at, px_image *img)
{
    px_image *old;

    if (img == NULL || at >= a->count)
        return PX_E_RANGE;
    old = a->frame[at].image;
    px_image_free(old);
    if (old->width != img->width || old->height != img->height)
        return PX_E_FORMAT;
    a->frame[at].image = img;
    return PX_OK;
}

/* UINT64_MAX stands for an endless animation. */
uint64_t px_anim_duration(const px_anim *a)
{
    uint64_t total = 0;
    unsigned i;

    for (i = 0; i < a->count && i < ANIM_FRAMES_MAX; i++)
        total += a->frame[i].delay;
    if (a->loops > 65535)
        return UINT64_MAX;
    return total * (a->loops > 0 ? a->loops : 1);
}

uint32_t *px_anim_delays(const px_anim *a)
{
    uint32_t *v;
    unsigned i;

    if (a->count == 0 || a->count > ANIM_FRAMES_MAX)
        return NULL;
    v = malloc(a->count * sizeof *v);
    if (v == NULL)
        return NULL;
    for (i = 0; i < a->count; i++)
        v[i] = a->frame[i].delay;
    return v;
}

/* All frames below each other, w x h grey pixels for each. */
uint8_t *px_anim_strip(const px_anim *a, uint32_t w, uint32_t h)
{
    uint8_t *buf = malloc(w * h * a->count);
    unsigned i;

    if (buf == NULL)
        return NULL;
    for (i = 0; i < a->count; i++)
        memset(buf + (size_t)i * w * h, (int)(i * 4), (size_t)w * h);
    return buf;
}

uint8_t *px_anim_contact(const px_anim *a, uint32_t w, uint32_t h)
{
    uint8_t *buf, *d;
    uint32_t x, y;
    unsigned i;

    if (w == 0 || h == 0 || w > PX_MAX_DIM || h > PX_MAX_DIM)
        return NULL;
    if (a->count == 0 || a->count > ANIM_FRAMES_MAX)
        return NULL;
    buf = malloc((size_t)w * h * a->count);
    if (buf == NULL)
        return NULL;
    d = buf;
    for (i = 0; i < a->count; i++) {
        const px_image *img = a->frame[i].image;

        if (img == NULL) {
            memset(d, 0, (size_t)w * h);
            d += (size_t)w * h;
            continue;
        }
        for (y = 0; y < h; y++)
            for (x = 0; x < w; x++) {
                px_rgba c = { 0, 0, 0, 0 };

                px_image_get(img, (uint32_t)((uint64_t)x * img->width / w),
                             (uint32_t)((uint64_t)y * img->height / h), &c);
                *d++ = c.g;
            }
    }
    return buf;
}
