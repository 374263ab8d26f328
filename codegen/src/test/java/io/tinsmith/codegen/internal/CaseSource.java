package io.tinsmith.codegen.internal;

import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.Schedule;
import java.util.Set;

/** The C of a schedule of any number of inputs, without the rest of a firmware; for tests. */
public final class CaseSource {
    private final Schedule schedule;
    private final ModelWriter writer;

    public CaseSource(Schedule schedule, WeightOrder order) {
        this.schedule = schedule;
        this.writer = new ModelWriter(
                schedule,
                order,
                Kernels.COLUMN_BYTES,
                "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    }

    /** Names of the runtime's functions that it calls. */
    public Set<String> kernels() {
        return writer.kernels();
    }

    /** What the source needs of {@code tns_model.h}. */
    public String header() {
        return "#define TNS_ARENA_BYTES " + schedule.arenaBytes() + "\n#define TNS_OP_COUNT "
                + writer.opNames().size() + "\n" + new ArenaArrays(schedule).declarations();
    }

    /** With {@code tns_model_invoke}. */
    public String source() {
        return writer.source();
    }

    /** The address of an offset in the arena. */
    public String address(long offset) {
        return new ArenaArrays(schedule).address(offset);
    }
}
