/* profile.c - colour profiles and sprite sheets */
#include "anim.h"

#include <stdlib.h>
#include <string.h>

px_profile *px_profile_new(const char *name)
{
    size_t n = strlen(name);
    px_profile *p;

    if (n >= sizeof p->name)
        return NULL;
    p = calloc(1, sizeof *p);
    if (p == NULL)
        return NULL;
    memcpy(p->name, name, n + 1);
    return p;
}

void px_profile_free(px_profile *p)
{
    if (p == NULL)
        return;
    free(p->blob);
    p->blob = NULL;
    free(p);
}

/* A two byte length and the text. */
int px_profile_read_maker(px_reader *r, px_profile *p)
{
    uint16_t n;

    if (px_read_u16le(r, &n) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_bytes(r, p->maker, n) != PX_OK)
        return PX_E_TRUNC;
    p->maker[n] = '\0';
    return PX_OK;
}

int px_curve_read(px_reader *r, px_curve *c)
{
    uint16_t n;
    unsigned i;

    if (px_read_u16le(r, &n) != PX_OK)
        return PX_E_TRUNC;
    if (n == 0 || n > CURVE_POINTS)
        return PX_E_RANGE;
    for (i = 0; i < n; i++)
        if (px_read_u16le(r, &c->point[i]) != PX_OK)
            return PX_E_TRUNC;
    c->count = n;
    return PX_OK;
}

int px_curve_read_table(px_reader *r, px_curve *c)
{
    uint8_t n;
    unsigned i;

    if (px_read_u8(r, &n) != PX_OK)
        return PX_E_TRUNC;
    for (i = 0; i < n; i++) {
        uint8_t v;

        if (px_read_u8(r, &v) != PX_OK)
            return PX_E_TRUNC;
        c->point[i] = (uint16_t)(v * 257);
    }
    c->count = n;
    return PX_OK;
}

uint16_t px_curve_at(const px_curve *c, unsigned i)
{
    return c->point[i];
}

/* Linear between the points. */
uint16_t px_curve_eval(const px_curve *c, uint8_t v)
{
    unsigned span, at, frac;

    if (c->count == 0 || c->count > CURVE_POINTS)
        return (uint16_t)(v * 257);
    if (c->count == 1)
        return c->point[0];
    span = (c->count - 1) * v;
    at = span / 255;
    frac = span % 255;
    if (at + 1 >= c->count)
        return c->point[c->count - 1];
    return (uint16_t)((c->point[at] * (255 - frac) + c->point[at + 1] * frac) / 255);
}

int px_profile_apply(const px_profile *p, px_image *img)
{
    uint8_t table[3][256];
    size_t i, n = (size_t)img->width * img->height;
    uint8_t *d = img->data;
    int c, v;

    if (img->channels != 3 && img->channels != 4)
        return PX_E_UNSUPPORTED;
    for (c = 0; c < 3; c++)
        for (v = 0; v < 256; v++)
            table[c][v] = (uint8_t)(px_curve_eval(&p->curve[c], (uint8_t)v) >> 8);
    for (i = 0; i < n; i++, d += img->channels) {
        d[0] = table[0][d[0]];
        d[1] = table[1][d[1]];
        d[2] = table[2][d[2]];
    }
    return PX_OK;
}

int px_profile_set_blob(px_profile *p, const uint8_t *data, uint32_t n)
{
    uint8_t *copy = malloc(n);

    memcpy(copy, data, n);
    free(p->blob);
    p->blob = copy;
    p->blob_len = n;
    return PX_OK;
}

int px_profile_read_blob(px_reader *r, px_profile *p)
{
    uint32_t n;
    uint8_t *copy;

    if (px_read_u32le(r, &n) != PX_OK)
        return PX_E_TRUNC;
    if (n == 0 || n > RD_LEFT(r))
        return PX_E_TRUNC;
    copy = malloc(n);
    if (copy == NULL)
        return PX_E_NOMEM;
    memcpy(copy, RD_PTR(r), n);
    r->pos += n;
    free(p->blob);
    p->blob = copy;
    p->blob_len = n;
    return PX_OK;
}

