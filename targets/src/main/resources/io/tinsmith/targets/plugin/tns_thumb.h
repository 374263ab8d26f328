/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sorts Thumb instructions into classes that take about the same time (Armv8-M Architecture Reference Manual, C2). */
#ifndef TNS_THUMB_H
#define TNS_THUMB_H

#include <stdint.h>

/* Names of the classes, in order; io.tinsmith.targets.InstructionClass has the same. */
#define TNS_CLASSES(X) \
    X(ALU, "alu") \
    X(MUL, "mul") \
    X(MLA, "mla") \
    X(DSP_MAC, "dsp_mac") \
    X(LONG_MUL, "long_mul") \
    X(LONG_MLA, "long_mla") \
    X(DIVIDE, "divide") \
    X(LOAD, "load") \
    X(LOAD_NEXT, "load_next") \
    X(LOAD_MANY, "load_many") \
    X(STORE, "store") \
    X(STORE_MANY, "store_many") \
    X(BRANCH, "branch") \
    X(BRANCH_TAKEN, "branch_taken") \
    X(CALL, "call") \
    X(RETURN, "return") \
    X(LOOP, "loop") \
    X(IT, "it") \
    X(SYSTEM, "system") \
    X(FLOAT, "float") \
    X(VECTOR_LOAD, "vector_load") \
    X(VECTOR_STORE, "vector_store") \
    X(VECTOR_MAC, "vector_mac") \
    X(VECTOR, "vector")

#define TNS_CLASS_ENUM(name, text) TNS_CLASS_##name,
enum { TNS_CLASSES(TNS_CLASS_ENUM) TNS_CLASS_COUNT };

/* words: registers that a LOAD_MANY, STORE_MANY or RETURN moves. */
typedef struct {
    uint8_t class_index;
    uint8_t words;
} tns_thumb;

static inline tns_thumb tns_thumb_of(int class_index, uint32_t words)
{
    const tns_thumb thumb = {(uint8_t)class_index, (uint8_t)words};
    return thumb;
}

static inline uint32_t tns_thumb_ones(uint32_t bits)
{
    return (uint32_t)__builtin_popcount(bits);
}

static inline tns_thumb tns_thumb_misc16(uint32_t h)
{
    if ((h & 0x0F00u) == 0x0400u || (h & 0x0F00u) == 0x0500u) {
        return tns_thumb_of(TNS_CLASS_STORE_MANY, tns_thumb_ones(h & 0x1FFu));
    }
    if ((h & 0x0F00u) == 0x0C00u) {
        return tns_thumb_of(TNS_CLASS_LOAD_MANY, tns_thumb_ones(h & 0xFFu));
    }
    if ((h & 0x0F00u) == 0x0D00u) {
        return tns_thumb_of(TNS_CLASS_RETURN, tns_thumb_ones(h & 0x1FFu));
    }
    if ((h & 0x0500u) == 0x0100u) { /* CBZ, CBNZ */
        return tns_thumb_of(TNS_CLASS_BRANCH, 0);
    }
    if ((h & 0x0F00u) == 0x0F00u) {
        return tns_thumb_of((h & 0xFu) != 0 ? TNS_CLASS_IT : TNS_CLASS_SYSTEM, 0);
    }
    if ((h & 0x0F00u) == 0x0E00u || (h & 0x0F60u) == 0x0660u) { /* BKPT, CPS */
        return tns_thumb_of(TNS_CLASS_SYSTEM, 0);
    }
    return tns_thumb_of(TNS_CLASS_ALU, 0);
}

static inline tns_thumb tns_thumb_16(uint32_t h)
{
    switch (h >> 12) {
    case 0x4:
        if (h >= 0x4800u) {
            return tns_thumb_of(TNS_CLASS_LOAD, 0);
        }
        if (h >= 0x4700u) { /* BX, BLX */
            return tns_thumb_of((h & 0x80u) != 0 ? TNS_CLASS_CALL : TNS_CLASS_RETURN, 0);
        }
        if ((h & 0xFD87u) == 0x4487u) { /* ADD, MOV to PC */
            return tns_thumb_of(TNS_CLASS_RETURN, 0);
        }
        return tns_thumb_of((h & 0xFFC0u) == 0x4340u ? TNS_CLASS_MUL : TNS_CLASS_ALU, 0);
    case 0x5:
        return tns_thumb_of((h & 0x0E00u) >= 0x0600u ? TNS_CLASS_LOAD : TNS_CLASS_STORE, 0);
    case 0x6:
    case 0x7:
    case 0x8:
    case 0x9:
        return tns_thumb_of((h & 0x0800u) != 0 ? TNS_CLASS_LOAD : TNS_CLASS_STORE, 0);
    case 0xB:
        return tns_thumb_misc16(h);
    case 0xC:
        return tns_thumb_of((h & 0x0800u) != 0 ? TNS_CLASS_LOAD_MANY : TNS_CLASS_STORE_MANY, tns_thumb_ones(h & 0xFFu));
    case 0xD:
        return tns_thumb_of((h & 0x0E00u) == 0x0E00u ? TNS_CLASS_SYSTEM : TNS_CLASS_BRANCH, 0);
    case 0xE:
        return tns_thumb_of(TNS_CLASS_BRANCH, 0);
    default:
        return tns_thumb_of(TNS_CLASS_ALU, 0);
    }
}

