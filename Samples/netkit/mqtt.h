/* mqtt.h - a publish/subscribe codec */
#ifndef NETKIT_MQTT_H
#define NETKIT_MQTT_H

#include "pbuf.h"

#define MQTT_TOPICS_MAX 16
#define MQTT_TOPIC_LEN  128

enum nk_mqtt_type {
    MQTT_CONNECT = 1, MQTT_CONNACK, MQTT_PUBLISH, MQTT_PUBACK, MQTT_PUBREC,
    MQTT_PUBREL, MQTT_PUBCOMP, MQTT_SUBSCRIBE, MQTT_SUBACK, MQTT_UNSUBSCRIBE,
    MQTT_UNSUBACK, MQTT_PINGREQ, MQTT_PINGRESP, MQTT_DISCONNECT
};

typedef struct nk_mqtt_head {
    uint8_t type, flags;
    uint32_t length;
} nk_mqtt_head;

typedef struct nk_mqtt_connect {
    char client_id[24];
    uint8_t flags;
    uint16_t keep_alive;
    char *user;
    char *password;
} nk_mqtt_connect;

typedef struct nk_mqtt_publish {
    char topic[MQTT_TOPIC_LEN];
    uint16_t id;
    uint8_t *payload;
    uint32_t payload_len;
} nk_mqtt_publish;

typedef struct nk_mqtt_sub {
    char *filter;
    uint8_t qos;
    void *owner;
    struct nk_mqtt_sub *next;
} nk_mqtt_sub;

typedef void (*nk_mqtt_deliver)(nk_mqtt_sub *s, const nk_mqtt_publish *p);

int nk_mqtt_varint(nk_cur *c, uint32_t *out);
int nk_mqtt_put_varint(nk_pbuf *b, uint32_t v);
int nk_mqtt_head_parse(nk_cur *c, nk_mqtt_head *h);
char *nk_mqtt_string(nk_cur *c);
int nk_mqtt_put_string(nk_pbuf *b, const char *s);
int nk_mqtt_connect_parse(nk_cur *c, nk_mqtt_connect *m);
void nk_mqtt_connect_free(nk_mqtt_connect *m);
int nk_mqtt_publish_parse(nk_cur *c, const nk_mqtt_head *h, nk_mqtt_publish *m);
int nk_mqtt_publish_build(nk_pbuf *b, const nk_mqtt_publish *m, int qos);
int nk_mqtt_suback_codes(nk_cur *c, uint8_t codes[MQTT_TOPICS_MAX]);
int nk_mqtt_match(const char *filter, const char *topic);
int nk_mqtt_subscribe(nk_mqtt_sub **list, const char *filter, uint8_t qos, void *owner);
int nk_mqtt_unsubscribe(nk_mqtt_sub **list, const char *filter, void *owner);
unsigned nk_mqtt_drop_owner(nk_mqtt_sub **list, void *owner);
unsigned nk_mqtt_route(nk_mqtt_sub *list, const nk_mqtt_publish *p, nk_mqtt_deliver fn);
const char *nk_mqtt_type_name(unsigned type);
uint8_t *nk_mqtt_retain(const nk_mqtt_publish *p);

#endif
