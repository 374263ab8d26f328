/*
 * Tinsmith runtime: one channel of neighbouring pixels of a 3x3 depthwise convolution whose taps all lie inside the
 * image, on cores with neither the DSP nor the vector extension.
 */
#ifndef TNS_PLAIN_FILTER_H
#define TNS_PLAIN_FILTER_H

#include "tns_mac.h"
#include "tns_plain.h"

/* The assembly knows the places of the members. */
typedef struct {
    const int8_t *row0, *row1, *row2; /* at the channel of the first pixel's first column */
    const int32_t *weights;           /* [column][row] */
    int32_t bias;
    int32_t step; /* bytes from a column to the next */
    int32_t next; /* bytes from the last column of a pixel to the first of the next pixel */
    uint32_t *sums, *end;
} tns_plain_filter;

#if TNS_PLAIN_THUMB1

#define TNS_PLAIN_FILTER_TAP(row, weight)                                                                           \
    "ldrsb r6, [" row ", r3]\n\tldr r7, [r4, #" weight "]\n\tmuls r6, r7\n\tadds r5, r5, r6\n\t"

/* Naked, as it takes all low registers. What is used once a pixel stays in high ones. */
static __attribute__((naked, noinline, unused)) void
tns_plain_filter_run(const tns_plain_filter *f __attribute__((unused)))
{
    __asm volatile(".syntax unified\n\t"
                   "push {r4-r7, lr}\n\tmov r4, r8\n\tmov r5, r9\n\tmov r6, r10\n\tmov r7, r11\n\tpush {r4-r7}\n\t"
                   "mov r7, r0\n\tldmia r7!, {r0, r1, r2, r4}\n\tldmia r7!, {r3, r5, r6}\n\t"
                   "mov r8, r3\n\tmov r9, r5\n\tmov r10, r6\n\tldmia r7!, {r3, r5}\n\tmov r11, r3\n\tmov r12, r5\n\t"
                   "movs r3, #0\n"
                   "1:\tmov r5, r8\n\t" TNS_PLAIN_FILTER_TAP("r0", "0") TNS_PLAIN_FILTER_TAP("r1", "4")
                       TNS_PLAIN_FILTER_TAP("r2", "8") "add r3, r9\n\t" TNS_PLAIN_FILTER_TAP("r0", "12")
                           TNS_PLAIN_FILTER_TAP("r1", "16") TNS_PLAIN_FILTER_TAP("r2", "20") "add r3, r9\n\t"
                               TNS_PLAIN_FILTER_TAP("r0", "24") TNS_PLAIN_FILTER_TAP("r1", "28")
                                   TNS_PLAIN_FILTER_TAP("r2", "32")
                   "add r3, r10\n\tmov r6, r11\n\tstmia r6!, {r5}\n\tmov r11, r6\n\tcmp r6, r12\n\tbne 1b\n\t"
                   "pop {r4-r7}\n\tmov r8, r4\n\tmov r9, r5\n\tmov r10, r6\n\tmov r11, r7\n\tpop {r4-r7, pc}");
}

#elif TNS_PLAIN_THUMB2

#define TNS_PLAIN_FILTER_MAC(row, weight, from)                                                                     \
    "ldrsb lr, [" row ", r9]\n\tmla r10, " weight ", lr, " from "\n\t"
#define TNS_PLAIN_FILTER_WEIGHTS(offset) "ldrd r11, r12, [r3, #" offset "]\n\t"

/* Naked, as it takes all registers. */
static __attribute__((naked, noinline, unused)) void
tns_plain_filter_run(const tns_plain_filter *f __attribute__((unused)))
{
    __asm volatile("push {r4-r11, lr}\n\tldmia r0, {r0-r8}\n\tmovs r9, #0\n"
                   "1:\t" TNS_PLAIN_FILTER_WEIGHTS("0") TNS_PLAIN_FILTER_MAC("r0", "r11", "r4")
                       TNS_PLAIN_FILTER_MAC("r1", "r12", "r10") TNS_PLAIN_FILTER_WEIGHTS("8")
                           TNS_PLAIN_FILTER_MAC("r2", "r11", "r10") "add r9, r5\n\t"
                               TNS_PLAIN_FILTER_MAC("r0", "r12", "r10") TNS_PLAIN_FILTER_WEIGHTS("16")
                                   TNS_PLAIN_FILTER_MAC("r1", "r11", "r10") TNS_PLAIN_FILTER_MAC("r2", "r12", "r10")
                   "add r9, r5\n\t" TNS_PLAIN_FILTER_WEIGHTS("24") TNS_PLAIN_FILTER_MAC("r0", "r11", "r10")
                       TNS_PLAIN_FILTER_MAC("r1", "r12", "r10") "ldr r11, [r3, #32]\n\t"
                           TNS_PLAIN_FILTER_MAC("r2", "r11", "r10")
                   "add r9, r6\n\tstr r10, [r7], #4\n\tcmp r7, r8\n\tbne 1b\n\tpop {r4-r11, pc}");
}

#else

static TNS_PLAIN_OWN_REGISTERS void tns_plain_filter_run(const tns_plain_filter *f)
{
    const int8_t *row0 = f->row0;
    const int8_t *row1 = f->row1;
    const int8_t *row2 = f->row2;
    const int32_t *w = f->weights;
    const int32_t w0 = w[0];
    const int32_t w1 = w[1];
    const int32_t w2 = w[2];
    const int32_t w3 = w[3];
    const int32_t w4 = w[4];
    const int32_t w5 = w[5];
    const int32_t w6 = w[6];
    const int32_t w7 = w[7];
    const int32_t w8 = w[8];
    int32_t at = 0;
    for (uint32_t *sum = f->sums; sum != f->end; sum++) {
        uint32_t s = (uint32_t)f->bias;
        s = tns_mac(tns_mac(tns_mac(s, w0, row0[at]), w1, row1[at]), w2, row2[at]);
        at += f->step;
        s = tns_mac(tns_mac(tns_mac(s, w3, row0[at]), w4, row1[at]), w5, row2[at]);
        at += f->step;
        s = tns_mac(tns_mac(tns_mac(s, w6, row0[at]), w7, row1[at]), w8, row2[at]);
        at += f->next;
        *sum = s;
    }
}

#endif
#endif
