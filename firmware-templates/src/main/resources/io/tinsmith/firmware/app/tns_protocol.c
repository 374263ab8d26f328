#include "tns_protocol.h"

#include <stdint.h>

#include "tns_crc32.h"
#include "tns_input.h"
#include "tns_kernels.h"
#include "tns_meter.h"
#include "tns_model.h"
#include "tns_port.h"
#include "tns_print.h"

#define END_OF_LINE "\r\n"
#define DEFAULT_WARMUPS 10u

/* Data bytes that a client should put into one "db" line. Data are decoded as they come, so no buffer depends on it. */
#define LINE_BYTES "256"

/* Longest command but for "db HEX". */
#define COMMAND_BYTES 40u

static char command[COMMAND_BYTES + 1u];
static uint8_t length;
static uint8_t is_data;   /* within a "db HEX" line */
static uint8_t is_broken; /* the line holds something that it must not */
static uint8_t has_high;  /* a first hex digit waits for its second */
static uint8_t high;
static uint8_t has_result;
static uint32_t expected;
static uint32_t received;
static uint32_t line_start; /* value of received before this line: a broken line is taken back whole */

static void line(const char *text) {
    tns_print_text(text);
    tns_print_text(END_OF_LINE);
}

static void number(const char *before, uint32_t value) {
    tns_print_text(before);
    tns_print_decimal(value);
}

static void number_line(const char *before, uint32_t value, const char *after) {
    number(before, value);
    line(after);
}

/* If *text begins with the word, steps behind it and the spaces that follow. */
static int accept(const char **text, const char *word) {
    const char *p = *text;
    for (; *word != '\0'; word++, p++) {
        if (*p != *word) {
            return 0;
        }
    }
    if (*p != '\0' && *p != ' ') {
        return 0;
    }
    while (*p == ' ') {
        p++;
    }
    *text = p;
    return 1;
}

/* Reads a decimal number and the spaces that follow; 0 if there is none or it does not fit 31 bits. */
static int accept_number(const char **text, uint32_t *value) {
    const char *p = *text;
    uint32_t sum = 0;
    if (*p < '0' || *p > '9') {
        return 0;
    }
    for (; *p >= '0' && *p <= '9'; p++) {
        if (sum > 0x7FFFFFFFu / 10u - 1u) {
            return 0;
        }
        sum = sum * 10u + (uint32_t)(*p - '0');
    }
    while (*p == ' ') {
        p++;
    }
    *text = p;
    *value = sum;
    return 1;
}

static void print_lap(void) {
    uint64_t us = tns_meter_microseconds(tns_meter_now());
    number_line("m-lap-us-", (uint32_t)us, "");
}

/* A real value, steps * scale. */
static void print_real(int32_t steps, int64_t milli_q20) {
    int64_t scaled = steps * milli_q20;
    int64_t half = (int64_t)1 << 19;
    tns_print_milli(scaled < 0 ? -((half - scaled) >> 20) : (scaled + half) >> 20);
}

#define PRINT_REALS(place, offset, bytes, zero_point, milli_q20) \
    for (uint32_t i = 0; i < (bytes); i++) { \
        tns_print_text(separator); \
        print_real((place)[i] - (zero_point), milli_q20); \
        separator = ","; \
    }

static void print_results(void) {
    if (!has_result) {
        line("e-[No inference yet]");
        return;
    }
    const char *separator = "";
    tns_print_text("m-results-[");
    TNS_EACH_OUTPUT(PRINT_REALS)
    line("]");
}

static void infer(const char *arguments) {
    uint32_t runs = 1;
    uint32_t warmups = DEFAULT_WARMUPS;
    if (*arguments != '\0' && (!accept_number(&arguments, &runs) || runs == 0)) {
        line("e-[infer takes a number of runs of at least 1, then a number of warm-ups]");
        return;
    }
    if (*arguments != '\0' && (!accept_number(&arguments, &warmups) || *arguments != '\0')) {
        line("e-[infer takes a number of runs of at least 1, then a number of warm-ups]");
        return;
    }
    number_line("m-warmup-start-", warmups, "");
    for (uint32_t i = 0; i < warmups; i++) {
        tns_meter_invoke();
    }
    line("m-warmup-done");
    number_line("m-infer-start-", runs, "");
    print_lap();
    for (uint32_t i = 0; i < runs; i++) {
        tns_meter_invoke();
    }
    print_lap();
    line("m-infer-done");
    has_result = 1;
    print_results();
}

static void load(const char *arguments) {
    uint32_t size = 0;
    if (!accept_number(&arguments, &size) || *arguments != '\0' || size != TNS_INPUT_BYTES) {
        number_line("e-[The input takes ", TNS_INPUT_BYTES, " bytes]");
        return;
    }
    expected = size;
    received = 0;
    has_result = 0; /* the upload may overwrite it */
    number_line("m-[Expecting ", size, " bytes]");
}

static void print_input(void) {
    tns_print_text("m-buffer-");
    for (uint32_t i = 0; i < TNS_INPUT_BYTES; i++) {
        tns_print_text(i == 0 ? "" : "-");
        tns_print_hex8((uint8_t)TNS_INPUT_AT(i));
    }
    line("");
}

static void buffer_command(const char *text) {
    if (accept(&text, "load")) {
        load(text);
    } else if (accept(&text, "print")) {
        print_input();
    } else {
        line("e-[Unknown command]");
    }
}

static void print_crc(uint32_t crc) {
    tns_print_text(",");
    tns_print_hex32(crc);
    line("]");
}

