package io.tinsmith.codegen;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the firmware is to be like, beside graph and board.
 *
 * @param modelSha256 identity of the model, 64 hex digits: the SHA-256 of its {@code .tflite} file
 * @param sramBudgetBytes most RAM the program may use (stack, arena, statics); the board's, if empty
 * @param flashBudgetBytes most flash; the board's, if empty
 * @param stackBytes stack to reserve, a multiple of 8
 * @param optimize what kernels trade for time
 * @param profile count ticks per op (4 bytes of statics and two reads of the timer an op)
 * @param testInputs int8 inputs whose outputs {@code make emulate} checks; two made-up ones, if empty
 */
public record FirmwareOptions(
        String modelSha256,
        OptionalLong sramBudgetBytes,
        OptionalLong flashBudgetBytes,
        int stackBytes,
        Optimize optimize,
        boolean profile,
        List<byte[]> testInputs) {
    public static final int DEFAULT_STACK_BYTES = 4096;

    private static final int LEAST_STACK_BYTES = 512;

    public FirmwareOptions {
        testInputs = List.copyOf(testInputs);
        if (!modelSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "The modelSha256 (" + modelSha256 + ") is not 64 lower-case hex digits.");
        }
        if (stackBytes < LEAST_STACK_BYTES || stackBytes % 8 != 0) {
            throw new IllegalArgumentException(
                    "The stackBytes (" + stackBytes + ") must be a multiple of 8 of at least " + LEAST_STACK_BYTES
                            + ".\nMaybe " + DEFAULT_STACK_BYTES + ".");
        }
        checkBudget("sramBudgetBytes", sramBudgetBytes);
        checkBudget("flashBudgetBytes", flashBudgetBytes);
    }

    /** The whole board, a stack of 4 KiB, balanced, ticks per op. */
    public static FirmwareOptions of(String modelSha256) {
        return new FirmwareOptions(
                modelSha256,
                OptionalLong.empty(),
                OptionalLong.empty(),
                DEFAULT_STACK_BYTES,
                Optimize.BALANCED,
                true,
                List.of());
    }

    public FirmwareOptions withBudget(long sramBytes, long flashBytes) {
        return new FirmwareOptions(
                modelSha256,
                OptionalLong.of(sramBytes),
                OptionalLong.of(flashBytes),
                stackBytes,
                optimize,
                profile,
                testInputs);
    }

    public FirmwareOptions withStackBytes(int bytes) {
        return new FirmwareOptions(
                modelSha256, sramBudgetBytes, flashBudgetBytes, bytes, optimize, profile, testInputs);
    }

    public FirmwareOptions withProfile(boolean on) {
        return new FirmwareOptions(
                modelSha256, sramBudgetBytes, flashBudgetBytes, stackBytes, optimize, on, testInputs);
    }

    public FirmwareOptions with(Optimize kind) {
        return new FirmwareOptions(
                modelSha256, sramBudgetBytes, flashBudgetBytes, stackBytes, kind, profile, testInputs);
    }

    public FirmwareOptions withTestInputs(List<byte[]> inputs) {
        return new FirmwareOptions(
                modelSha256, sramBudgetBytes, flashBudgetBytes, stackBytes, optimize, profile, inputs);
    }

    private static void checkBudget(String name, OptionalLong budget) {
        if (budget.isPresent() && budget.getAsLong() < 1024) {
            throw new IllegalArgumentException("The " + name + " (" + budget.getAsLong()
                    + ") is below 1024.\nMaybe it was meant in KiB: give bytes.");
        }
    }
}
