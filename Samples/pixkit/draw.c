/* draw.c - lines, rectangles, fills and a tiny font */
#include "filter.h"

#include <stdlib.h>
#include <string.h>

#define DRAW_REACH (4 * (int)PX_MAX_DIM)

static void draw_span(uint8_t *p, uint32_t n, uint32_t channels, px_rgba c)
{
    uint8_t v[4];

    v[0] = c.r;
    v[1] = c.g;
    v[2] = c.b;
    v[3] = c.a;
    while (n-- > 0) {
        memcpy(p, v, channels);
        p += channels;
    }
}

int px_draw_hline(px_image *img, uint32_t x0, uint32_t x1, uint32_t y, px_rgba c)
{
    if (y >= img->height || x0 > x1 || x0 >= img->width)
        return PX_E_RANGE;
    if (x1 >= img->width)
        x1 = img->width - 1;
    draw_span(img->data + (size_t)y * img->stride + (size_t)x0 * img->channels,
              x1 - x0 + 1, img->channels, c);
    return PX_OK;
}

int px_draw_vline(px_image *img, uint32_t x, uint32_t y0, uint32_t y1, px_rgba c)
{
    uint32_t y;

    if (x >= img->width || y0 > y1)
        return PX_E_RANGE;
    for (y = y0; y <= y1; y++) {
        uint8_t *p = img->data + (size_t)y * img->stride + (size_t)x * img->channels;

        draw_span(p, 1, img->channels, c);
    }
    return PX_OK;
}

int px_draw_rect(px_image *img, uint32_t x, uint32_t y, uint32_t w, uint32_t h, px_rgba c)
{
    uint32_t row;

    if (x >= img->width || y >= img->height || w == 0 || h == 0)
        return PX_E_RANGE;
    w = PX_MIN(w, img->width - x);
    h = PX_MIN(h, img->height - y);
    for (row = y; row < y + h; row++) {
        int err = px_draw_hline(img, x, x + w - 1, row, c);

        if (err != PX_OK)
            return err;
    }
    return PX_OK;
}

static int draw_inside(const px_image *img, int x, int y)
{
    return x >= 0 && y >= 0 && (uint32_t)x < img->width && (uint32_t)y < img->height;
}

static int draw_distance(int a, int b)
{
    long long d = (long long)a - b;

    if (d < 0)
        d = -d;
    return d > DRAW_REACH ? DRAW_REACH + 1 : (int)d;
}

void px_draw_line(px_image *img, int x0, int y0, int x1, int y1, px_rgba c)
{
    int dx = draw_distance(x0, x1), sx = x0 < x1 ? 1 : -1;
    int dy = -draw_distance(y0, y1), sy = y0 < y1 ? 1 : -1;
    int err = dx + dy, e2;

    if (dx > DRAW_REACH || dy < -DRAW_REACH)
        return;
    for (;;) {
        if (draw_inside(img, x0, y0))
            draw_span(img->data + (size_t)y0 * img->stride + (size_t)x0 * img->channels,
                      1, img->channels, c);
        if (x0 == x1 && y0 == y1)
            break;
        e2 = 2 * err;
        if (e2 >= dy) {
            err += dy;
            x0 += sx;
        }
        if (e2 <= dx) {
            err += dx;
            y0 += sy;
        }
    }
}

/* Four-connected fill with an explicit stack. */
int px_flood_fill(px_image *img, uint32_t x, uint32_t y, uint8_t value)
{
    size_t cap = 256, n = 0, at, count;
    size_t *stack;
    uint8_t old;

    if (img->channels != 1 || x >= img->width || y >= img->height)
        return PX_E_RANGE;
    count = img->stride * img->height;
    at = (size_t)y * img->stride + x;
    old = img->data[at];
    if (old == value)
        return PX_OK;
    stack = malloc(cap * sizeof *stack);
    if (stack == NULL)
        return PX_E_NOMEM;
    stack[n++] = at;
    img->data[at] = value;
    while (n > 0) {
        size_t next[4], k;

        at = stack[--n];
        next[0] = at % img->stride > 0 ? at - 1 : count;
        next[1] = at % img->stride + 1 < img->stride ? at + 1 : count;
        next[2] = at >= img->stride ? at - img->stride : count;
        next[3] = at + img->stride;
        for (k = 0; k < 4; k++) {
            if (next[k] >= count || img->data[next[k]] != old)
                continue;
            if (n == cap) {
                size_t *p = realloc(stack, 2 * cap * sizeof *stack);

                if (p == NULL) {
                    free(stack);
                    return PX_E_NOMEM;
                }
                stack = p;
                cap *= 2;
            }
            img->data[next[k]] = value;
            stack[n++] = next[k];
        }
    }
    free(stack);
    return PX_OK;
}

/* 3x5 digits, one bit per pixel. */
void px_draw_glyph(px_image *img, uint32_t x, uint32_t y, int ch)
{
    static const uint16_t font[10] = {
        075557, 026227, 071747, 071717, 055711, 074717, 074757, 071111, 075757, 075717,
    };
    uint16_t bits = font[ch - '0'];
    px_rgba ink = { 255, 255, 255, 255 };
    int i;

    for (i = 0; i < 15; i++)
        if (bits >> (14 - i) & 1)
            px_draw_hline(img, x + (uint32_t)(i % 3), x + (uint32_t)(i % 3),
                          y + (uint32_t)(i / 3), ink);
}
