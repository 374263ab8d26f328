/* Tinsmith runtime: copies of whole words on cores with neither the DSP nor the vector extension. */
#ifndef TNS_PLAIN_COPY_H
#define TNS_PLAIN_COPY_H

#include <stdint.h>

#include "tns_plain.h"

/* Copies some of the bytes, as many as make whole blocks, and returns how many. Addresses must be aligned for any. */
static inline int32_t tns_plain_copy_words(int8_t *to, const int8_t *from, int32_t bytes)
{
#if TNS_PLAIN_THUMB1 || TNS_PLAIN_THUMB2
    const int32_t copied = (((uintptr_t)to | (uintptr_t)from) & 3u) == 0u ? bytes & ~15 : 0;
    if (copied > 0) {
        const int8_t *const end = from + copied;
        __asm volatile(".syntax unified\n"
                       "1:\tldmia %[from]!, {r2, r3, r4, r5}\n\tstmia %[to]!, {r2, r3, r4, r5}\n\t"
                       "cmp %[from], %[end]\n\tbne 1b"
                       : [from] "+l"(from), [to] "+l"(to)
                       : [end] "r"(end)
                       : "r2", "r3", "r4", "r5", "cc", "memory");
    }
    return copied;
#else
    (void)to;
    (void)from;
    (void)bytes;
    return 0;
#endif
}

#endif
