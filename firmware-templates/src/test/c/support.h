/* Test support: seeded randomness, exactly sized buffers, and the verdict. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <stddef.h>
#include <stdint.h>

#ifndef TEST_CASES
#define TEST_CASES 300
#endif

/* Starts case `index` of a test: its random numbers depend on both alone. */
void begin_case(const char *test, int index);

/* Uniform in [low, high]. */
int32_t random_between(int32_t low, int32_t high);

/* 1 in n. */
int random_one_in(int32_t n);

/* Any int32. */
int32_t random_int32(void);

/* Memory of exactly `size` bytes, given back by the next begin_case. */
void *buffer(size_t size);

/* A buffer of random bytes; now and then all of them -128 or 127. */
int8_t *random_bytes(int32_t size);

/* Fails the run unless both are equal; `shape` is printed. */
void check_equal(const int8_t *actual, const int8_t *expected, int32_t size, const char *shape);
void check(int condition, const char *what);

/* Ends the run: 0 if all was well. */
int verdict(void);

#endif
