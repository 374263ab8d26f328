package io.tinsmith.cli.design;

import io.tinsmith.cli.Version;
import io.tinsmith.cli.report.Provenance;
import io.tinsmith.targets.Toolchain;
import io.tinsmith.training.Dataset;
import java.util.Map;

/** What a result was made with. */
final class Versions {
    private Versions() {}

    static Provenance provenance(
            DesignJob job, Toolchain tools, Dataset dataset, Map<String, String> input, TrainStage.Result training) {
        return new Provenance(
                job.seed(),
                Map.of(
                        "tinsmith", Version.text(),
                        "java", System.getProperty("java.runtime.version", "unknown"),
                        "arm-none-eabi-gcc", tools.version(Toolchain.GCC),
                        "qemu-system-arm", tools.version(Toolchain.QEMU)),
                Map.of("data set " + dataset.name(), dataset.sha256(), "training", training.provenance()),
                input);
    }
}
