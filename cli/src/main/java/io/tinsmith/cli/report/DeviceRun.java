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
 * @param predictedInstructions the same before anything was built; null where the table of costs is of cycles
 * @param time at the board's clock; null without instructions
 * @param identity what the firmware calls itself
 */
public record DeviceRun(
        String where,
        long images,
        long equalImages,
        @Nullable Long instructions,
        Basis instructionBasis,
        @Nullable Long predictedInstructions,
        @Nullable Time time,
        String identity) {
    /**
     * An estimate, from instructions and what they take of cycles on such a core as a rule.
     *
     * @param lowMillis the band's low end
     * @param highMillis the band's high end
     */
    public record Time(double estimatedMillis, double lowMillis, double highMillis) {}
}