/* 0xE8.., 0xE9..: several registers, two, exclusive, or a table of branches. */
static inline tns_thumb tns_thumb_several(uint32_t h, uint32_t g)
{
    const int load = (h & 0x10u) != 0;
    if ((h & 0x40u) == 0) {
        if (load && (g & 0x8000u) != 0) {
            return tns_thumb_of(TNS_CLASS_RETURN, tns_thumb_ones(g));
        }
        return tns_thumb_of(load ? TNS_CLASS_LOAD_MANY : TNS_CLASS_STORE_MANY, tns_thumb_ones(g));
    }
    if ((h & 0xFFF0u) == 0xE8D0u && (g & 0xFFE0u) == 0xF000u) { /* TBB, TBH */
        return tns_thumb_of(TNS_CLASS_RETURN, 1);
    }
    if ((h & 0x0120u) != 0) {
        return tns_thumb_of(load ? TNS_CLASS_LOAD_MANY : TNS_CLASS_STORE_MANY, 2);
    }
    return tns_thumb_of(load ? TNS_CLASS_LOAD : TNS_CLASS_STORE, 0);
}

/* Coprocessors 10 and 11, and vectors. */
static inline tns_thumb tns_thumb_vector(uint32_t h, uint32_t g)
{
    const int load = (h & 0x10u) != 0;
    const int is_float = (g & 0x0E00u) == 0x0A00u && (h & 0xFF00u) <= 0xEE00u;
    if ((h & 0xEE00u) == 0xEC00u) {
        if (!is_float) {
            return tns_thumb_of(load ? TNS_CLASS_VECTOR_LOAD : TNS_CLASS_VECTOR_STORE, 0);
        }
        if ((h & 0x01A0u) != 0) {
            /* VLDR, VSTR: P set, W clear; else as many words as the last byte says. */
            const uint32_t words = (h & 0x0120u) == 0x0100u ? ((g & 0x100u) != 0 ? 2u : 1u) : g & 0xFFu;
            return tns_thumb_of(load ? TNS_CLASS_LOAD_MANY : TNS_CLASS_STORE_MANY, words);
        }
        return tns_thumb_of(TNS_CLASS_FLOAT, 0);
    }
    if ((h & 0xEF80u) == 0xEE80u && (g & 0x0ED0u) == 0x0E00u && !((h & 1u) != 0 && (g & 0x100u) != 0)) {
        return tns_thumb_of(TNS_CLASS_VECTOR_MAC, 0); /* VMLADAV, VMLALDAV, VRMLALDAVH and their kin; not VADDV */
    }
    if ((h & 0xEF81u) == 0xEE01u && (g & 0x0F70u) == 0x0E40u) {
        return tns_thumb_of(TNS_CLASS_VECTOR_MAC, 0); /* VMLA, VMLAS by a scalar */
    }
    return tns_thumb_of(is_float ? TNS_CLASS_FLOAT : TNS_CLASS_VECTOR, 0);
}

static inline tns_thumb tns_thumb_multiply(uint32_t h, uint32_t g)
{
    const uint32_t operation = (h >> 4) & 7u;
    if ((h & 0x80u) == 0) {
        if (operation != 0) {
            return tns_thumb_of(TNS_CLASS_DSP_MAC, 0);
        }
        return tns_thumb_of((g & 0xF000u) == 0xF000u ? TNS_CLASS_MUL : TNS_CLASS_MLA, 0);
    }
    if (operation == 1u || operation == 3u) {
        return tns_thumb_of(TNS_CLASS_DIVIDE, 0);
    }
    return tns_thumb_of(operation < 4u ? TNS_CLASS_LONG_MUL : TNS_CLASS_LONG_MLA, 0);
}

static inline tns_thumb tns_thumb_control(uint32_t h, uint32_t g)
{
    if ((g & 0x8000u) == 0) {
        return tns_thumb_of(TNS_CLASS_ALU, 0);
    }
    if ((g & 0xD000u) == 0xD000u) {
        return tns_thumb_of(TNS_CLASS_CALL, 0);
    }
    if ((g & 0xD000u) == 0xC000u) { /* WLS, DLS, LE, their kin with tail predication, VCTP */
        return tns_thumb_of(TNS_CLASS_LOOP, 0);
    }
    if ((g & 0xD000u) == 0x8000u && (h & 0x0380u) == 0x0380u) {
        return tns_thumb_of(TNS_CLASS_SYSTEM, 0);
    }
    return tns_thumb_of(TNS_CLASS_BRANCH, 0);
}

static inline tns_thumb tns_thumb_32(uint32_t h, uint32_t g)
{
    if ((h & 0xFE00u) == 0xE800u) {
        return tns_thumb_several(h, g);
    }
    if ((h & 0xFE00u) == 0xEA00u) {
        return tns_thumb_of(TNS_CLASS_ALU, 0);
    }
    if ((h & 0xEC00u) == 0xEC00u) {
        return tns_thumb_vector(h, g);
    }
    if ((h & 0xF800u) == 0xF000u) {
        return tns_thumb_control(h, g);
    }
    if ((h & 0xFE00u) == 0xF800u) {
        if ((h & 0x10u) == 0) {
            return tns_thumb_of(TNS_CLASS_STORE, 0);
        }
        if ((g & 0xF000u) == 0xF000u) { /* a load to PC, or a hint to preload */
            return tns_thumb_of((h & 0x60u) == 0x40u ? TNS_CLASS_RETURN : TNS_CLASS_ALU, (h & 0x60u) == 0x40u);
        }
        return tns_thumb_of(TNS_CLASS_LOAD, 0);
    }
    return (h & 0xFF00u) == 0xFB00u ? tns_thumb_multiply(h, g) : tns_thumb_of(TNS_CLASS_ALU, 0);
}

/* data: the instruction as it lies in memory; bytes: 2 or 4. */
static inline tns_thumb tns_thumb_decode(const uint8_t *data, uint32_t bytes)
{
    const uint32_t h = data[0] | ((uint32_t)data[1] << 8);
    return bytes == 2 ? tns_thumb_16(h) : tns_thumb_32(h, data[2] | ((uint32_t)data[3] << 8));
}

#endif
