package io.tinsmith.memory.tflm;

import static io.tinsmith.memory.tflm.TflmModels.activation;
import static io.tinsmith.memory.tflm.TflmModels.constant;
import static io.tinsmith.memory.tflm.TflmModels.model;
import static io.tinsmith.memory.tflm.TflmModels.op;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.memory.tflm.TflmTarget.Extension;
import io.tinsmith.memory.tflm.TflmTarget.Kernels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TflmArenaTest {
    /**
     * 36 + 44 + 36 + 8 the allocator's own; 8 pointers of the subgraph; 4 * 12 eval tensors; 32 node; 28 options: 240.
     * Data of the op, 56, ends at 304; 4 multipliers and 4 shifts, 16 bytes each, at 336. A pointer to the input, 352; its
     * tensor 32 + 12 + 8, 404; the same for the output: 416, 468.
     */
    @Test
    void aConvolutionsPersistentBytesAddUp() {
        TflmArena arena = arena(TflmModels.convolution(), Kernels.REFERENCE, Extension.DSP);
        assertThat(arena.persistentBytes()).isEqualTo(468);
        // In 32 and out 64 live together.
        assertThat(arena.nonPersistentBytes()).isEqualTo(96);
        assertThat(arena.usedBytes()).isEqualTo(564);
        assertThat(arena.items().stream().mapToLong(TflmArena.Item::bytes).sum())
                .isEqualTo(468);
        assertThat(arena.items())
                .contains(
                        new TflmArena.Item("eval tensors", 4, 48),
                        new TflmArena.Item("multipliers of channels", 1, 16),
                        new TflmArena.Item("quantization of inputs and outputs", 2, 40));
        assertThat(arena.complete()).isTrue();
    }

    /**
     * While the convolution is prepared: 12 * 12 requests of scratch at the head; views of in and out, 32 + 12 + 8 each,
     * and of filter, 32 + 12 + 20, twice; of bias, 64; and 336 persistent: 144 + 2 * 168 + 64 + 336 = 880.
     */
    @Test
    void theSmallestArenaIsDecidedByTemporaryViews() {
        TflmArena arena = arena(TflmModels.convolution(), Kernels.REFERENCE, Extension.DSP);
        assertThat(arena.smallestBytes()).isEqualTo(880);
        assertThat(arena.decidedBy()).isEqualTo("preparing op 0 (CONV_2D)");
    }

    /** 18 taps: two columns of int16, 20 wide, are 80 bytes; four of int8, 32 wide, 128. */
    @ParameterizedTest
    @CsvSource({"NONE, 80", "DSP, 80", "MVE, 128"})
    void scratchLivesWithItsOp(Extension extension, long scratch) {
        TflmArena arena = arena(TflmModels.convolution(), Kernels.CMSIS_NN, extension);
        assertThat(arena.nonPersistentBytes()).isEqualTo(96 + scratch);
        // 60 bytes of data end at 304 too; a handle of 4 hides in the padding.
        assertThat(arena.persistentBytes()).isEqualTo(468);
        assertThat(arena.ops().get(0).scratchBytes()).isEqualTo(scratch);
        assertThat(arena.buffers().get(2).scratch()).isTrue();
        assertThat(arena.buffers().get(2).firstUse()).isEqualTo(1);
    }

    /** Dense layer of 8 to 5: with vectors 5 sums of 4 bytes, 20, take 32 of the persistent end. */
    @Test
    void vectorsKeepTheSumsOfADenseLayersKernel() {
        TflmModel model = model(
                List.of(
                        activation("in", 1, 8),
                        constant("filter", TflmType.INT8, 1, 5, 8),
                        constant("bias", TflmType.INT32, 1, 5),
                        activation("out", 1, 5)),
                List.of(0),
                List.of(3),
                op("FULLY_CONNECTED", List.of(0, 1, 2), List.of(3)));
        long dsp = arena(model, Kernels.CMSIS_NN, Extension.DSP).persistentBytes();
        assertThat(arena(model, Kernels.CMSIS_NN, Extension.MVE).persistentBytes() - dsp)
                .isEqualTo(32);
        // 124 + 8 + 48 + 32 + 5 options = 217; data of 72 ends at 304, of 48 at 272.
        assertThat(dsp - arena(model, Kernels.REFERENCE, Extension.DSP).persistentBytes())
                .isEqualTo(32);
    }

    @Test
    void aVariableIsPersistent() {
        TflmTensor state = new TflmTensor("state", TflmType.INT8, List.of(1, 100), false, true, 1);
        TflmModel with = model(
                List.of(activation("in", 1, 100), state, activation("out", 1, 100)),
                List.of(0),
                List.of(2),
                op("ADD", List.of(0, 1), List.of(2)));
        TflmArena arena = arena(with, Kernels.REFERENCE, Extension.DSP);
        assertThat(arena.nonPersistentBytes()).isEqualTo(2 * 112);
        assertThat(arena.items()).contains(new TflmArena.Item("variable tensors", 1, 100));
    }

    /** The input is given offset 64, the output is planned: it fits below. */
    @Test
    void anOfflinePlanIsHonoured() {
        TflmModel one = TflmModels.one("RELU");
        TflmArena arena =
                arena(new TflmModel(one.subgraphs(), List.of(64, TflmModel.ONLINE)), Kernels.REFERENCE, Extension.DSP);
        assertThat(arena.buffers().get(0).arenaOffsetBytes()).isEqualTo(64);
        assertThat(arena.buffers().get(1).arenaOffsetBytes()).isZero();
        assertThat(arena.nonPersistentBytes()).isEqualTo(80);
    }

    @Test
    void anOfflinePlanForOtherTensorsIsRefused() {
        assertThatThrownBy(() -> new TflmModel(TflmModels.one("RELU").subgraphs(), List.of(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 offsets for 2 tensors")
                .hasMessageContaining("Maybe");
    }

    @Test
    void anOpWithoutARuleIsNamed() {
        TflmArena arena = arena(TflmModels.one("SVDF"), Kernels.REFERENCE, Extension.DSP);
        assertThat(arena.complete()).isFalse();
        assertThat(arena.missing()).singleElement().satisfies(op -> {
            assertThat(op.index()).isZero();
            assertThat(op.name()).isEqualTo("SVDF");
            assertThat(op.shapes()).isEqualTo("1x2x2x4 to 1x2x2x4");
            assertThat(op.advice()).startsWith("Maybe");
        });
    }

    /**
     * Data and options, from the tables, after 124 + 8 + 2 * 12 + 32 = 188 bytes; then pointer, tensor and quantization of
     * the input, from a multiple of 16, 52 bytes, and so of the output.
     */
    @ParameterizedTest
    @CsvSource({
        "RELU, 224", // 188 + 28 = 216
        "RELU6, 208", // 188 + 8 = 196
        "LOGISTIC, 208", // 188 + 16 = 204
        "TANH, 208",
        "HARD_SWISH, 208", // 188 + 20 = 208
        "LEAKY_RELU, 224", // 188 + 4 + 24 = 216
        "QUANTIZE, 224", // 188 + 32 = 220
        "DEQUANTIZE, 224",
        "RESHAPE, 224", // 188 + 36 = 224, options only
        "SQUEEZE, 224",
        "SOFTMAX, 256", // 188 + 4 + 56 = 248
        "MAX_POOL_2D, 272", // 188 + 40 = 228, + 32 = 260
        "MAXIMUM, 188"
    })
    void smallOpsKeepWhatTheirStructsTake(String op, long kept) {
        TflmArena arena = arena(TflmModels.one(op), Kernels.REFERENCE, Extension.DSP);
        long input = up(kept + 4) + 32 + 12 + 8;
        assertThat(arena.persistentBytes()).isEqualTo(up(input + 4) + 32 + 12 + 8);
        assertThat(arena.complete()).isTrue();
    }

    private static long up(long bytes) {
        return (bytes + 15) / 16 * 16;
    }

    /** A mean over 2 of 4 axes of int8: an accumulator of 4 outputs, the index of 4 axes, 2 axes. */
    @Test
    void aMeanAsksForThreeScratchBuffers() {
        TflmModel model = model(
                List.of(activation("in", 1, 2, 2, 4), constant("axes", TflmType.INT32, 0, 2), activation("out", 1, 4)),
                List.of(0),
                List.of(2),
                op("MEAN", List.of(0, 1), List.of(2)));
        TflmArena arena = arena(model, Kernels.REFERENCE, Extension.DSP);
        assertThat(arena.ops().get(0).scratchBytes()).isEqualTo(16 + 16 + 8);
        // All live in scope 1: in 16, out 16, three times 16.
        assertThat(arena.nonPersistentBytes()).isEqualTo(80);
        assertThat(arena.items()).contains(new TflmArena.Item("handles of scratch", 3, 12));
    }

    /** TFLM plans what nothing reads too. */
    @Test
    void anUnusedTensorHasItsBuffer() {
        TflmModel model = model(
                List.of(activation("in", 1, 32), activation("out", 1, 32), activation("unused", 1, 1000)),
                List.of(0),
                List.of(1),
                op("RELU", List.of(0), List.of(1)));
        assertThat(arena(model, Kernels.REFERENCE, Extension.DSP).nonPersistentBytes())
                .isEqualTo(1008);
    }

    private static TflmArena arena(TflmModel model, Kernels kernels, Extension extension) {
        return TflmArena.of(model, new TflmTarget(kernels, extension), TflmRevision.newest());
    }
}
