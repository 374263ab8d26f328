package io.tinsmith.memory.tflm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TflmRefusalsTest {
    private static final TflmTarget TARGET = new TflmTarget(TflmTarget.Kernels.REFERENCE, TflmTarget.Extension.DSP);

    @ParameterizedTest
    @CsvSource({
        "CONV_2D, FLOAT32, INT8, hybrid",
        "CONV_2D, FLOAT32, FLOAT16, hybrid",
        "DEPTHWISE_CONV_2D, FLOAT32, INT8, hybrid",
        "FULLY_CONNECTED, FLOAT32, INT8, hybrid",
        "FULLY_CONNECTED, UINT8, UINT8, uint8",
        "ADD, UINT8, UINT8, uint8",
        "DEQUANTIZE, FLOAT16, FLOAT16, float16"
    })
    void refusesTypesThatNoKernelTakes(String op, TflmType input, TflmType weights, String why) {
        assertThatThrownBy(() -> TflmArena.of(model(op, input, weights), TARGET, TflmRevision.newest()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("op 0 (" + op + ")", why, "Maybe");
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, FLOAT32", "INT8, INT8", "INT8, INT4", "INT16, INT8"})
    void takesTypesThatKernelsTake(TflmType input, TflmType weights) {
        assertThat(TflmArena.of(model("CONV_2D", input, weights), TARGET, TflmRevision.newest())
                        .complete())
                .isTrue();
    }

    @Test
    void refusesATensorWithoutSize() {
        assertThatThrownBy(() ->
                        TflmArena.of(model("RESHAPE", TflmType.STRING, TflmType.INT32), TARGET, TflmRevision.newest()))
                .hasMessageContainingAll("tensor 0 (in)", "STRING", "Maybe");
    }

    @Test
    void coresAreKnownByTheirNames() {
        assertThat(TflmTarget.Extension.ofCore("cortex-m0plus")).isEqualTo(TflmTarget.Extension.NONE);
        assertThat(TflmTarget.Extension.ofCore("cortex-m7")).isEqualTo(TflmTarget.Extension.DSP);
        assertThat(TflmTarget.Extension.ofCore("cortex-m85")).isEqualTo(TflmTarget.Extension.MVE);
        assertThatThrownBy(() -> TflmTarget.Extension.ofCore("z80"))
                .hasMessageContainingAll("(z80)", "cortex-m4", "Maybe");
    }

    private static TflmModel model(String op, TflmType input, TflmType weights) {
        TflmTensor in = new TflmTensor("in", input, List.of(1, 4, 4, 2), false, false, 1);
        TflmTensor out = new TflmTensor("out", input, List.of(1, 4, 4, 2), false, false, 1);
        TflmTensor constant = TflmModels.constant("weights", weights, 1, 2, 1, 1, 2);
        return TflmModels.model(
                List.of(in, constant, out), List.of(0), List.of(2), TflmModels.op(op, List.of(0, 1), List.of(2)));
    }
}
