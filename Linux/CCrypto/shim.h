// The plain hash functions, whose states are values; OpenSSL 3 prefers its EVP interface to them.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
