/* codec.c - base64 and hex */
#include "text.h"

#include <stdlib.h>
#include <string.h>

static const char b64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t nk_base64_size(size_t n)
{
    if (n > SIZE_MAX / 2)
        return SIZE_MAX;
    return (n + 2) / 3 * 4 + 1;
}

int nk_base64_encode(const uint8_t *src, size_t n, char *dst, size_t cap)
{
    size_t o = 0;

    if (cap < nk_base64_size(n))
        return NK_ERR_LIMIT;
    while (n >= 3) {
        uint32_t v = GET24(src);

        dst[o++] = b64[v >> 18];
        dst[o++] = b64[(v >> 12) & 63];
        dst[o++] = b64[(v >> 6) & 63];
        dst[o++] = b64[v & 63];
        src += 3;
        n -= 3;
    }
    if (n > 0) {
        uint32_t v = (uint32_t)src[0] << 16 | (n > 1 ? (uint32_t)src[1] << 8 : 0);

        dst[o++] = b64[v >> 18];
        dst[o++] = b64[(v >> 12) & 63];
        dst[o++] = n > 1 ? b64[(v >> 6) & 63] : '=';
        dst[o++] = '=';
    }
    dst[o] = '\0';
    return (int)o;
}

static int b64_value(char c)
{
    const char *p;

    if (c == '\0')
        return -1;
    p = strchr(b64, c);
    return p != NULL ? (int)(p - b64) : -1;
}

int nk_base64_decode(const char *src, uint8_t *dst, size_t cap)
{
    uint32_t acc = 0;
    int bits = 0;
    size_t o = 0;

    if (cap == 0)
        return NK_ERR_LIMIT;
    for (; *src != '\0' && *src != '='; src++) {
        int v = b64_value(*src);

        if (v < 0)
            return NK_ERR_PARSE;
        acc = acc << 6 | (uint32_t)v;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            dst[o++] = (uint8_t)(acc >> bits);
        }
    }
    return (int)o;
}

char *nk_base64_alloc(const uint8_t *src, uint32_t n)
{
    uint32_t size = n * 4 / 3 + 5;
    char *out = malloc(size);

    if (out == NULL)
        return NULL;
    nk_base64_encode(src, n, out, nk_base64_size(n));
    return out;
}

int nk_hex_encode(const uint8_t *src, size_t n, char *dst, size_t cap)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    if (cap == 0 || n > (cap - 1) / 2)
        return NK_ERR_LIMIT;
    for (i = 0; i < n; i++) {
        *dst++ = digits[src[i] >> 4];
        *dst++ = digits[src[i] & 15];
    }
    *dst = '\0';
    return (int)(n * 2);
}

int nk_hex_decode(const char *src, uint8_t *dst, size_t cap)
{
    static const char digits[] = "0123456789abcdef";
    size_t n = strlen(src), i;

    if (n % 2 != 0 || n / 2 > cap)
        return NK_ERR_LIMIT;
    for (i = 0; i < n; i += 2) {
        const char *hi = strchr(digits, src[i]);
        const char *lo = strchr(digits, src[i + 1]);

        if (hi == NULL || lo == NULL)
            return NK_ERR_PARSE;
        dst[i / 2] = (uint8_t)((hi - digits) << 4 | (lo - digits));
    }
    return (int)(n / 2);
}

char *nk_hex_alloc(const uint8_t *src, size_t n)
{
    char *out;

    if (n > (SIZE_MAX - 1) / 2)
        return NULL;
    out = malloc(n * 2 + 1);
    if (out == NULL)
        return NULL;
    nk_hex_encode(src, n, out, n * 2 + 1);
    return out;
}

int nk_hex_dump(const uint8_t *src, size_t n, nk_str *out)
{
    size_t row, i;
    int st = NK_OK;

    for (row = 0; row < n && st == NK_OK; row += 16) {
        size_t len = NK_MIN(n - row, (size_t)16);

        st = nk_str_printf(out, "%06zx ", row);
        for (i = 0; i < 16 && st == NK_OK; i++) {
            if (i < len)
                st = nk_str_printf(out, " %02x", src[row + i]);
            else
                st = nk_str_puts(out, "   ");
        }
        if (st == NK_OK)
            st = nk_str_puts(out, "  |");
        for (i = 0; i < len && st == NK_OK; i++) {
            char c = (char)src[row + i];

            if (c < 32 || c > 126)
                c = '.';
            st = nk_str_add(out, &c, 1);
        }
        if (st == NK_OK)
            st = nk_str_puts(out, "|\n");
    }
    return st;
}
