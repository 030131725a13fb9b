/* main.c - pixkit command line */
#include "color.h"
#include "filter.h"
#include "layer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct command {
    const char *name;
    int nargs;
    int (*run)(px_image **img, char **argv);
    const char *help;
};

static int replace_image(px_image **img, px_image *next)
{
    if (next == NULL)
        return PX_E_NOMEM;
    px_image_free(*img);
    *img = next;
    return PX_OK;
}

static int parse_u32(const char *s, uint32_t *out)
{
    char *end;
    unsigned long v;

    errno = 0;
    v = strtoul(s, &end, 10);
    if (end == s || *end != '\0' || errno == ERANGE || v > UINT32_MAX)
        return PX_E_FORMAT;
    *out = (uint32_t)v;
    return PX_OK;
}

static int cmd_info(px_image **img, char **argv)
{
    (void)argv;
    printf("%ux%u, %u channels\n", (*img)->width, (*img)->height, (*img)->channels);
    if ((*img)->pal != NULL)
        printf("palette of %d\n", (*img)->pal->count);
    return PX_OK;
}

static int cmd_resize(px_image **img, char **argv)
{
    uint32_t w, h;

    if (parse_u32(argv[0], &w) != PX_OK || parse_u32(argv[1], &h) != PX_OK)
        return PX_E_FORMAT;
    return replace_image(img, px_resize_bilinear(*img, w, h));
}

static int cmd_rotate(px_image **img, char **argv)
{
    (void)argv;
    return replace_image(img, px_image_rotate90(*img));
}

static int cmd_grey(px_image **img, char **argv)
{
    px_image *grey;
    int err;

    (void)argv;
    err = px_to_grey(*img, &grey);
    if (err != PX_OK)
        return err;
    return replace_image(img, grey);
}

static int cmd_crop(px_image **img, char **argv)
{
    uint32_t v[4];
    int i;

    for (i = 0; i < 4; i++)
        if (parse_u32(argv[i], &v[i]) != PX_OK)
            return PX_E_FORMAT;
    return replace_image(img, px_image_crop(*img, v[0], v[1], v[2], v[3]));
}

static int cmd_filter(px_image **img, char **argv)
{
    px_kernel k;
    int err = px_kernel_named(&k, argv[0]);

    if (err != PX_OK)
        return err;
    return px_convolve(*img, &k);
}

/* Weights come as one comma separated argument, e.g. 0,1,0,1,-4,1,0,1,0. */
static int cmd_kernel(px_image **img, char **argv)
{
    int weights[49];
    px_kernel k;
    char *tok;
    int n = 0, side = 1, err;

    for (tok = strtok(argv[0], ","); tok != NULL; tok = strtok(NULL, ","))
        weights[n++] = atoi(tok);
    while (side * side < n)
        side += 2;
    if (side * side != n) {
        fprintf(stderr, "%d weights do not make a square\n", n);
        return PX_E_FORMAT;
    }
    err = px_kernel_load(&k, weights, side);
    if (err != PX_OK)
        return err;
    return px_convolve(*img, &k);
}

static const struct command commands[] = {
    { "info", 0, cmd_info, "print size and channels" },
    { "resize", 2, cmd_resize, "W H" },
    { "rotate", 0, cmd_rotate, "a quarter turn" },
    { "grey", 0, cmd_grey, "drop colour" },
    { "crop", 4, cmd_crop, "X Y W H" },
    { "filter", 1, cmd_filter, "blur, gauss, sharpen, edge, sobel" },
    { "kernel", 1, cmd_kernel, "comma separated weights" },
};

static void usage(void)
{
    size_t i;

    fputs("usage: pixkit IN [command args]... [-o OUT]\n", stderr);
    for (i = 0; i < sizeof commands / sizeof commands[0]; i++)
        fprintf(stderr, "  %-8s %s\n", commands[i].name, commands[i].help);
}

int main(int argc, char **argv)
{
    const char *out = NULL;
    px_image *img = NULL;
    int i, err;
    size_t k;

    if (argc < 2) {
        usage();
        return 2;
    }
    err = px_open(argv[1], &img);
    for (i = 2; i < argc && err == PX_OK;) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            out = argv[i + 1];
            i += 2;
            continue;
        }
        for (k = 0; k < sizeof commands / sizeof commands[0]; k++)
            if (strcmp(argv[i], commands[k].name) == 0)
                break;
        if (k == sizeof commands / sizeof commands[0] ||
            commands[k].nargs > argc - i - 1) {
            usage();
            err = PX_E_FORMAT;
            break;
        }
        err = commands[k].run(&img, argv + i + 1);
        i += 1 + commands[k].nargs;
    }
    if (err == PX_OK && out != NULL)
        err = px_save(out, img);
    if (err != PX_OK)
        fprintf(stderr, "pixkit: %s (%s)\n", px_strerror(err), px_last_error());
    px_image_free(img);
    return err == PX_OK ? 0 : 1;
}
