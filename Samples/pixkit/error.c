/* error.c - error codes, a small error stack and logging */
#include "pixkit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ERR_DEPTH 8

static char last_error[128];
static int err_stack[ERR_DEPTH];
static int err_count;

const char *px_strerror(int err)
{
    static const struct {
        int code;
        const char *text;
    } table[] = {
        { PX_OK, "no error" },
        { PX_E_TRUNC, "input ends too early" },
        { PX_E_FORMAT, "malformed input" },
        { PX_E_NOMEM, "out of memory" },
        { PX_E_RANGE, "value out of range" },
        { PX_E_IO, "input/output error" },
        { PX_E_UNSUPPORTED, "feature not supported" },
        { PX_E_NOTFOUND, "not found" },
    };
    size_t i;

    for (i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].code == err)
            return table[i].text;
    return "unknown error";
}

void px_log(const char *fmt, ...)
{
    va_list ap;
    const char *level = getenv("PIXKIT_LOG");

    if (level == NULL || level[0] == '0')
        return;
    va_start(ap, fmt);
    fputs("pixkit: ", stderr);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
}

int px_fail(int err, const char *what, size_t where)
{
    snprintf(last_error, sizeof last_error, "%s: %s at offset %zu",
             what, px_strerror(err), where);
    px_error_push(err);
    return err;
}

const char *px_last_error(void)
{
    return last_error[0] ? last_error : px_strerror(PX_OK);
}

/* Keeps the latest ERR_DEPTH codes. */
void px_error_push(int err)
{
    if (err_count == ERR_DEPTH) {
        memmove(err_stack, err_stack + 1, (ERR_DEPTH - 1) * sizeof err_stack[0]);
        err_count--;
    }
    err_stack[err_count++] = err;
}

int px_error_at(int depth)
{
    return err_stack[err_count - 1 - depth];
}

void px_error_context(const char *file, const char *stage)
{
    char *p = last_error;

    strcpy(p, file);
    p += strlen(file);
    *p++ = ':';
    strcpy(p, stage);
}
