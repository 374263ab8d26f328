# Programs of random cases of kernels. The runtime lies in runtime/, the cases of a program in the folder KIND.
#   $(KIND)/cases      builds it
#   $(KIND)/emulate    runs it on the emulated board
# TARGET is host (under the sanitizers) or a core of the C tests, C_TESTS their folder. ROUNDING is DOUBLE or SINGLE. QUADS is the
# order of weights on the host; a core has its own.
STRICT := -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Werror -Wno-overlength-strings
FLAGS := -Iruntime -I. -DTNS_ROUNDING=TNS_ROUNDING_$(ROUNDING)

ifeq ($(TARGET),host)
COMPILER := gcc
FLAGS += -DTNS_WEIGHT_QUADS=$(QUADS)
ARCHIVER := ar
# Tables have sections of their own, which the address sanitizer leaves out by default.
FLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all -fsanitize-sections=*
KERNEL_FLAGS := -O1
# Many and short.
CASE_FLAGS := -O0
else
RUNTIME := runtime
include $(C_TESTS)/Makefile
COMPILER := arm-none-eabi-gcc
ARCHIVER := arm-none-eabi-ar
FLAGS += -mcpu=$(TARGET) -mthumb
KERNEL_FLAGS := $(OPTIMIZE_$(TARGET))
CASE_FLAGS := $(OPTIMIZE_$(TARGET)) -O1
ifeq ($(ROUNDING),DOUBLE)
# Some ways of kernels take wide columns; the other rounding has the default, and what is compiled for size.
FLAGS += -DTNS_COLUMN_BYTES=4096
else
KERNEL_FLAGS += -Os
endif
LINK := --specs=rdimon.specs $(MEMORY_$(TARGET)) -T $(C_TESTS)/device.ld
$(KIND)/cases: $(KIND)/device.o
endif

$(KIND)/cases: $(patsubst %.c,%.o,$(wildcard $(KIND)/*.c) kernel_cases.c) runtime/runtime.a
	$(COMPILER) $(FLAGS) $(KERNEL_FLAGS) $^ $(LINK) -o $@

.PHONY: $(KIND)/emulate
$(KIND)/emulate: $(KIND)/cases
	timeout 300 qemu-system-arm -M $(MACHINE_$(TARGET)) -nographic -monitor none -serial none \
	    -semihosting-config enable=on,target=native -kernel $<

runtime/runtime.a: $(patsubst %.c,%.o,$(wildcard runtime/*.c))
	$(ARCHIVER) rcs $@ $^
runtime/%.o: runtime/%.c
	$(COMPILER) $(STRICT) $(FLAGS) $(KERNEL_FLAGS) -c $< -o $@
$(KIND)/device.o: $(C_TESTS)/device.c
	$(COMPILER) $(STRICT) $(FLAGS) $(KERNEL_FLAGS) -c $< -o $@
%.o: %.c
	$(COMPILER) $(STRICT) $(FLAGS) $(CASE_FLAGS) -c $< -o $@
