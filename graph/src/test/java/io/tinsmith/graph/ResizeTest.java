package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {
    private static final Quantization ANY = Quantization.perTensor(0.1f, -7);

    @Test
    void nearestPixelsWithEachRuleForPlaces() {
        // 3 of 5: scale 5/3 = 1.67. Places 0, 1.67, 3.33; of centers 0.83, 2.5, 4.17; with corners aligned 0, 2, 4.
        assertThat(nearest(5, 3, false, false)).containsExactly(0, 1, 3);
        assertThat(nearest(5, 3, false, true)).containsExactly(0, 2, 4);
        assertThat(nearest(5, 3, true, false)).containsExactly(0, 2, 4);
        // 4 of 3 with corners aligned: 0, 0.67, 1.33, 2, rounded.
        assertThat(nearest(3, 4, true, false)).containsExactly(0, 1, 1, 2);
    }

    @Test
    void interpolatesInFixedPoint() {
        // Step 1024 * 2 / 4 = 512. Places 0, 0.5, 1 and 1.5, which is past the last pixel.
        assertThat(bilinear(List.of(10, 20), 4, false, false, Rounding.DOUBLE)).containsExactly(10, 15, 20, 20);
        // Centers: -0.25 is the first pixel; 0.25, 0.75.
        assertThat(bilinear(List.of(10, 20), 4, false, true, Rounding.DOUBLE)).containsExactly(10, 13, 18, 20);
        // Corners: step 1024 / 3 = 341; 341 * 10 / 1024 = 3.33.
        assertThat(bilinear(List.of(10, 20), 4, true, false, Rounding.DOUBLE)).containsExactly(10, 13, 17, 20);
    }

    @Test
    void halvesAreRoundedAwayFromZeroAndInFloatUp() {
        assertThat(bilinear(List.of(-4, -3), 4, false, false, Rounding.DOUBLE)).containsExactly(-4, -4, -3, -3);
        assertThat(bilinear(List.of(-4, -3), 4, false, false, Rounding.FLOAT)).containsExactly(-4, -3, -3, -3);
    }

    @Test
    void interpolatesAlongBothAxes() {
        Graph graph = graph(Shape.of(1, 2, 2, 1), 3, 3, true, false, DType.INT8);

        byte[] out = Interpreters.int8(graph)
                .run(new TensorData.Int8(new byte[] {0, 10, 20, 50}))
                .int8();

        assertThat(out).containsExactly(0, 5, 10, 10, 20, 30, 20, 35, 50);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void fixedPointIsNearTheFloatInterpolation(boolean aligned, boolean halfPixels) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50; i++) {
            Shape in = Shape.of(1, random.nextInt(1, 9), random.nextInt(1, 9), random.nextInt(1, 4));
            int height = random.nextInt(1, 20);
            int width = random.nextInt(1, 20);
            byte[] values = new byte[Math.toIntExact(in.elements())];
            random.nextBytes(values);
            float[] floats = new float[values.length];
            IntStream.range(0, values.length).forEach(k -> floats[k] = values[k]);

            byte[] fixed = Interpreters.int8(graph(in, height, width, aligned, halfPixels, DType.INT8))
                    .run(new TensorData.Int8(values))
                    .int8();
            TensorData exact = Interpreters.float32(graph(in, height, width, aligned, halfPixels, DType.FLOAT32))
                    .run(new TensorData.Float32(floats));

            float[] wanted = ((TensorData.Float32) exact).values();
            for (int k = 0; k < fixed.length; k++) {
                // A place is off by up to 20 / 2048 rows of 255 steps, along both axes.
                assertThat((float) fixed[k]).isCloseTo(wanted[k], within(6f));
            }
        }
    }

    @Test
    void refusesWhereTheFixedPointLeavesTheImage() {
        // 58 rows of one: 1024 / 58 = 17.66, rounded to 18; row 57 lies at 57 * 18 = 1026, beyond the only row.
        assertThatThrownBy(() -> graph(Shape.of(1, 1, 4, 1), 58, 4, false, false, DType.INT8))
                .hasMessageContaining("[1x1x4x1]")
                .hasMessageContaining("[1x58x4x1]")
                .hasMessageContaining("Maybe resize in two steps");
        assertThatThrownBy(() -> new Op.Resize(0, 1, Interpolation.NEAREST, true, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] nearest(int in, int out, boolean aligned, boolean halfPixels) {
        return IntStream.range(0, out)
                .map(new ResizeAxis(in, out, aligned, halfPixels)::nearest)
                .toArray();
    }

    /** Of one row. */
    private static byte[] bilinear(
            List<Integer> row, int width, boolean aligned, boolean halfPixels, Rounding rounding) {
        byte[] values = new byte[row.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = row.get(i).byteValue());
        Graph graph = graph(Shape.of(1, 1, row.size(), 1), 1, width, aligned, halfPixels, DType.INT8);
        return Interpreters.int8(graph.withRounding(rounding))
                .run(new TensorData.Int8(values))
                .int8();
    }

    private static Graph graph(Shape in, int height, int width, boolean aligned, boolean halfPixels, DType type) {
        GraphBuilder b = new GraphBuilder("resize", type);
        int x = b.input("x", in);
        Graph graph = b.build(b.resize("y", x, height, width, Interpolation.BILINEAR, aligned, halfPixels));
        return type == DType.FLOAT32
                ? graph
                : graph.withTensors(graph.tensors().stream()
                        .map(t -> t.withQuantization(ANY))
                        .toList());
    }
}
