package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.internal.CodeSizes;
import io.tinsmith.codegen.internal.KernelPaths;
import io.tinsmith.codegen.internal.ModelParts;
import io.tinsmith.codegen.internal.ModelWriter;
import io.tinsmith.codegen.internal.WeightOrder;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Boards;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelPartsTest {
    @ParameterizedTest
    @EnumSource(
            value = Rounding.class,
            names = {"DOUBLE", "SINGLE"})
    void namesTheKernelsThatTheGeneratedCodeCalls(Rounding rounding) {
        check(TestGraphs.invertedResidual(1).withRounding(rounding));
        check(TestGraphs.twoResolutions(1).withRounding(rounding));
        check(HostBuild.plan(TestGraphs.decoder(1).withRounding(rounding)));
        check(HostBuild.planFused(TestGraphs.decoder(1).withRounding(rounding)));
        check(StreamPlans.withEachMove(TestGraphs.bottlenecks(1).withRounding(rounding)));
        for (int seed = 0; seed < 20; seed++) {
            check(TestGraphs.random(seed).withRounding(rounding));
        }
    }

    private static void check(Graph graph) {
        check(HostBuild.plan(graph));
        check(HostBuild.planFused(graph));
        check(StreamPlans.random(graph, new SplittableRandom(1)));
    }

    private static void check(Schedule schedule) {
        Set<String> kernels = new TreeSet<>(ModelParts.of(schedule).kernels());
        kernels.removeIf(k -> !k.startsWith("tns_"));
        assertThat(kernels)
                .isEqualTo(new ModelWriter(schedule, WeightOrder.PLAIN, Kernels.COLUMN_BYTES, HostBuild.SHA).kernels());
    }

    @Test
    void countsParametersNamesAndArrays() {
        ModelParts parts = ModelParts.of(HostBuild.plan(TestGraphs.dense(1)));
        // 10 words of parameters; the name "y" with its end in 4 bytes, and its address.
        assertThat(parts.constantBytes()).isEqualTo(40 + 4 + 4);
        assertThat(parts.layers()).isEqualTo(1);
        assertThat(parts.streamArrayBytes()).isZero();

        CodeSizes sizes = new CodeSizes(
                Map.of("port.cmsdk", 5000L, "tns_dense_s8", 60L, "tns_layer", 200L, "layer", 28L, "stack", 900L));
        // The dense kernel needs the object tns_layer.
        assertThat(sizes.codeBytes(parts, KernelPaths.ALL, "cmsdk")).isEqualTo(5000 + 60 + 200 + 28 + 48);
        // An unknown port counts as the largest; 64 bytes of margin, columns and no arrays, in steps of 8.
        assertThat(sizes.codeBytes(parts, KernelPaths.ALL, "mine"))
                .isEqualTo(sizes.codeBytes(parts, KernelPaths.ALL, "cmsdk"));
        assertThat(sizes.stackBytes(parts, Optimize.BALANCED, 384)).isEqualTo(1352);
    }

    @Test
    void needsNoData() {
        Graph graph = TestGraphs.invertedResidual(1).structureAs(DType.INT8);
        FirmwareFootprint footprint =
                FirmwareFootprint.of(HostBuild.plan(graph), Boards.byName("mps2-an385"), Optimize.BALANCED);
        assertThat(footprint.codeBytes()).isBetween(10_000L, 20_000L);
        assertThat(footprint.stackBytes()).isBetween(512L, 2_048L).matches(b -> b % 8 == 0);
    }
}
