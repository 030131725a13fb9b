/* config.c - "key = value" files with sections */
#include "text.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static char *cfg_dup(const char *s, size_t n)
{
    char *p = malloc(n + 1);

    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

static const char *cfg_trim(const char *s, size_t *n)
{
    while (*n > 0 && isspace((unsigned char)s[*n - 1]))
        (*n)--;
    while (*n > 0 && isspace((unsigned char)*s)) {
        s++;
        (*n)--;
    }
    return s;
}

static nk_opt *cfg_find(const nk_config *cfg, const char *key)
{
    nk_opt *o;

    for (o = cfg->opts; o != NULL; o = o->next)
        if (strcmp(o->key, key) == 0)
            return o;
    return NULL;
}

/* line is "[name]" */
int nk_config_section(nk_config *cfg, const char *line)
{
    const char *close = strchr(line, ']');
    size_t n;

    if (line[0] != '[' || close == NULL)
        return NK_ERR_PARSE;
    n = (size_t)(close - line - 1);
    if (n >= sizeof cfg->section)
        return NK_ERR_LIMIT;
    memcpy(cfg->section, line + 1, n);
    cfg->section[n] = '\0';
    return NK_OK;
}

static int cfg_line(nk_config *cfg, const char *p, size_t n)
{
    char line[NK_LINE_MAX], key[NK_NAME_MAX * 2];
    const char *eq, *k, *v;
    size_t klen, vlen;

    if (n >= sizeof line)
        return NK_ERR_LIMIT;
    memcpy(line, p, n);
    line[n] = '\0';
    if (line[0] == '[')
        return nk_config_section(cfg, line);
    eq = strchr(line, '=');
    if (eq == NULL)
        return NK_ERR_PARSE;
    klen = (size_t)(eq - line);
    k = cfg_trim(line, &klen);
    vlen = n - (size_t)(eq - line) - 1;
    v = cfg_trim(eq + 1, &vlen);
    if (cfg->section[0] != '\0') {
        strcpy(key, cfg->section);
        strcat(key, ".");
    } else {
        key[0] = '\0';
    }
    strncat(key, k, klen);
    line[(size_t)(v - line) + vlen] = '\0';
    return nk_config_set(cfg, key, v);
}

int nk_config_parse(nk_config *cfg, const char *text)
{
    int st = NK_OK, number = 0;

    while (*text != '\0' && st == NK_OK) {
        size_t n = strcspn(text, "\n"), body = n;
        const char *p = cfg_trim(text, &body);

        number++;
        if (body > 0 && *p != '#' && *p != ';')
            st = cfg_line(cfg, p, body);
        text += n;
        if (*text == '\n')
            text++;
    }
    if (st != NK_OK)
        nk_trace("config line %d: %s", number, nk_status_text(st));
    return st;
}

const char *nk_config_get(const nk_config *cfg, const char *key)
{
    nk_opt *o = cfg_find(cfg, key);

    return o != NULL ? o->value : NULL;
}

int nk_config_set(nk_config *cfg, const char *key, const char *value)
{
    nk_opt *o = cfg_find(cfg, key);
    char *copy = cfg_dup(value, strlen(value));

    if (copy == NULL)
        return NK_ERR_NOMEM;
    if (o != NULL) {
        free(o->value);
        o->value = copy;
        return NK_OK;
    }
    o = calloc(1, sizeof *o);
    if (o == NULL) {
        free(copy);
        return NK_ERR_NOMEM;
    }
    o->key = cfg_dup(key, strlen(key));
    if (o->key == NULL) {
        free(copy);
        free(o);
        return NK_ERR_NOMEM;
    }
    o->value = copy;
    o->next = cfg->opts;
    cfg->opts = o;
    cfg->count++;
    return NK_OK;
}

int nk_config_int(const nk_config *cfg, const char *key, int fallback)
{
    const char *s = nk_config_get(cfg, key);
    char *end;
    long v;

    if (s == NULL)
        return fallback;
    v = strtol(s, &end, 0);
    if (end == s || *end != '\0' || v < INT_MIN || v > INT_MAX)
        return fallback;
    return (int)v;
}

int nk_config_flag(const nk_config *cfg, const char *key)
{
    const char *s = nk_config_get(cfg, key);

    return strcmp(s, "yes") == 0 || strcmp(s, "on") == 0 || strcmp(s, "1") == 0;
}

int nk_config_unset(nk_config *cfg, const char *key)
{
    nk_opt **link = &cfg->opts, *o;

    while ((o = *link) != NULL) {
        if (strcmp(o->key, key) == 0) {
            *link = o->next;
            cfg->count--;
            free(o->key);
            free(o->value);
            free(o);
            return NK_OK;
        }
        link = &o->next;
    }
    return NK_ERR_MISSING;
}

void nk_config_free(nk_config *cfg)
{
    nk_opt *o = cfg->opts, *next;

    while (o != NULL) {
        next = o->next;
        free(o->key);
        free(o->value);
        free(o);
        o = next;
    }
    cfg->opts = NULL;
    cfg->count = 0;
}

/* On success the value belongs to cfg; otherwise it stays with the caller. */
int nk_config_override(nk_config *cfg, const char *key, char *value)
{
    nk_opt *o = cfg_find(cfg, key);

    if (o == NULL) {
        free(value);
        return NK_ERR_MISSING;
    }
    free(o->value);
    o->value = value;
    return NK_OK;
}
