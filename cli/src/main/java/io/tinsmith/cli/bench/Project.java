package io.tinsmith.cli.bench;

import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.FirmwareGenerator;
import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes complete firmware directories: sources, card and test vectors. */
public final class Project {
    /** Vectors that are linked into the self-test. */
    private static final int SELFTEST_VECTORS = 4;

    private Project() {}

    public static Firmware write(
            Schedule schedule,
            Board board,
            long sramBytes,
            long flashBytes,
            long stackBytes,
            Optimize optimize,
            String modelSha256,
            TestVectors vectors,
            Path directory)
            throws IOException {
        int selftest = Math.min(SELFTEST_VECTORS, vectors.inputs().size());
        FirmwareOptions options = FirmwareOptions.of(modelSha256)
                .withBudget(sramBytes, flashBytes)
                .withStackBytes(Math.toIntExact(stackBytes))
                .with(optimize)
                .withTestInputs(vectors.inputs().subList(0, selftest));
        return FirmwareGenerator.generate(schedule, board, options, directory, firmware -> {
            Map<String, byte[]> more = new LinkedHashMap<>(vectors.files());
            more.putAll(FirmwareCard.of(firmware, board, modelSha256, schedule).files());
            return more;
        });
    }
}
