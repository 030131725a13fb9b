/* color.c - colour conversion */
#include "color.h"

#include <ctype.h>
#include <string.h>

int px_to_grey(const px_image *img, px_image **out)
{
    px_image *dst;
    uint32_t x, y;

    if (img->channels < 3)
        return PX_E_UNSUPPORTED;
    dst = px_image_new(img->width, img->height, 1);
    if (dst == NULL)
        return PX_E_NOMEM;
    for (y = 0; y < img->height; y++) {
        const uint8_t *s = img->data + (size_t)y * img->stride;
        uint8_t *d = dst->data + (size_t)y * dst->stride;

        for (x = 0; x < img->width; x++, s += img->channels)
            *d++ = (uint8_t)((s[0] * 77 + s[1] * 151 + s[2] * 28) >> 8);
    }
    *out = dst;
    return PX_OK;
}

void px_invert(px_image *img)
{
    size_t i, n = img->stride * img->height;

    for (i = 0; i < n; i++)
        img->data[i] = (uint8_t)~img->data[i];
}

void px_gamma_apply(px_image *img, double gamma)
{
    uint8_t table[256];
    size_t i, n = img->stride * img->height;
    int v;

    if (gamma <= 0.0)
        return;
    for (v = 0; v < 256; v++) {
        double x = v / 255.0, lo = 0.0, hi = 1.0;
        int k;

        /* bisection on y*y blended with y keeps this free of libm */
        for (k = 0; k < 20; k++) {
            double mid = (lo + hi) / 2;
            double f = gamma >= 1.0 ? mid * mid * (gamma - 1.0) + mid : mid;

            if (f < x * (gamma >= 1.0 ? gamma : 1.0))
                lo = mid;
            else
                hi = mid;
        }
        table[v] = (uint8_t)(lo * 255.0 + 0.5);
    }
    for (i = 0; i < n; i++)
        img->data[i] = table[img->data[i]];
}

/* Two source bytes make one pixel; dst holds pixels * 3 bytes. */
int px_rgb565_unpack(const uint8_t *src, size_t n, uint8_t *dst, size_t pixels)
{
    size_t i;

    if (n / 2 < pixels)
        return PX_E_TRUNC;
    for (i = 0; i < pixels; i++, src += 2) {
        unsigned v = LE16(src);

        *dst++ = (uint8_t)((v >> 11) << 3);
        *dst++ = (uint8_t)(((v >> 5) & 63) << 2);
        *dst++ = (uint8_t)((v & 31) << 3);
    }
    return PX_OK;
}

/* Planar 4:2:0 input. */
int px_yuv_unpack(const uint8_t *src, size_t n, uint32_t w, uint32_t h, px_image **out)
{
    px_image *img = px_image_new(w, h, 3);
    const uint8_t *up, *vp;
    uint32_t x, y;

    if (img == NULL)
        return PX_E_NOMEM;
    if (n < (size_t)w * h) {
        px_image_free(img);
        return PX_E_TRUNC;
    }
    up = src + (size_t)w * h;
    vp = up + (size_t)((w + 1) / 2) * ((h + 1) / 2);
    for (y = 0; y < h; y++) {
        uint8_t *d = px_image_row(img, y);

        for (x = 0; x < w; x++) {
            size_t at = (size_t)(y / 2) * ((w + 1) / 2) + x / 2;
            int l = src[(size_t)y * w + x], u = up[at] - 128, v = vp[at] - 128;
            int r = l + (359 * v) / 256, b = l + (454 * u) / 256;
            int g = l - (88 * u + 183 * v) / 256;

            *d++ = (uint8_t)PX_CLAMP8(r);
            *d++ = (uint8_t)PX_CLAMP8(g);
            *d++ = (uint8_t)PX_CLAMP8(b);
        }
    }
    *out = img;
    return PX_OK;
}

