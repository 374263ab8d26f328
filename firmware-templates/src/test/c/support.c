#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BUFFERS 256

static uint64_t state;
static const char *current_test = "";
static int current_case;
static int checks;
static int failures;
static void *buffers[MAX_BUFFERS];
static int buffer_count;

static uint32_t next(void)
{
    /* SplitMix64 (Steele, Lea, Flood 2014). */
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

void begin_case(const char *test, int index)
{
    while (buffer_count > 0) {
        free(buffers[--buffer_count]);
    }
    current_test = test;
    current_case = index;
    state = (uint64_t)index;
    for (const char *c = test; *c != '\0'; c++) {
        state = state * 31u + (uint64_t)*c;
    }
}

int32_t random_between(int32_t low, int32_t high)
{
    const uint64_t range = (uint64_t)((int64_t)high - low + 1);
    return (int32_t)(low + (int64_t)(((uint64_t)next() * range) >> 32));
}

int random_one_in(int32_t n)
{
    return random_between(1, n) == 1;
}

int32_t random_int32(void)
{
    return (int32_t)next();
}

void *buffer(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL || buffer_count == MAX_BUFFERS) {
        printf("FAILED %s case %d: no memory for %lu bytes\n", current_test, current_case, (unsigned long)size);
        exit(1);
    }
    buffers[buffer_count++] = memory;
    return memory;
}

int8_t *random_bytes(int32_t size)
{
    int8_t *bytes = buffer((size_t)size);
    const int32_t mode = random_between(0, 9);
    for (int32_t i = 0; i < size; i++) {
        bytes[i] = (int8_t)(mode == 0 ? INT8_MIN : mode == 1 ? INT8_MAX : random_between(INT8_MIN, INT8_MAX));
    }
    return bytes;
}

void check_equal(const int8_t *actual, const int8_t *expected, int32_t size, const char *shape)
{
    checks++;
    if (memcmp(actual, expected, (size_t)size) == 0) {
        return;
    }
    int32_t i = 0;
    while (actual[i] == expected[i]) {
        i++;
    }
    if (failures++ < 10) {
        printf("FAILED %s case %d at byte %ld of %ld: %d, expected %d\n    %s\n", current_test, current_case, (long)i,
               (long)size, actual[i], expected[i], shape);
    }
}

void check(int condition, const char *what)
{
    checks++;
    if (!condition && failures++ < 10) {
        printf("FAILED %s case %d: %s\n", current_test, current_case, what);
    }
}

int verdict(void)
{
    begin_case("", 0);
    printf("%d checks, %d failures\n", checks, failures);
    return failures == 0 && checks > 0 ? 0 : 1;
}
