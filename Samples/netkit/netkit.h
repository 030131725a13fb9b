/*
 * netkit - a small network library
 * SPDX-License-Identifier: MIT
 */
#ifndef NETKIT_H
#define NETKIT_H

#include <stddef.h>
#include <stdint.h>

#define NK_NAME_MAX 64
#define NK_LINE_MAX 512

#define NK_MIN(a, b) ((a) < (b) ? (a) : (b))

#define GET16(p) ((uint16_t)(((p)[0] << 8) | (p)[1]))
#define GET24(p) (((uint32_t)(p)[0] << 16) | ((uint32_t)(p)[1] << 8) | (p)[2])
#define GET32(p) ((uint32_t)(p)[3] | ((uint32_t)(p)[2] << 8) | \
                  ((uint32_t)(p)[1] << 16) | ((uint32_t)(p)[0] << 24))

typedef enum nk_status {
    NK_OK = 0,
    NK_ERR_SHORT = -1,
    NK_ERR_PARSE = -2,
    NK_ERR_NOMEM = -3,
    NK_ERR_LIMIT = -4,
    NK_ERR_IO = -5,
    NK_ERR_MISSING = -6,
    NK_ERR_STATE = -7
} nk_status;

const char *nk_status_text(int st);
void nk_trace(const char *fmt, ...);

#endif
