package io.tinsmith.codegen.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tinsmith.codegen.internal.WeightOrder;
import io.tinsmith.graph.Rounding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random cases of each kernel, as the generator lowers them, against the int8 interpreter: on the host under the sanitizers,
 * and on emulated cores.
 *
 * <p>{@code -Dtinsmith.kernel.cases=20000} runs that many of a kind on the host, a quarter in each rounding and order of
 * weights; {@code -Dtinsmith.kernel.device=60} so many of a kind on each core in each rounding. {@code
 * -Dtinsmith.kernel.kind=conv -Dtinsmith.kernel.first=17} begins with one that failed; kinds are separated by commas.
 */
class KernelCasesIT {
    private static final int CASES = Integer.getInteger("tinsmith.kernel.cases", 0);
    private static final int FEW_CASES = 300;
    private static final int DEVICE_CASES = Integer.getInteger("tinsmith.kernel.device", 0);
    private static final int FEW_DEVICE_CASES = 8;
    private static final int FIRST = Integer.getInteger("tinsmith.kernel.first", 0);
    private static final String KIND = System.getProperty("tinsmith.kernel.kind", "");

    @TempDir
    private Path directory;

    /** Without a number of cases given: each rounding and order once. */
    static Stream<Arguments> variants() {
        return CASES == 0
                ? Stream.of(
                        arguments(Rounding.DOUBLE, WeightOrder.QUADS), arguments(Rounding.SINGLE, WeightOrder.PLAIN))
                : roundings().flatMap(r -> Stream.of(WeightOrder.values()).map(order -> arguments(r, order)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void kernelsEqualTheInterpreterOnTheHost(Rounding rounding, WeightOrder order) throws Exception {
        check(CaseProgram.host(directory, rounding, order), CASES == 0 ? FEW_CASES / 2 : (CASES + 3) / 4);
    }

    /** Without a number of cases given: a few for each extension that kernels are written for, in one rounding. */
    static Stream<Arguments> cores() {
        return DEVICE_CASES == 0
                ? Stream.of(
                        arguments("cortex-m0plus", Rounding.DOUBLE, WeightOrder.PLAIN),
                        arguments("cortex-m4", Rounding.DOUBLE, WeightOrder.QUADS),
                        arguments("cortex-m55", Rounding.SINGLE, WeightOrder.PLAIN))
                : roundings()
                        .flatMap(r -> Stream.of(
                                arguments("cortex-m0plus", r, WeightOrder.PLAIN),
                                arguments("cortex-m4", r, WeightOrder.QUADS),
                                arguments("cortex-m33", r, WeightOrder.QUADS),
                                arguments("cortex-m55", r, WeightOrder.PLAIN)));
    }

    @ParameterizedTest
    @MethodSource("cores")
    void kernelsEqualTheInterpreterOnEmulatedCores(String core, Rounding rounding, WeightOrder order) throws Exception {
        check(
                CaseProgram.device(directory, core, rounding, order),
                DEVICE_CASES == 0 ? FEW_DEVICE_CASES : DEVICE_CASES);
    }

    private static Stream<Rounding> roundings() {
        return Stream.of(Rounding.DOUBLE, Rounding.SINGLE);
    }

    private static void check(CaseProgram program, int count) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (CaseKind kind : CaseKinds.ALL) {
            if (KIND.isEmpty() || List.of(KIND.split(",", -1)).contains(kind.name())) {
                String output = program.run(kind, FIRST, count);
                if (!output.equals(count + " passed\n")) {
                    wrong.add(kind.name() + ":\n" + output);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