/* Hue in degrees, the others in 0..1. */
void px_rgb_to_hsv(px_rgba c, float hsv[3])
{
    int hi = PX_MAX(c.r, PX_MAX(c.g, c.b));
    int lo = PX_MIN(c.r, PX_MIN(c.g, c.b));
    float d = (float)(hi - lo), hue;

    hsv[2] = (float)hi / 255.0f;
    hsv[1] = hi == 0 ? 0.0f : d / (float)hi;
    if (hi == lo) {
        hsv[0] = 0.0f;
        return;
    }
    if (hi == c.r)
        hue = (float)(c.g - c.b) / d;
    else if (hi == c.g)
        hue = 2.0f + (float)(c.b - c.r) / d;
    else
        hue = 4.0f + (float)(c.r - c.g) / d;
    hue *= 60.0f;
    hsv[0] = hue < 0.0f ? hue + 360.0f : hue;
}

int px_cmyk_unpack(const uint8_t *src, size_t n, px_image *img)
{
    uint8_t *d = img->data;
    size_t i;

    if (img->channels != 3)
        return PX_E_FORMAT;
    for (i = 0; i + 4 <= n; i += 4) {
        unsigned k = 255u - src[i + 3];

        *d++ = (uint8_t)((255u - src[i]) * k / 255u);
        *d++ = (uint8_t)((255u - src[i + 1]) * k / 255u);
        *d++ = (uint8_t)((255u - src[i + 2]) * k / 255u);
    }
    return PX_OK;
}

int px_premultiply(px_image *img)
{
    size_t i, n;
    uint8_t *p = img->data;

    if (img->channels != 4)
        return PX_E_UNSUPPORTED;
    n = (size_t)img->width * img->height;
    for (i = 0; i < n; i++, p += 4) {
        unsigned a = p[3];

        p[0] = (uint8_t)(p[0] * a / 255u);
        p[1] = (uint8_t)(p[1] * a / 255u);
        p[2] = (uint8_t)(p[2] * a / 255u);
    }
    return PX_OK;
}

int px_named_color(const char *name, px_rgba *out)
{
    static const struct {
        const char *name;
        px_rgba c;
    } table[] = {
        { "black", { 0, 0, 0, 255 } },     { "white", { 255, 255, 255, 255 } },
        { "red", { 255, 0, 0, 255 } },     { "lime", { 0, 255, 0, 255 } },
        { "blue", { 0, 0, 255, 255 } },    { "yellow", { 255, 255, 0, 255 } },
        { "cyan", { 0, 255, 255, 255 } },  { "magenta", { 255, 0, 255, 255 } },
        { "silver", { 192, 192, 192, 255 } }, { "grey", { 128, 128, 128, 255 } },
        { "maroon", { 128, 0, 0, 255 } },  { "olive", { 128, 128, 0, 255 } },
        { "green", { 0, 128, 0, 255 } },   { "purple", { 128, 0, 128, 255 } },
        { "teal", { 0, 128, 128, 255 } },  { "navy", { 0, 0, 128, 255 } },
        { "none", { 0, 0, 0, 0 } },
    };
    size_t i;

    for (i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (strcmp(table[i].name, name) == 0) {
            *out = table[i].c;
            return PX_OK;
        }
    }
    return PX_E_NOTFOUND;
}

/* Accepts rrggbb and rrggbbaa. */
int px_parse_hex_color(const char *s, px_rgba *out)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t v[4] = { 0, 0, 0, 255 };
    size_t i, n = strlen(s);

    if (n != 6 && n != 8)
        return PX_E_FORMAT;
    for (i = 0; i < n; i++) {
        const char *d = strchr(digits, tolower((unsigned char)s[i]));

        if (d == NULL)
            return PX_E_FORMAT;
        if (i % 2 == 0)
            v[i / 2] = (uint8_t)((d - digits) << 4);
        else
            v[i / 2] = (uint8_t)(v[i / 2] | (d - digits));
    }
    memcpy(out, v, sizeof v);
    return PX_OK;
}
