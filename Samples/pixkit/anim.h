/* anim.h - animations, colour profiles and sprite sheets */
#ifndef PIXKIT_ANIM_H
#define PIXKIT_ANIM_H

#include "buf.h"
#include "pixkit.h"

#define ANIM_FRAMES_MAX 64
#define CURVE_POINTS    32

typedef struct px_frame {
    px_image *image;
    uint32_t delay;
    char *label;
} px_frame;

typedef struct px_anim {
    px_frame frame[ANIM_FRAMES_MAX];
    unsigned count;
    unsigned loops;
    uint8_t *script;
    uint32_t script_len;
} px_anim;

typedef struct px_curve {
    uint16_t point[CURVE_POINTS];
    unsigned count;
} px_curve;

typedef struct px_profile {
    char name[PX_NAME_MAX];
    char maker[8];
    px_curve curve[3];
    uint8_t *blob;
    uint32_t blob_len;
} px_profile;

typedef struct px_sprite {
    char name[PX_NAME_MAX];
    uint16_t x, y, w, h;
} px_sprite;

typedef struct px_sheet {
    px_image *image;
    px_sprite *sprite;
    uint32_t count;
} px_sheet;

px_anim *px_anim_new(unsigned loops);
void px_anim_free(px_anim *a);
int px_anim_add(px_anim *a, px_image *img, uint32_t delay);
int px_anim_insert(px_anim *a, unsigned at, px_image *img, uint32_t delay);
int px_anim_drop(px_anim *a, unsigned at);
px_image *px_anim_at(const px_anim *a, unsigned at);
uint32_t px_anim_delay(const px_anim *a, unsigned at);
int px_anim_set_label(px_anim *a, unsigned at, const char *label);
px_frame *px_anim_find(px_anim *a, const char *label);
int px_anim_set_delay(px_anim *a, const char *label, uint32_t delay);
px_image *px_anim_labelled(px_anim *a, const char *label);
int px_anim_read_script(px_anim *a, px_reader *r);
int px_anim_set_script(px_anim *a, const uint8_t *p, uint32_t n);
void px_anim_clear_script(px_anim *a);
void px_anim_clear(px_anim *a);
int px_anim_replace(px_anim *a, unsigned at, px_image *img);
uint64_t px_anim_duration(const px_anim *a);
uint32_t *px_anim_delays(const px_anim *a);
uint8_t *px_anim_strip(const px_anim *a, uint32_t w, uint32_t h);
uint8_t *px_anim_contact(const px_anim *a, uint32_t w, uint32_t h);

px_profile *px_profile_new(const char *name);
void px_profile_free(px_profile *p);
int px_profile_read(px_reader *r, px_profile *p);
int px_profile_read_maker(px_reader *r, px_profile *p);
int px_curve_read(px_reader *r, px_curve *c);
int px_curve_read_table(px_reader *r, px_curve *c);
uint16_t px_curve_at(const px_curve *c, unsigned i);
uint16_t px_curve_eval(const px_curve *c, uint8_t v);
int px_profile_apply(const px_profile *p, px_image *img);
int px_profile_set_blob(px_profile *p, const uint8_t *data, uint32_t n);
int px_profile_read_blob(px_reader *r, px_profile *p);

int px_sheet_read(px_reader *r, px_sheet *s);
int px_sheet_load(px_reader *r, px_sheet *s);
const px_sprite *px_sheet_find(const px_sheet *s, const char *name);
px_image *px_sheet_cut(const px_sheet *s, const char *name);
uint32_t px_sheet_area(const px_sheet *s, const char *name);
int px_sheet_rename(px_sheet *s, uint32_t index, const char *name);
int px_sheet_label(px_sheet *s, uint32_t index, const char *name);
void px_sheet_close(px_sheet *s);

#endif