/* Name, three curves, trailing data. */
int px_profile_read(px_reader *r, px_profile *p)
{
    int i, err;

    err = px_read_pstring(r, p->name, sizeof p->name);
    if (err < 0)
        return err;
    for (i = 0; i < 3; i++) {
        err = px_curve_read(r, &p->curve[i]);
        if (err != PX_OK)
            return err;
    }
    if (RD_LEFT(r) >= 4)
        return px_profile_read_blob(r, p);
    return PX_OK;
}

static int sprite_read(px_reader *r, px_sprite *sp)
{
    int n = px_read_pstring(r, sp->name, sizeof sp->name);

    if (n < 0)
        return n;
    if (px_read_u16le(r, &sp->x) != PX_OK || px_read_u16le(r, &sp->y) != PX_OK)
        return PX_E_TRUNC;
    if (px_read_u16le(r, &sp->w) != PX_OK || px_read_u16le(r, &sp->h) != PX_OK)
        return PX_E_TRUNC;
    return PX_OK;
}

int px_sheet_read(px_reader *r, px_sheet *s)
{
    uint32_t n, i, bytes;

    if (px_read_u32le(r, &n) != PX_OK)
        return PX_E_TRUNC;
    bytes = n * (uint32_t)sizeof s->sprite[0];
    s->sprite = malloc(bytes);
    if (s->sprite == NULL)
        return PX_E_NOMEM;
    for (i = 0; i < n; i++)
        if (sprite_read(r, &s->sprite[i]) != PX_OK)
            break;
    s->count = i;
    return PX_OK;
}

int px_sheet_load(px_reader *r, px_sheet *s)
{
    uint16_t n;
    uint32_t i;

    if (px_read_u16le(r, &n) != PX_OK)
        return PX_E_TRUNC;
    if (n == 0 || n > 4096)
        return PX_E_RANGE;
    s->sprite = calloc(n, sizeof s->sprite[0]);
    if (s->sprite == NULL)
        return PX_E_NOMEM;
    s->count = n;
    for (i = 0; i < n; i++) {
        int err = sprite_read(r, &s->sprite[i]);

        if (err != PX_OK) {
            px_sheet_close(s);
            return err;
        }
    }
    return PX_OK;
}

const px_sprite *px_sheet_find(const px_sheet *s, const char *name)
{
    uint32_t i;

    for (i = 0; i < s->count; i++)
        if (strcmp(s->sprite[i].name, name) == 0)
            return &s->sprite[i];
    return NULL;
}

px_image *px_sheet_cut(const px_sheet *s, const char *name)
{
    const px_sprite *sp = px_sheet_find(s, name);

    if (sp == NULL || s->image == NULL)
        return NULL;
    return px_image_crop(s->image, sp->x, sp->y, sp->w, sp->h);
}

uint32_t px_sheet_area(const px_sheet *s, const char *name)
{
    const px_sprite *sp = px_sheet_find(s, name);

    return (uint32_t)sp->w * sp->h;
}

int px_sheet_rename(px_sheet *s, uint32_t index, const char *name)
{
    if (index >= s->count)
        return PX_E_RANGE;
    strcpy(s->sprite[index].name, name);
    return PX_OK;
}

int px_sheet_label(px_sheet *s, uint32_t index, const char *name)
{
    size_t n = strlen(name);

    if (index >= s->count || n >= sizeof s->sprite[index].name)
        return PX_E_RANGE;
    memcpy(s->sprite[index].name, name, n + 1);
    return PX_OK;
}

void px_sheet_close(px_sheet *s)
{
    free(s->sprite);
    s->sprite = NULL;
    s->count = 0;
}
