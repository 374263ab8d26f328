package io.tinsmith.benchmarks.fuzz;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Feeds broken model files to the readers and planners. */
@Command(
        name = "fuzz",
        description = {
            "Mutates small model files and checks that each is refused with a message that says where, or read and planned, "
                    + "without a crash, a hang or more than 512 MiB.",
            "Files that break this are written to a folder; --replay checks them again."
        },
        mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {
    @Option(names = "--count", paramLabel = "N", description = "Mutated files. Default: ${DEFAULT-VALUE}")
    private long count = 100_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of the mutations. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one a processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "DIR", description = "For files that fail. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("fuzz-findings");

    @Option(names = "--replay", paramLabel = "FILE", description = "Check this file and nothing else.")
    private @Nullable Path replay;

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (replay != null) {
            return replay(replay);
        }
        long begin = System.nanoTime();
        Fuzzer.Result result;
        try (Progress progress = console.progress("files", count)) {
            result = new Fuzzer(SeedModels.files(), seed).run(count, threads, progress::to);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        console.line(String.format(
                Locale.ROOT,
                "%,d files in %.1f s (%,.0f a second, seed %d): %,d read and planned, %,d refused, %d findings",
                result.files(),
                seconds,
                result.files() / seconds,
                seed,
                result.accepted(),
                result.files() - result.accepted(),
                result.findings().size()));
        Map<String, Integer> kinds = new TreeMap<>();
        for (Fuzzer.Finding finding : result.findings()) {
            Path file = out.resolve("seed" + seed + "-" + finding.number() + ".tflite");
            Files.createDirectories(out);
            Files.write(file, finding.bytes());
            if (kinds.merge(finding.kind(), 1, Integer::sum) == 1) {
                console.line(file + ": " + finding.fault());
            }
        }
        return result.findings().isEmpty() ? 0 : 1;
    }

    private int replay(Path file) throws IOException {
        Contract.Verdict verdict = new Contract().check(Files.readAllBytes(file));
        Optional<String> fault = verdict.fault();
        console.line(file + ": " + fault.orElse(verdict.accepted() ? "read and planned" : "refused, as it should be"));
        return fault.isEmpty() ? 0 : 1;
    }
}
