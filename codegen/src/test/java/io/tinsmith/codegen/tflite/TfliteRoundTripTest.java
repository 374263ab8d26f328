package io.tinsmith.codegen.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.OperatorCode;

class TfliteRoundTripTest {
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT8", "FLOAT32"})
    void everyOpComesBackAsItWas(DType type) {
        Graph graph = RandomModels.fill(everyOp(type), 7);

        Graph back = TfliteReader.read(TfliteWriter.write(graph), Rounding.DOUBLE);

        assertThat(back).usingRecursiveComparison().isEqualTo(graph);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT8", "FLOAT32"})
    void aPadComesBackWithItsValue(DType type) {
        GraphBuilder b = new GraphBuilder("pad", type);
        int x = b.input("x", Shape.of(1, 2, 3, 1));
        Graph structure = b.build(b.pad("value", x, 1, 0, 2, 0, -0.75f));
        Quantization q = Quantization.perTensor(0.25f, 4);
        Graph graph = structure.withTensors(structure.tensors().stream()
                .map(t -> type == DType.INT8 ? t.withQuantization(q) : t)
                .toList());

        assertThat(TfliteReader.read(TfliteWriter.write(graph), Rounding.DOUBLE))
                .usingRecursiveComparison()
                .isEqualTo(graph);
    }

    @Test
    void theSameGraphGivesTheSameBytes() {
        byte[] first = TfliteWriter.write(RandomModels.fill(everyOp(DType.INT8), 7));
        byte[] second = TfliteWriter.write(RandomModels.fill(everyOp(DType.INT8), 7));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theRoundingIsTheReadersChoice() {
        byte[] bytes = TfliteWriter.write(RandomModels.fill(everyOp(DType.INT8), 7));

        assertThat(TfliteReader.read(bytes, Rounding.SINGLE).rounding()).isEqualTo(Rounding.SINGLE);
    }

    @Test
    void parametersAreAlignedForVectorLoads() {
        byte[] bytes = TfliteWriter.write(RandomModels.fill(everyOp(DType.INT8), 7));
        Model model = Model.getRootAsModel(ByteBuffer.wrap(bytes));

        assertThat(model.description()).isEqualTo("tinsmith");
        assertThat(model.buffers(0).dataAsByteBuffer()).isNull();
        for (int i = 1; i < model.buffersLength(); i++) {
            assertThat(model.buffers(i).dataAsByteBuffer().position() % 16)
                    .as("offset of buffer %d", i)
                    .isZero();
        }
    }

    @Test
    void operatorVersionsAreThoseOfInt8Kernels() {
        byte[] bytes = TfliteWriter.write(RandomModels.fill(everyOp(DType.INT8), 7));
        Model model = Model.getRootAsModel(ByteBuffer.wrap(bytes));

        for (int i = 0; i < model.operatorCodesLength(); i++) {
            OperatorCode code = model.operatorCodes(i);
            int wanted = switch (code.builtinCode()) {
                case BuiltinOperator.CONV_2D -> code.version() == 6 ? 6 : 3;
                case BuiltinOperator.DEPTHWISE_CONV_2D,
                        BuiltinOperator.RESIZE_BILINEAR,
                        BuiltinOperator.TRANSPOSE_CONV -> 3;
                case BuiltinOperator.RESIZE_NEAREST_NEIGHBOR -> code.version() == 3 ? 3 : 2;
                case BuiltinOperator.FULLY_CONNECTED -> 4;
                case BuiltinOperator.RESHAPE,
                        BuiltinOperator.HARD_SWISH,
                        BuiltinOperator.QUANTIZE,
                        BuiltinOperator.PRELU -> 1;
                default -> 2;
            };
            assertThat(code.version())
                    .as(BuiltinOperator.names[code.builtinCode()])
                    .isEqualTo(wanted);
            assertThat((int) code.deprecatedBuiltinCode()).isEqualTo(code.builtinCode());
        }
        assertThat(model.operatorCodesLength()).isEqualTo(32);
    }

    @Test
    void aFileIsReadAndItsErrorsNameIt(@TempDir Path folder) throws IOException {
        Path good = folder.resolve("good.tflite");
        Files.write(good, TfliteWriter.write(RandomModels.fill(everyOp(DType.INT8), 7)));
        Path bad = folder.resolve("bad.tflite");
        Files.writeString(bad, "This is a text, not a model.");

        assertThat(TfliteReader.read(good, Rounding.DOUBLE).ops()).hasSize(37);
        assertThatThrownBy(() -> TfliteReader.read(bad, Rounding.DOUBLE))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("bad.tflite")
                .hasMessageContaining("TFL3")
                .hasMessageContaining("Maybe");
    }

    @Test
    void aStructureWithoutDataIsNotWritten() {
        assertThatThrownBy(() -> TfliteWriter.write(everyOp(DType.FLOAT32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(conv/weights)")
                .hasMessageContaining("Maybe");
    }

    /** 1e-30 times 1e-30 is no float: the bias gets the least scale that there is. */
    @Test
    void aBiasOfScalesTooSmallToMultiplyIsWritten() {
        GraphBuilder b = new GraphBuilder("small", DType.INT8);
        int x = b.input("x", Shape.of(1, 2, 2, 1));
        Graph graph = RandomModels.fill(b.build(b.conv2d("y", x, 2, 1, Window.same(1), Activation.NONE)), 1);
        Graph small = graph.withTensors(graph.tensors().stream()
                .map(t -> t.type() == DType.INT8 ? t.withQuantization(Quantization.perTensor(1e-30f, 0)) : t)
                .map(t -> t.type() == DType.INT32
                        ? new Tensor(t.name(), t.shape(), t.type(), t.role(), null, t.dataOrNull())
                        : t)
                .toList());
        Graph back = TfliteReader.read(TfliteWriter.write(small), Rounding.DOUBLE);
        assertThat(back.ops()).isEqualTo(small.ops());
    }

    static Graph everyOp(DType type) {
        GraphBuilder b = new GraphBuilder("every-op", type);
        int in = b.input("image", Shape.of(1, 9, 8, 3));
        int conv = b.conv2d("conv", in, 5, 3, new Window(2, 1, 1, 1, Padding.SAME), Activation.RELU6);
        int depthwise = b.depthwiseConv2d("depthwise", conv, 3, new Window(1, 1, 2, 2, Padding.SAME), Activation.RELU);
        int sum = b.add("sum", conv, depthwise, Activation.NONE);
        int product = b.mul("product", sum, depthwise, Activation.RELU6);
        int gated = b.mul("gated", product, b.globalAveragePool("gate", product), Activation.NONE);
        int less = b.sub("less", b.constant("from", Shape.of(5)), gated, Activation.RELU);
        int range = b.maximum("least", b.minimum("most", less, gated), b.constant("bound", Shape.of()));
        int y = b.prelu("sloped", range);
        for (UnaryFunction function : UnaryFunction.values()) {
            if (type == DType.INT8 || function != UnaryFunction.REQUANTIZE) {
                y = function == UnaryFunction.LEAKY_RELU
                        ? b.leakyRelu("leaky", y, 0.1f)
                        : b.unary(function.name(), y, function);
            }
        }
        y = b.transpose("turned", b.pad("pad", y, 1, 2, 0, 1), 0, 2, 1, 3);
        y = b.transposeConv("spread", y, 5, 3, 2, new Window(2, 1, 1, 1, Padding.SAME), Activation.NONE);
        y = b.slice("part", y, List.of(0, 1, 0, 2), List.of(1, 2, 1, 1), Shape.of(1, 4, 8, 3));
        int max = b.maxPool2d("max", y, 2, 3, Window.valid(1));
        max = b.resize("corners", max, 5, 7, Interpolation.NEAREST, true, false);
        max = b.resize("centers", max, 4, 6, Interpolation.BILINEAR, false, true);
        int large = b.resizeNearest("large", max, 3);
        int join = b.concat("join", large, large, b.conv2d("side", large, 2, 1, Window.same(1), Activation.NONE));
        int groups = b.groupConv2d("groups", join, 4, 3, 4, Window.same(1), Activation.NONE);
        int multiplied = b.depthwiseConv2d("multiplied", groups, 3, 2, Window.same(1), Activation.NONE);
        int average = b.mean("average", multiplied);
        int sum2 = b.reduce("sums", average, Reduction.SUM, List.of(1, 2), true);
        int most = b.reduce("most", sum2, Reduction.MAX, List.of(1), false);
        int mean = b.reduce("mean", most, Reduction.MEAN, List.of(0, 1), true);
        int flat = b.reshape("flat", mean, Shape.of(1, 8));
        int dense = b.fullyConnected("dense", flat, 4, Activation.RELU);
        int logits = b.fullyConnected("logits", dense, 3, Activation.NONE);
        return b.build(b.softmax("probabilities", logits));
    }
}
