/* rle.h - run-length coding variants */
#ifndef PIXKIT_RLE_H
#define PIXKIT_RLE_H

#include <stddef.h>
#include <stdint.h>

size_t px_packbits_bound(size_t n);
size_t px_packbits_encode(const uint8_t *src, size_t n, uint8_t *dst);
int px_packbits_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap);
int px_rle16_decode(const uint8_t *src, size_t n, uint16_t *dst, size_t cap);
int px_rle_pairs_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap);
int px_rle_pairs_encode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap);
uint8_t *px_rle_expand_alloc(const uint8_t *src, size_t n, uint32_t *out_len);
int px_delta_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap);
int px_copyback(uint8_t *dst, size_t *len, size_t cap, size_t dist, size_t count);
int px_lz_decode(const uint8_t *src, size_t n, uint8_t *dst, size_t cap);

#endif
