/* Random cases of kernels: generated C, what its buffers hold before, and what they must hold afterwards. */
#ifndef KERNEL_CASES_H
#define KERNEL_CASES_H

#include <stdint.h>

#include "tns_requantize.h"
#include "tns_status.h"
#include "tns_version.h"

/* In the place of bytes: the paint, which is not to change where it stands for what comes after; or whatever. */
extern const int8_t PAINTED[], ANYTHING[];

typedef struct {
    int8_t *data;
    int32_t bytes;
    const int8_t *before, *after;
} case_buffer;

typedef struct {
    const char *kind; /* NULL behind the last */
    int32_t number;
    void (*invoke)(void);
    const case_buffer *buffers;
    uint32_t buffer_count;
} kernel_case;

#endif
