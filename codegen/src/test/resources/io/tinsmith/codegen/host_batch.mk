# One host program of many models, under the sanitizers. The models, many and short, are not optimized.
CFLAGS := -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Werror -fsanitize=address,undefined \
    -fno-sanitize-recover=all -Iruntime -I. -DTNS_ROUNDING=TNS_ROUNDING_$(ROUNDING) -DTNS_WEIGHT_QUADS=$(QUADS)
OBJECTS := $(patsubst %.c,%.o,$(wildcard *.c runtime/*.c))

batch: $(OBJECTS)
	gcc $(CFLAGS) $^ -o $@

runtime/%.o: CFLAGS += -O1
%.o: %.c
	gcc $(CFLAGS) -c $< -o $@
