package io.tinsmith.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FuzzerTest {
    private static final int FILES = 20_000;

    @Test
    void anyMutatedModelIsRefusedInAClearWayOrReadAndPlanned() throws InterruptedException {
        Fuzzer.Result result = new Fuzzer(SeedModels.files(), 20_000).run(FILES, 2, done -> {});

        assertThat(result.findings())
                .extracting(finding -> finding.number() + ": " + finding.fault())
                .isEmpty();
        assertThat(result.files()).isEqualTo(FILES);
        // Mutations that only ever break the file, or never do, would test little.
        assertThat(result.accepted()).isBetween(FILES / 20L, FILES / 2L);
    }

    @Test
    void theSeedsAreReadWholeAndHaveManyKindsOfOps() {
        List<byte[]> files = SeedModels.files();
        Set<String> kinds = files.stream()
                .flatMap(file -> TfliteReader.read(file, Rounding.DOUBLE).ops().stream())
                .map(Op::getClass)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(files).hasSizeGreaterThanOrEqualTo(20);
        assertThat(kinds)
                .contains(
                        "Add",
                        "AveragePool2d",
                        "Concat",
                        "Conv2d",
                        "DepthwiseConv2d",
                        "FullyConnected",
                        "MaxPool2d",
                        "Mean",
                        "Mul",
                        "Pad",
                        "Reshape",
                        "ResizeNearest",
                        "Maximum",
                        "Minimum",
                        "Prelu",
                        "Reduce",
                        "Resize",
                        "Slice",
                        "Softmax",
                        "Sub",
                        "Transpose",
                        "TransposeConv",
                        "Unary");
    }

    @Test
    void theSameSeedGivesTheSameFilesWhateverTheOrder() {
        Fuzzer first = new Fuzzer(SeedModels.files(), 3);
        Fuzzer second = new Fuzzer(SeedModels.files(), 3);
        List<byte[]> forwards = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            forwards.add(first.file(i));
        }
        for (int i = 99; i >= 0; i--) {
            assertThat(second.file(i)).isEqualTo(forwards.get(i));
        }
        assertThat(new Fuzzer(SeedModels.files(), 4).file(1)).isNotEqualTo(forwards.get(1));
    }
}
