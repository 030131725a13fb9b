/* rle.c - run-length coding variants */
#include "rle.h"
#include "pixkit.h"

#include <stdlib.h>
#include <string.h>

size_t px_packbits_bound(size_t n)
{
    return n + n / 128 + 2;
}

/* dst must hold px_packbits_bound(n) bytes. */
size_t px_packbits_encode(const uint8_t *src, size_t n, uint8_t *dst)
{
    size_t i = 0, o = 0;

    while (i < n) {
        size_t run = 1;

        while (i + run < n && run < 128 && src[i + run] == src[i])
            run++;
        if (run > 2) {
            dst[o++] = (uint8_t)(257 - run);
            dst[o++] = src[i];
            i += run;
        } else {
            size_t start = i, len = 0;

            while (i < n && len < 128) {
                if (i + 2 < n && src[i] == src[i + 1] && src[i] == src[i + 2])
                    break;
                i++;
                len++;
            }
            dst[o++] = (uint8_t)(len - 1);
            memcpy(dst + o, src + start, len);
            o += len;
        }
    }
    return o;
}

int px_packbits_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap)
{
    size_t i = 0, o = 0;

    while (i + 1 < n && o < cap) {
        int head = (int8_t)src[i++];

        if (head >= 0) {
            size_t len = (size_t)head + 1;

            if (len > n - i)
                return PX_E_TRUNC;
            memcpy(dst + o, src + i, len);
            i += len;
            o += len;
        } else if (head != -128) {
            memset(dst + o, src[i++], (size_t)(1 - head));
            o += (size_t)(1 - head);
        }
    }
    return PX_OK;
}

/* Count byte followed by a 16 bit value. */
int px_rle16_decode(const uint8_t *src, size_t n, uint16_t *dst, size_t cap)
{
    size_t i = 0, o = 0;

    while (i < n) {
        size_t count, k;
        uint16_t v;

        if (n - i < 3)
            return PX_E_TRUNC;
        count = src[i];
        v = LE16(src + i + 1);
        i += 3;
        if (count > cap - o)
            return PX_E_RANGE;
        for (k = 0; k < count; k++)
            dst[o++] = v;
    }
    return PX_OK;
}

int px_rle_pairs_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap)
{
    size_t o = 0;

    (void)n;
    while (o < cap) {
        unsigned run = *src++;
        uint8_t v = *src++;

        while (run-- > 0 && o < cap)
            dst[o++] = v;
    }
    return PX_OK;
}

int px_rle_pairs_encode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap)
{
    size_t i = 0, o = 0;

    while (i < n) {
        size_t run = 1;

        while (run < 255 && i + run < n && src[i + run] == src[i])
            run++;
        if (cap - o < 2)
            return PX_E_RANGE;
        dst[o++] = (uint8_t)run;
        dst[o++] = src[i];
        i += run;
    }
    return (int)o;
}

/* The first four bytes give the expanded size. */
uint8_t *px_rle_expand_alloc(const uint8_t *src, size_t n, uint32_t *out_len)
{
    uint32_t want;
    uint8_t *buf;

    if (n < 4)
        return NULL;
    want = LE32(src);
    if (want == 0 || want > 1u << 28)
        return NULL;
    buf = malloc(want);
    if (buf == NULL)
        return NULL;
    memset(buf, 0, want);
    {
        size_t i = 4, o = 0;

        while (n - i >= 2 && o < want) {
            size_t run = src[i];

            if (run > want - o)
                run = want - o;
            memset(buf + o, src[i + 1], run);
            o += run;
            i += 2;
        }
    }
    *out_len = want;
    return buf;
}

int px_delta_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap)
{
    uint8_t acc = 0;
    size_t i;

    if (n > cap)
        return PX_E_RANGE;
    for (i = 0; i < n; i++) {
        acc = (uint8_t)(acc + src[i]);
        dst[i] = acc;
    }
    return PX_OK;
}

/* Repeats count bytes found dist bytes before the end of dst. */
int px_copyback(uint8_t *dst, size_t *len, size_t cap, size_t dist, size_t count)
{
    size_t i;

    if (count > cap - *len)
        return PX_E_RANGE;
    for (i = 0; i < count; i++) {
        dst[*len] = dst[*len - dist];
        (*len)++;
    }
    return PX_OK;
}

int px_lz_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap)
{
    size_t i = 0, o = 0, k;

    while (i < n) {
        uint8_t op = src[i++];

        if (op & 0x80) {
            size_t count = (size_t)(op & 0x7f) + 3, dist;

            if (n - i < 2)
                return PX_E_TRUNC;
            dist = LE16(src + i);
            i += 2;
            if (dist == 0 || dist > o || count > cap - o)
                return PX_E_RANGE;
            for (k = 0; k < count; k++, o++)
                dst[o] = dst[o - dist];
        } else {
            size_t len = (size_t)op + 1;

            if (len > n - i)
                return PX_E_TRUNC;
            if (len > cap - o)
                return PX_E_RANGE;
            memcpy(dst + o, src + i, len);
            i += len;
            o += len;
        }
    }
    return (int)o;
}
