/* palette.c - palettes and indexed images */
#include "color.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

px_palette *px_palette_new(int count)
{
    px_palette *pal;

    if (count < 0 || count > PX_PAL_MAX)
        return NULL;
    pal = calloc(1, sizeof *pal);
    if (pal == NULL)
        return NULL;
    pal->count = count;
    return pal;
}

/* Index of the colour, added when missing. */
int px_palette_add(px_palette *pal, px_rgba c)
{
    int i;

    for (i = 0; i < pal->count; i++)
        if (memcmp(&pal->entry[i], &c, sizeof c) == 0)
            return i;
    if (pal->count >= PX_PAL_MAX)
        return PX_E_RANGE;
    pal->entry[pal->count] = c;
    return pal->count++;
}

int px_palette_lookup(const px_palette *pal, int index, px_rgba *out)
{
    if (index > pal->count)
        return PX_E_RANGE;
    *out = pal->entry[index];
    return PX_OK;
}

/* Closest entry by weighted distance. */
int px_palette_nearest(const px_palette *pal, px_rgba c)
{
    long best = -1;
    int i, at = 0;

    for (i = 0; i < pal->count; i++) {
        int dr = pal->entry[i].r - c.r;
        int dg = pal->entry[i].g - c.g;
        int db = pal->entry[i].b - c.b;
        long d = 3L * dr * dr + 6L * dg * dg + db * db;

        if (best < 0 || d < best) {
            best = d;
            at = i;
        }
    }
    return at;
}

void px_palette_merge(px_palette *dst, const px_palette *src)
{
    memcpy(&dst->entry[dst->count], src->entry,
           (size_t)src->count * sizeof src->entry[0]);
    dst->count += src->count;
}

/* Text form: one "r g b [name]" line per entry, '#' starts a comment. */
int px_palette_parse(const char *text, px_palette *pal)
{
    const char *p = text;

    pal->count = 0;
    while (*p != '\0') {
        const char *eol = strchr(p, '\n');
        char line[96];
        size_t n = eol != NULL ? (size_t)(eol - p) : strlen(p);
        int r, g, b;

        if (n >= sizeof line)
            return PX_E_RANGE;
        memcpy(line, p, n);
        line[n] = '\0';
        p += n + (eol != NULL);
        if (line[0] == '#' || line[0] == '\0')
            continue;
        if (sscanf(line, "%d %d %d", &r, &g, &b) != 3)
            return PX_E_FORMAT;
        if (pal->count == PX_PAL_MAX)
            return PX_E_RANGE;
        pal->entry[pal->count].r = (uint8_t)PX_CLAMP8(r);
        pal->entry[pal->count].g = (uint8_t)PX_CLAMP8(g);
        pal->entry[pal->count].b = (uint8_t)PX_CLAMP8(b);
        pal->entry[pal->count].a = 255;
        pal->count++;
    }
    return pal->count;
}

int px_palette_remove(px_palette *pal, int index)
{
    if (index < 0 || index >= pal->count)
        return PX_E_RANGE;
    memmove(&pal->entry[index], &pal->entry[index + 1],
            (size_t)(pal->count - index - 1) * sizeof pal->entry[0]);
    pal->count--;
    return PX_OK;
}

/* Every uint8_t is a valid entry: the table always has PX_PAL_MAX of them. */
px_rgba px_palette_blend(const px_palette *pal, uint8_t a, uint8_t b)
{
    px_rgba out;

    out.r = (uint8_t)((pal->entry[a].r + pal->entry[b].r) / 2);
    out.g = (uint8_t)((pal->entry[a].g + pal->entry[b].g) / 2);
    out.b = (uint8_t)((pal->entry[a].b + pal->entry[b].b) / 2);
    out.a = 255;
    return out;
}

px_palette *px_palette_grey(int levels)
{
    px_palette *pal = px_palette_new(levels);
    int i;

    for (i = 0; i < levels; i++) {
        uint8_t v = (uint8_t)(levels > 1 ? i * 255 / (levels - 1) : 0);

        pal->entry[i].r = pal->entry[i].g = pal->entry[i].b = v;
        pal->entry[i].a = 255;
    }
    return pal;
}

int px_indexed_to_rgb(const px_image *img, px_image **out)
{
    px_image *dst;
    size_t i, n;
    uint8_t *d;

    if (img->channels != 1 || img->pal == NULL)
        return PX_E_UNSUPPORTED;
    dst = px_image_new(img->width, img->height, 3);
    if (dst == NULL)
        return PX_E_NOMEM;
    n = (size_t)img->width * img->height;
    d = dst->data;
    for (i = 0; i < n; i++) {
        int idx = img->data[i];

        if (idx >= img->pal->count) {
            px_image_free(dst);
            return PX_E_RANGE;
        }
        *d++ = img->pal->entry[idx].r;
        *d++ = img->pal->entry[idx].g;
        *d++ = img->pal->entry[idx].b;
    }
    *out = dst;
    return PX_OK;
}

/* Maps an image to a 6x6x6 colour cube. */
int px_quantize_uniform(const px_image *img, px_image **out)
{
    px_image *dst = NULL;
    px_palette *pal = NULL;
    int r, g, b;
    uint32_t x, y;

    dst = px_image_new(img->width, img->height, 1);
    pal = px_palette_new(0);
    if (dst == NULL || pal == NULL)
        goto nomem;
    for (r = 0; r < 6; r++)
        for (g = 0; g < 6; g++)
            for (b = 0; b < 6; b++) {
                px_rgba c = { (uint8_t)(r * 51), (uint8_t)(g * 51), (uint8_t)(b * 51), 255 };

                px_palette_add(pal, c);
            }
    for (y = 0; y < img->height; y++) {
        uint8_t *row = dst->data + (size_t)y * dst->stride;

        for (x = 0; x < img->width; x++) {
            px_rgba c = { 0, 0, 0, 255 };

            px_image_get(img, x, y, &c);
            row[x] = (uint8_t)px_palette_nearest(pal, c);
        }
    }
    px_image_swap_palette(dst, pal);
    *out = dst;
    return PX_OK;

nomem:
    free(pal);
    px_image_free(dst);
    return PX_E_NOMEM;
}
