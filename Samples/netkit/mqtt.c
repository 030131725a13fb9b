/* mqtt.c - a publish/subscribe codec */
#include "mqtt.h"

#include <stdlib.h>
#include <string.h>

int nk_mqtt_varint(nk_cur *c, uint32_t *out)
{
    uint32_t v = 0;
    int shift;
    uint8_t b;

    for (shift = 0; shift < 28; shift += 7) {
        if (nk_cur_u8(c, &b) != NK_OK)
            return NK_ERR_SHORT;
        v |= (uint32_t)(b & 127) << shift;
        if (!(b & 128)) {
            *out = v;
            return NK_OK;
        }
    }
    return NK_ERR_PARSE;
}

int nk_mqtt_put_varint(nk_pbuf *b, uint32_t v)
{
    uint8_t tmp[4];
    size_t n = 0;

    if (v >= 1u << 28)
        return NK_ERR_LIMIT;
    do {
        tmp[n] = v & 127;
        v >>= 7;
        if (v > 0)
            tmp[n] |= 128;
        n++;
    } while (v > 0);
    if (nk_pbuf_reserve(b, n) != NK_OK)
        return NK_ERR_NOMEM;
    return nk_pbuf_push(b, tmp, n);
}

int nk_mqtt_head_parse(nk_cur *c, nk_mqtt_head *h)
{
    uint8_t b;
    int st;

    if (nk_cur_u8(c, &b) != NK_OK)
        return NK_ERR_SHORT;
    h->type = b >> 4;
    h->flags = b & 15;
    st = nk_mqtt_varint(c, &h->length);
    if (st != NK_OK)
        return st;
    return h->length > CUR_LEFT(c) ? NK_ERR_SHORT : NK_OK;
}

/* A string with a two byte length, as a new C string. */
char *nk_mqtt_string(nk_cur *c)
{
    uint16_t n;
    char *s;

    if (nk_cur_u16(c, &n) != NK_OK)
        return NULL;
    if (n > CUR_LEFT(c))
        return NULL;
    s = malloc((size_t)n + 1);
    if (s == NULL)
        return NULL;
    memcpy(s, CUR_PTR(c), n);
    s[n] = '\0';
    c->off += n;
    return s;
}

int nk_mqtt_put_string(nk_pbuf *b, const char *s)
{
    size_t n = strlen(s);
    uint8_t len[2];

    if (n > 0xffff)
        return NK_ERR_LIMIT;
    len[0] = (uint8_t)(n >> 8);
    len[1] = (uint8_t)n;
    if (nk_pbuf_reserve(b, n + 2) != NK_OK)
        return NK_ERR_NOMEM;
    nk_pbuf_push(b, len, 2);
    return nk_pbuf_push(b, s, n);
}

int nk_mqtt_connect_parse(nk_cur *c, nk_mqtt_connect *m)
{
    uint8_t level;
    uint16_t n;
    nk_cur proto;

    memset(m, 0, sizeof *m);
    if (nk_cur_u16(c, &n) != NK_OK || nk_cur_sub(c, n, &proto) != NK_OK)
        return NK_ERR_SHORT;
    if (n != 4 || memcmp(proto.p, "MQTT", 4) != 0)
        return NK_ERR_PARSE;
    if (nk_cur_u8(c, &level) != NK_OK || nk_cur_u8(c, &m->flags) != NK_OK)
        return NK_ERR_SHORT;
    if (level < 3 || level > 5)
        return NK_ERR_PARSE;
    if (nk_cur_u16(c, &m->keep_alive) != NK_OK)
        return NK_ERR_SHORT;
    if (nk_cur_u16(c, &n) != NK_OK)
        return NK_ERR_SHORT;
    if (nk_cur_copy(c, m->client_id, n) != NK_OK)
        return NK_ERR_SHORT;
    m->client_id[n] = '\0';
    if (m->flags & 0x80) {
        m->user = nk_mqtt_string(c);
        if (m->user == NULL)
            return NK_ERR_PARSE;
    }
    if (m->flags & 0x40) {
        m->password = nk_mqtt_string(c);
        if (m->password == NULL) {
            nk_mqtt_connect_free(m);
            return NK_ERR_PARSE;
        }
    }
    return NK_OK;
}

void nk_mqtt_connect_free(nk_mqtt_connect *m)
{
    free(m->user);
    free(m->password);
    m->user = NULL;
    m->password = NULL;
}

int nk_mqtt_publish_parse(nk_cur *c, const nk_mqtt_head *h, nk_mqtt_publish *m)
{
    nk_cur body;
    uint16_t n;

    memset(m, 0, sizeof *m);
    if (nk_cur_sub(c, h->length, &body) != NK_OK)
        return NK_ERR_SHORT;
    if (nk_cur_u16(&body, &n) != NK_OK)
        return NK_ERR_SHORT;
    if (n == 0 || n >= sizeof m->topic)
        return NK_ERR_LIMIT;
    if (nk_cur_copy(&body, m->topic, n) != NK_OK)
        return NK_ERR_SHORT;
    m->topic[n] = '\0';
    if ((h->flags & 6) != 0 && nk_cur_u16(&body, &m->id) != NK_OK)
        return NK_ERR_SHORT;
    m->payload_len = (uint32_t)CUR_LEFT(&body);
    m->payload = malloc((size_t)m->payload_len + 1);
    if (m->payload == NULL)
        return NK_ERR_NOMEM;
    memcpy(m->payload, CUR_PTR(&body), m->payload_len);
    m->payload[m->payload_len] = 0;
    return NK_OK;
}

