package io.tinsmith.it;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single ops of random shapes, attributes and scales: the official runtime computes what the int8 interpreter does. */
class OfficialOpsIT {
    private static final int MODELS = 20;
    private static final int LEAST_VALUES = 2_000;

    private static OfficialRuntime runtime;

    @BeforeAll
    static void prepare() throws IOException {
        runtime = OfficialRuntime.prepare();
    }

    static Stream<OpKind> kinds() {
        return OpKind.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theOfficialRuntimeComputesTheSame(OpKind kind) {
        List<byte[]> files = IntStream.range(0, MODELS).mapToObj(kind::file).toList();
        OfficialComparison comparison = new OfficialComparison(kind.name());
        comparison.runFiles(runtime, files, kind.rounding(), LEAST_VALUES);
        comparison.check();
    }
}
