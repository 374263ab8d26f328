#ifndef TNS_CRC32_H
#define TNS_CRC32_H

#include <stdint.h>

/* CRC-32 of IEEE 802.3 (reflected, polynomial 0xEDB88320) over the bytes of crc, 0 for none, and size more. */
uint32_t tns_crc32(uint32_t crc, const int8_t *data, uint32_t size);

#endif