#define ADD_RECEIVED(place, offset, bytes) \
    crc = tns_crc32(crc, place, left < (bytes) ? left : (bytes)); \
    left -= left < (bytes) ? left : (bytes);

static void print_received(void) {
    uint32_t crc = 0;
    uint32_t left = received;
    number("m-tns-in-[", received);
    TNS_EACH_INPUT(ADD_RECEIVED)
    print_crc(crc);
}

static void print_id(void) {
    number("m-tns-id-[" TNS_MODEL_SHA256 ",", TNS_RUNTIME_ABI);
    line("," TNS_BOARD "," TNS_ROUNDING_NAME "," LINE_BYTES "]");
}

#define PRINT_BYTES(place, offset, bytes, zero_point, milli_q20) \
    for (uint32_t i = 0; i < (bytes); i++) { \
        tns_print_hex8((uint8_t)(place)[i]); \
    } \
    crc = tns_crc32(crc, place, bytes);

static void print_output(void) {
    if (!has_result) {
        line("e-[No inference yet]");
        return;
    }
    uint32_t crc = 0;
    tns_print_text("m-tns-out-[");
    TNS_EACH_OUTPUT(PRINT_BYTES)
    print_crc(crc);
}

static void print_memory(void) {
    tns_memory memory;
    tns_port_memory(&memory);
    int32_t used = tns_meter_arena_used();
    number("m-tns-mem-[arena=", TNS_ARENA_BYTES);
    if (used < 0) {
        tns_print_text(",arena_used=-1");
    } else {
        number(",arena_used=", (uint32_t)used);
    }
    number(",statics=", memory.statics);
    number(",stack_reserved=", memory.stack_reserved);
    number(",stack_used=", memory.stack_used);
    line("]");
}

static void print_ops(void) {
    for (uint32_t i = 0; i < TNS_OP_COUNT; i++) {
        number("m-tns-op-[", i);
        tns_print_text(",");
        tns_print_text(tns_op_names[i]);
        number_line(",", tns_meter_op(i), "]");
    }
}

static void own_command(const char *text) {
    if (accept(&text, "id")) {
        print_id();
    } else if (accept(&text, "out")) {
        print_output();
    } else if (accept(&text, "in")) {
        print_received();
    } else if (accept(&text, "mem")) {
        print_memory();
    } else if (accept(&text, "paint")) {
        tns_meter_paint();
        line("m-tns-paint-done");
    } else if (accept(&text, "ops")) {
        print_ops();
    } else if (accept(&text, "clock")) {
        number("m-tns-clock-[", tns_meter_last());
        number_line(",", tns_port_ticks_per_second(), "]");
    } else {
        line("e-[Unknown command]");
    }
}

static void help(void) {
    line("name%, profile%, timestamp%, help%");
    line("db load N%, db HEX%, db print%");
    line("infer N W%: N runs after W warm-ups; results%");
    line("tns id%, tns in%, tns out%, tns paint%, tns mem%, tns ops%, tns clock%");
}

static void execute(const char *text) {
    if (accept(&text, "name")) {
        line("m-name-dut-[tinsmith]");
    } else if (accept(&text, "profile")) {
        line("m-profile-[ULPMark for tinyML Firmware V0.0.1]");
        line("m-model-[" TNS_MODEL_NAME "]");
    } else if (accept(&text, "timestamp")) {
        print_lap();
    } else if (accept(&text, "infer")) {
        infer(text);
    } else if (accept(&text, "results")) {
        print_results();
    } else if (accept(&text, "help")) {
        help();
    } else if (accept(&text, "tns")) {
        own_command(text);
    } else if (accept(&text, "db")) {
        buffer_command(text);
    } else {
        line("e-[Unknown command]");
    }
}

/* The value of a hex digit, or -1. */
static int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void take_digit(char c) {
    int value = hex_value(c);
    if (value < 0 || received >= expected) {
        is_broken = 1;
    } else if (has_high) {
        TNS_INPUT_AT(received) = (int8_t)(uint8_t)((uint32_t)high << 4 | (uint32_t)value);
        received++;
        has_high = 0;
    } else {
        high = (uint8_t)value;
        has_high = 1;
    }
}

static void end_data(void) {
    if (is_broken || has_high) {
        received = line_start;
        line(expected == 0 ? "e-[Say db load N first]" : "e-[Not hex digits in pairs, or more than were announced]");
        return;
    }
    number_line("m-[Have ", received, " bytes]");
    if (received == expected) {
        line("m-load-done");
    }
}

static void end_command(void) {
    command[length] = '\0';
    if (is_data) {
        end_data();
    } else if (is_broken) {
        line("e-[The command is too long]");
    } else if (length > 0) {
        execute(command);
    }
    length = 0;
    is_data = 0;
    is_broken = 0;
    has_high = 0;
    line("m-ready");
}

static int begins_data(void) {
    return length == 4 && command[0] == 'd' && command[1] == 'b' && command[2] == ' ' && hex_value(command[3]) >= 0;
}

static void take(char c) {
    if (c == '%') {
        end_command();
    } else if (c == '\r' || c == '\n' || (c == ' ' && (is_data || length == 0))) {
        return;
    } else if (is_data) {
        take_digit(c);
    } else if (length == COMMAND_BYTES) {
        is_broken = 1;
    } else {
        command[length++] = c;
        if (begins_data()) {
            is_data = 1;
            line_start = received;
            take_digit(c);
        }
    }
}

void tns_protocol_start(void) {
    line("m-init-done");
    line("m-ready");
}

void tns_protocol_poll(void) {
    int byte = tns_port_read_byte();
    if (byte >= 0) {
        take((char)byte);
    }
    (void)tns_meter_now();
}
