package io.tinsmith.codegen.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import org.junit.jupiter.api.Test;

class ChannelTablesTest {
    private static final Tensor INPUT = activation(0.5f, 3);
    private static final Tensor OUTPUT = activation(0.25f, 0);

    @Test
    void foldsTheInputsZeroPointIntoTheBias() {
        Tensor weights = Tensor.parameter("w", Shape.of(2, 3), new TensorData.Int8(new byte[] {1, 2, 3, -4, 5, -6}))
                .withQuantization(Quantization.perChannel(new float[] {0.25f, 0.125f}, 0));
        Tensor bias = Tensor.parameter("b", Shape.of(2), new TensorData.Int32(new int[] {100, Integer.MIN_VALUE}));

        ChannelTables tables = ChannelTables.of(INPUT, weights, bias, OUTPUT, false);

        // 100 - 3 * (1 + 2 + 3) = 82; -2^31 - 3 * (-4 + 5 - 6) = -2^31 + 15
        assertThat(tables.bias()).containsExactly(82, Integer.MIN_VALUE + 15);
        // 0.5 * 0.25 / 0.25 = 0.5 = 2^30 / 2^31; 0.25 = 2^30 / 2^31 * 2^-1
        assertThat(tables.multiplier()).containsExactly(1 << 30, 1 << 30);
        assertThat(tables.shift()).containsExactly(0, -1);
    }

    @Test
    void depthwiseWeightsHaveTheChannelInnermost() {
        Tensor weights = Tensor.parameter(
                        "w", Shape.of(1, 1, 3, 2), new TensorData.Int8(new byte[] {1, 10, 2, 20, 3, 30}))
                .withQuantization(Quantization.perChannel(new float[] {1f, 1f}, 3));
        Tensor bias = Tensor.parameter("b", Shape.of(2), new TensorData.Int32(new int[] {0, 0}));

        ChannelTables tables = ChannelTables.of(INPUT, weights, bias, OUTPUT, true);

        assertThat(tables.bias()).containsExactly(-3 * 6, -3 * 60);
    }

    private static Tensor activation(float scale, int zeroPoint) {
        return Tensor.activation("a", Shape.of(1, 3), DType.INT8)
                .withQuantization(Quantization.perTensor(scale, zeroPoint));
    }
}
