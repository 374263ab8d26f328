package io.tinsmith.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * What the firmware did on the device.
 *
 * @param where for example {@code "qemu-system-arm netduinoplus2, serial pty"}
 * @param images test images sent
 * @param equalImages those whose output equals the Java interpreter's in every byte
 * @param instructions of one inference; null where the device cannot count them
 * @param instructionBasis exact under an instruction-counting emulator
 * @param estimatedMillis at the board's clock, one cycle an instruction and a band; null without instructions
 * @param identity what the firmware calls itself
 */
public record DeviceRun(
        String where,
        long images,
        long equalImages,
        @Nullable Long instructions,
        Basis instructionBasis,
        @Nullable Double estimatedMillis,
        String identity) {}
