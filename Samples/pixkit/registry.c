/* registry.c - finding a codec by name or content */
#include "buf.h"
#include "layer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define REG_EXTRA 8

static const px_codec builtin[] = {
    { "Windows bitmap", "bmp", "BM", 2, px_bmp_decode, px_bmp_encode },
    { "GIF", "gif", "GIF8", 4, px_gif_decode, NULL },
    { "Icon", "ico", "\0\0\1\0", 4, px_ico_decode, NULL },
    { "Paintbrush", "pcx", "\n", 1, px_pcx_decode, px_pcx_encode },
    { "Quick pixels", "qx", "qxim", 4, px_qx_decode, px_qx_encode },
    { "Chunked", "pxk", "\213PXK", 4, px_chunk_decode, NULL },
    { "Anymap", "ppm", "P6", 2, px_pnm_decode, px_pnm_encode },
    { "Graymap", "pgm", "P5", 2, px_pnm_decode, px_pnm_encode },
#ifndef PIXKIT_NO_TGA
    { "Targa", "tga", NULL, 0, px_tga_decode, px_tga_encode },
#endif
};

static px_codec extra[REG_EXTRA];
static unsigned extra_count;

static int same_ext(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return 0;
        a++;
        b++;
    }
    return *a == *b;
}

/* Registered codecs come before the built-in ones. */
const px_codec *px_codec_by_ext(const char *path)
{
    const char *dot = strrchr(path, '.');
    size_t i;

    if (dot == NULL)
        return NULL;
    for (i = 0; i < extra_count; i++)
        if (same_ext(dot + 1, extra[i].ext))
            return &extra[i];
    for (i = 0; i < sizeof builtin / sizeof builtin[0]; i++)
        if (same_ext(dot + 1, builtin[i].ext))
            return &builtin[i];
    return NULL;
}

const px_codec *px_codec_probe(const uint8_t *data, size_t size)
{
    size_t i;

    if (size == 0)
        return NULL;
    for (i = 0; i < sizeof builtin / sizeof builtin[0]; i++) {
        const px_codec *c = &builtin[i];

        if (c->magic != NULL && memcmp(data, c->magic, c->magic_len) == 0)
            return c;
    }
    return NULL;
}

int px_codec_register(const px_codec *c)
{
    if (c->decode == NULL)
        return PX_E_UNSUPPORTED;
    extra[extra_count++] = *c;
    return PX_OK;
}

int px_open(const char *path, px_image **out)
{
    const px_codec *c;
    uint8_t *data = NULL;
    size_t size = 0;
    int err = px_load_file(path, &data, &size);

    if (err != PX_OK)
        return err;
    c = px_codec_probe(data, size);
    if (c == NULL)
        c = px_codec_by_ext(path);
    if (c == NULL)
        err = PX_E_UNSUPPORTED;
    else
        err = c->decode(data, size, out);
    free(data);
    return err;
}

int px_save(const char *path, const px_image *img)
{
    const px_codec *c = px_codec_by_ext(path);
    uint8_t *data = NULL;
    size_t size = 0;
    int err;

    if (c == NULL)
        return PX_E_UNSUPPORTED;
    err = c->encode(img, &data, &size);
    if (err == PX_OK)
        err = px_save_file(path, data, size);
    free(data);
    return err;
}
