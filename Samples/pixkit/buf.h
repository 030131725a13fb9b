/* buf.h - bounded reader and growing writer */
#ifndef PIXKIT_BUF_H
#define PIXKIT_BUF_H

#include <stddef.h>
#include <stdint.h>

/* pos <= size always holds */
typedef struct px_reader {
    const uint8_t *base;
    size_t size;
    size_t pos;
} px_reader;

typedef struct px_writer {
    uint8_t *base;
    size_t cap;
    size_t len;
    int failed;
} px_writer;

#define RD_LEFT(r) ((r)->size - (r)->pos)
#define RD_PTR(r)  ((r)->base + (r)->pos)

void px_reader_init(px_reader *r, const void *data, size_t size);
int px_read_u8(px_reader *r, uint8_t *out);
int px_read_u16le(px_reader *r, uint16_t *out);
int px_read_u16be(px_reader *r, uint16_t *out);
int px_read_u32le(px_reader *r, uint32_t *out);
int px_read_u32be(px_reader *r, uint32_t *out);
int px_read_bytes(px_reader *r, void *dst, size_t n);
int px_skip(px_reader *r, size_t n);
int px_seek(px_reader *r, size_t pos);
uint16_t px_peek_u16le(const px_reader *r);
int px_read_pstring(px_reader *r, char *dst, size_t cap);
int px_read_label(px_reader *r, char *dst);
int px_read_cstr(px_reader *r, char *dst, size_t cap);
int px_slice(const px_reader *r, uint32_t off, uint32_t len, px_reader *out);
int px_take(px_reader *r, uint32_t len, px_reader *out);
uint8_t *px_read_dup(px_reader *r, uint32_t n);
int px_read_line(px_reader *r, char *dst, size_t cap);

void px_writer_init(px_writer *w);
int px_writer_grow(px_writer *w, size_t extra);
int px_write_u8(px_writer *w, uint8_t v);
int px_write_u16le(px_writer *w, uint16_t v);
int px_write_u32le(px_writer *w, uint32_t v);
int px_write_u32be(px_writer *w, uint32_t v);
int px_write_bytes(px_writer *w, const void *src, size_t n);
int px_write_fill(px_writer *w, uint8_t v, size_t n);
int px_writer_patch_u32le(px_writer *w, size_t at, uint32_t v);
int px_writer_patch_u16le(px_writer *w, size_t at, uint16_t v);
int px_writer_detach(px_writer *w, uint8_t **out, size_t *size);
void px_writer_reset(px_writer *w);
int px_load_file(const char *path, uint8_t **out, size_t *size);
int px_save_file(const char *path, const uint8_t *data, size_t size);

#endif
