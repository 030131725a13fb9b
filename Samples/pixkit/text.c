/* text.c - key/value text carried by images */
#include "meta.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *text_dup(const void *p, size_t n)
{
    char *s;

    if (n == SIZE_MAX)
        return NULL;
    s = malloc(n + 1);
    if (s == NULL)
        return NULL;
    memcpy(s, p, n);
    s[n] = '\0';
    return s;
}

static px_text *text_new(const char *key, size_t klen, const char *value, size_t vlen)
{
    px_text *t = calloc(1, sizeof *t);

    if (t == NULL)
        return NULL;
    t->key = text_dup(key, klen);
    t->value = text_dup(value, vlen);
    if (t->key == NULL || t->value == NULL) {
        free(t->key);
        free(t->value);
        free(t);
        return NULL;
    }
    return t;
}

/* A chunk body: key, NUL, value. */
int px_text_parse(const uint8_t *p, size_t n, px_text **list)
{
    const uint8_t *nul = memchr(p, 0, n);
    size_t klen;
    px_text *t;

    if (nul == NULL)
        return PX_E_FORMAT;
    klen = (size_t)(nul - p);
    if (klen == 0 || klen > 79)
        return PX_E_RANGE;
    t = text_new((const char *)p, klen, (const char *)nul + 1, n - klen - 1);
    if (t == NULL)
        return PX_E_NOMEM;
    t->next = *list;
    *list = t;
    return PX_OK;
}

const char *px_text_get(const px_text *list, const char *key)
{
    for (; list != NULL; list = list->next)
        if (strcmp(list->key, key) == 0)
            return list->value;
    return NULL;
}

int px_text_set(px_text **list, const char *key, const char *value)
{
    px_text *t;
    char *copy;

    for (t = *list; t != NULL; t = t->next) {
        if (strcmp(t->key, key) != 0)
            continue;
        free(t->value);
        copy = text_dup(value, strlen(value));
        if (copy == NULL)
            return PX_E_NOMEM;
        t->value = copy;
        return PX_OK;
    }
    t = text_new(key, strlen(key), value, strlen(value));
    if (t == NULL)
        return PX_E_NOMEM;
    t->next = *list;
    *list = t;
    return PX_OK;
}

int px_text_unset(px_text **list, const char *key)
{
    px_text **link, *t;

    for (link = list; (t = *link) != NULL; link = &t->next) {
        if (strcmp(t->key, key) == 0) {
            *link = t->next;
            free(t->key);
            free(t->value);
            free(t);
            return PX_OK;
        }
    }
    return PX_E_NOTFOUND;
}

void px_text_free(px_text *list)
{
    px_text *next;

    for (; list != NULL; list = next) {
        next = list->next;
        free(list->key);
        free(list->value);
        free(list);
    }
}

int px_text_title_length(const px_text *list)
{
    const char *title = px_text_get(list, "Title");

    return (int)strlen(title);
}

/* "key=value; key=value" */
int px_text_join(const px_text *list, char *dst, size_t cap)
{
    size_t n = 0;

    if (cap == 0)
        return PX_E_RANGE;
    while (list != NULL) {
        size_t k = strlen(list->key), v = strlen(list->value);

        if (n + k > cap)
            return PX_E_RANGE;
        memcpy(dst + n, list->key, k);
        n += k;
        dst[n++] = '=';
        memcpy(dst + n, list->value, v);
        n += v;
        if (list->next != NULL) {
            dst[n++] = ';';
            dst[n++] = ' ';
        }
        list = list->next;
    }
    dst[n] = '\0';
    return (int)n;
}

int px_text_rename(px_text *list, const char *key, const char *name)
{
    for (; list != NULL; list = list->next) {
        char *old = list->key;

        if (strcmp(old, key) != 0)
            continue;
        free(old);
        list->key = text_dup(name, strlen(name));
        px_log("renamed %s to %s", old, name);
        return list->key != NULL ? PX_OK : PX_E_NOMEM;
    }
    return PX_E_NOTFOUND;
}

px_text *px_text_copy(const px_text *list)
{
    px_text *head = NULL, **tail = &head;

    for (; list != NULL; list = list->next) {
        px_text *t = text_new(list->key, strlen(list->key),
                              list->value, strlen(list->value));

        if (t == NULL) {
            px_text_free(head);
            return NULL;
        }
        *tail = t;
        tail = &t->next;
    }
    return head;
}

int px_text_unescape(const char *src, char *dst, size_t cap)
{
    size_t n = 0;

    while (*src != '\0') {
        char c = *src++;

        if (c == '\\' && *src != '\0') {
            switch (*src) {
            case 'n':
                c = '\n';
                break;
            case 't':
                c = '\t';
                break;
            default:
                c = *src;
                break;
            }
            src++;
        }
        if (n + 1 >= cap)
            return PX_E_RANGE;
        dst[n++] = c;
    }
    if (n >= cap)
        return PX_E_RANGE;
    dst[n] = '\0';
    return (int)n;
}

/* Latin-1 to UTF-8; some characters take two bytes. */
int px_text_latin1(const uint8_t *src, size_t n, char *dst, size_t cap)
{
    size_t i, o = 0;

    if (n >= cap)
        return PX_E_RANGE;
    for (i = 0; i < n; i++) {
        if (src[i] < 0x80) {
            dst[o++] = (char)src[i];
        } else {
            dst[o++] = (char)(0xc0 | (src[i] >> 6));
            dst[o++] = (char)(0x80 | (src[i] & 0x3f));
        }
    }
    dst[o] = '\0';
    return (int)o;
}

/* Breaks lines at the first space after width columns. */
int px_text_wrap(const char *src, size_t width, char *dst, size_t cap)
{
    size_t col = 0, n = 0;

    if (cap == 0 || width == 0)
        return PX_E_RANGE;
    for (; *src != '\0'; src++) {
        if (n + 2 >= cap)
            return PX_E_RANGE;
        if (*src == '\n' || (col >= width && isspace((unsigned char)*src))) {
            dst[n++] = '\n';
            col = 0;
            continue;
        }
        dst[n++] = *src;
        col++;
    }
    dst[n] = '\0';
    return (int)n;
}