int nk_mqtt_publish_build(nk_pbuf *b, const nk_mqtt_publish *m, int qos)
{
    uint8_t first = (uint8_t)(MQTT_PUBLISH << 4 | (qos & 3) << 1), id[2];
    size_t tlen = strlen(m->topic);
    int st;

    if (m->payload_len > (1u << 28) - 1 - MQTT_TOPIC_LEN - 4)
        return NK_ERR_LIMIT;
    st = nk_pbuf_reserve(b, 1);
    if (st == NK_OK)
        st = nk_pbuf_push(b, &first, 1);
    if (st == NK_OK)
        st = nk_mqtt_put_varint(b, (uint32_t)(2 + tlen + (qos ? 2 : 0) + m->payload_len));
    if (st == NK_OK)
        st = nk_mqtt_put_string(b, m->topic);
    if (st == NK_OK && qos > 0) {
        id[0] = (uint8_t)(m->id >> 8);
        id[1] = (uint8_t)m->id;
        st = nk_pbuf_reserve(b, 2);
        if (st == NK_OK)
            st = nk_pbuf_push(b, id, 2);
    }
    if (st == NK_OK)
        st = nk_pbuf_reserve(b, m->payload_len);
    if (st == NK_OK)
        st = nk_pbuf_push(b, m->payload, m->payload_len);
    return st;
}

int nk_mqtt_suback_codes(nk_cur *c, uint8_t codes[MQTT_TOPICS_MAX])
{
    size_t n = CUR_LEFT(c), i;

    for (i = 0; i < n; i++)
        codes[i] = CUR_PTR(c)[i];
    c->off += n;
    return (int)n;
}

/* '+' stands for one level, '#' for the rest. */
int nk_mqtt_match(const char *filter, const char *topic)
{
    while (*filter != '\0') {
        if (*filter == '#')
            return 1;
        if (*filter == '+') {
            while (*topic != '\0' && *topic != '/')
                topic++;
            filter++;
            continue;
        }
        if (*filter != *topic)
            return *topic == '\0' && strcmp(filter, "/#") == 0;
        filter++;
        topic++;
    }
    return *topic == '\0';
}

int nk_mqtt_subscribe(nk_mqtt_sub **list, const char *filter, uint8_t qos, void *owner)
{
    nk_mqtt_sub *s = calloc(1, sizeof *s);

    s->filter = malloc(strlen(filter) + 1);
    strcpy(s->filter, filter);
    s->qos = qos;
    s->owner = owner;
    s->next = *list;
    *list = s;
    return NK_OK;
}

int nk_mqtt_unsubscribe(nk_mqtt_sub **list, const char *filter, void *owner)
{
    nk_mqtt_sub **link, *s;

    for (link = list; (s = *link) != NULL; link = &s->next) {
        if (s->owner != owner || strcmp(s->filter, filter) != 0)
            continue;
        *link = s->next;
        free(s->filter);
        free(s);
        return NK_OK;
    }
    return NK_ERR_MISSING;
}

unsigned nk_mqtt_drop_owner(nk_mqtt_sub **list, void *owner)
{
    nk_mqtt_sub *s, *prev = NULL;
    unsigned n = 0;

    for (s = *list; s != NULL; s = s->next) {
        if (s->owner != owner) {
            prev = s;
            continue;
        }
        if (prev != NULL)
            prev->next = s->next;
        else
            *list = s->next;
        free(s->filter);
        free(s);
        n++;
    }
    return n;
}

/* A callback may unsubscribe the entry it is called for. */
unsigned nk_mqtt_route(nk_mqtt_sub *list, const nk_mqtt_publish *p, nk_mqtt_deliver fn)
{
    unsigned n = 0;

    while (list != NULL) {
        nk_mqtt_sub *next = list->next;

        if (nk_mqtt_match(list->filter, p->topic)) {
            fn(list, p);
            n++;
        }
        list = next;
    }
    return n;
}

const char *nk_mqtt_type_name(unsigned type)
{
    static const char *const names[] = {
        "reserved", "connect", "connack", "publish", "puback", "pubrec",
        "pubrel", "pubcomp", "subscribe", "suback", "unsubscribe",
        "unsuback", "pingreq", "pingresp", "disconnect",
    };

    if (type >= sizeof names / sizeof names[0])
        return "unknown";
    return names[type];
}

uint8_t *nk_mqtt_retain(const nk_mqtt_publish *p)
{
    uint8_t *copy;

    if (p->payload_len == 0)
        return NULL;
    copy = malloc(p->payload_len);
    if (copy == NULL)
        return NULL;
    memcpy(copy, p->payload, p->payload_len);
    return copy;
}
