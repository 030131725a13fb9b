/* meta.h - EXIF-like tag directories and text entries */
#ifndef PIXKIT_META_H
#define PIXKIT_META_H

#include "buf.h"
#include "pixkit.h"

enum px_tag_type {
    TAG_BYTE = 1,
    TAG_ASCII = 2,
    TAG_SHORT = 3,
    TAG_LONG = 4,
    TAG_RATIONAL = 5
};

#define TAG_ORIENTATION 0x0112
#define TAG_SOFTWARE    0x0131
#define TAG_THUMB_OFF   0x0201
#define TAG_THUMB_LEN   0x0202

typedef struct px_tag {
    uint16_t id;
    uint16_t type;
    uint32_t count;
    uint32_t value;     /* value or offset */
} px_tag;

typedef struct px_meta {
    const uint8_t *base;
    size_t size;
    int big_endian;
    px_tag *tags;
    uint32_t ntags;
} px_meta;

typedef struct px_text {
    char *key;
    char *value;
    struct px_text *next;
} px_text;

int px_meta_open(px_meta *m, const uint8_t *data, size_t size);
void px_meta_close(px_meta *m);
const px_tag *px_meta_find(const px_meta *m, uint16_t id);
int px_meta_orientation(const px_meta *m);
int px_meta_string(const px_meta *m, uint16_t id, char *dst, size_t cap);
int px_meta_software(const px_meta *m, char dst[32]);
uint32_t px_meta_long_at(const px_meta *m, const px_tag *t, uint32_t index);
int px_meta_short_at(const px_meta *m, const px_tag *t, uint32_t index, uint16_t *out);
int px_meta_rational(const px_meta *m, uint16_t id, uint32_t *num, uint32_t *den);
int px_meta_thumbnail(const px_meta *m, uint8_t **out, uint32_t *len);
uint32_t *px_meta_longs(const px_meta *m, const px_tag *t);
int px_meta_write(px_writer *w, const px_tag *tags, uint16_t count);
size_t px_meta_dump(const px_meta *m, char *dst, size_t cap);
int px_meta_apply(px_image **img, const px_meta *m);

int px_text_parse(const uint8_t *p, size_t n, px_text **list);
const char *px_text_get(const px_text *list, const char *key);
int px_text_set(px_text **list, const char *key, const char *value);
int px_text_unset(px_text **list, const char *key);
void px_text_free(px_text *list);
int px_text_title_length(const px_text *list);
int px_text_join(const px_text *list, char *dst, size_t cap);
int px_text_rename(px_text *list, const char *key, const char *name);
px_text *px_text_copy(const px_text *list);
int px_text_unescape(const char *src, char *dst, size_t cap);
int px_text_latin1(const uint8_t *src, size_t n, char *dst, size_t cap);
int px_text_wrap(const char *src, size_t width, char *dst, size_t cap);

#endif
