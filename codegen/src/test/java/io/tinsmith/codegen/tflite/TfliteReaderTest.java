package io.tinsmith.codegen.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** Models that other tools write, and broken ones. */
class TfliteReaderTest {
    private static final byte[] JOIN = TfliteWriter.write(RandomModels.fill(join(), 4));
    private static final byte[] DENSE = TfliteWriter.write(RandomModels.fill(dense(DType.INT8), 3));

    @Test
    void aMissingBiasBecomesZeros() {
        Graph graph = read(altered(DENSE, m -> {
            int[] inputs = main(m).getOperators()[1].getInputs();
            main(m).getOperators()[1].setInputs(new int[] {inputs[0], inputs[1], -1});
        }));

        Op.FullyConnected dense = (Op.FullyConnected) graph.ops().get(1);
        Tensor bias = graph.tensor(dense.bias());
        float in = graph.tensor(dense.input()).requireQuantization().scale();
        float weights = graph.tensor(dense.weights()).requireQuantization().scale();
        assertThat(bias.int32()).containsExactly(0, 0, 0);
        assertThat(bias.requireQuantization().scale()).isEqualTo(in * weights);
        assertThat(graph.tensors()).hasSize(5);
    }

    @Test
    void aTwoInputDenseLayerHasNoBias() {
        Graph graph = read(altered(DENSE, m -> {
            int[] inputs = main(m).getOperators()[1].getInputs();
            main(m).getOperators()[1].setInputs(Arrays.copyOf(inputs, 2));
        }));

        assertThat(graph.tensor(((Op.FullyConnected) graph.ops().get(1)).bias()).int32())
                .containsOnly(0);
    }

    @Test
    void theShapeTensorOfAReshapeIsDropped() {
        Graph plain = read(DENSE);
        Graph graph = read(altered(DENSE, m -> {
            int shape = appendInts(m, 1, 8);
            main(m).getOperators()[0].setInputs(new int[] {0, shape});
        }));

        assertThat(graph).usingRecursiveComparison().isEqualTo(plain);
    }

    @Test
    void squeezesAndExpansionsAreReshapes() {
        GraphBuilder b = new GraphBuilder("squeeze", DType.INT8);
        int in = b.input("in", Shape.of(1, 1, 5, 2));
        int flat = b.reshape("flat", in, Shape.of(5, 2));
        byte[] reshapes = TfliteWriter.write(RandomModels.fill(b.build(b.reshape("back", flat, Shape.of(1, 5, 2))), 2));

        Graph graph = read(altered(reshapes, m -> {
            m.setOperatorCodes(appended(m.getOperatorCodes(), operatorCode(BuiltinOperator.EXPAND_DIMS)));
            m.getOperatorCodes()[0].setBuiltinCode(BuiltinOperator.SQUEEZE);
            m.getOperatorCodes()[0].setDeprecatedBuiltinCode((byte) BuiltinOperator.SQUEEZE);
            main(m).getOperators()[1].setOpcodeIndex(1);
            int axis = appendInts(m, 0);
            main(m).getOperators()[1].setInputs(new int[] {1, axis});
        }));

        assertThat(graph).usingRecursiveComparison().isEqualTo(read(reshapes));
    }

    @Test
    void aDenseLayerThatKeepsTheRankBecomesADenseLayerAndAReshape() {
        Graph graph = read(altered(DENSE, m -> {
            main(m).getOperators()[1]
                    .getBuiltinOptions()
                    .asFullyConnectedOptions()
                    .setKeepNumDims(true);
            TensorT output = main(m).getTensors()[main(m).getOutputs()[0]];
            output.setShape(new int[] {1, 1, 3});
        }));

        assertThat(graph.ops()).hasSize(3);
        assertThat(graph.ops().get(2)).isInstanceOf(Op.Reshape.class);
        assertThat(graph.tensor(graph.ops().get(1).output()).shape()).isEqualTo(Shape.of(1, 3));
        assertThat(graph.output().shape()).isEqualTo(Shape.of(1, 1, 3));
        assertThat(read(TfliteWriter.write(graph))).usingRecursiveComparison().isEqualTo(graph);
    }

    @Test
    void aDenseLayerFlattensAnInputOfHigherRank() {
        GraphBuilder b = new GraphBuilder("rank", DType.FLOAT32);
        int in = b.input("in", Shape.of(1, 2, 2, 2));
        Graph graph = RandomModels.fill(b.build(b.fullyConnected("dense", in, 3, Activation.NONE)), 1);

        assertThat(read(TfliteWriter.write(graph))).usingRecursiveComparison().isEqualTo(graph);
    }

    @Test
    void weightsWithOneScaleStayPerTensor() {
        Graph graph = read(DENSE);

        assertThat(graph.tensor(((Op.FullyConnected) graph.ops().get(1)).weights())
                        .requireQuantization()
                        .isPerChannel())
                .isFalse();
    }

    @Test
    void anUnknownOpIsNamedWithItsPlaceAndShapes() {
        refuses(m -> {
                    m.getOperatorCodes()[1].setBuiltinCode(BuiltinOperator.LOGISTIC);
                    m.getOperatorCodes()[1].setDeprecatedBuiltinCode((byte) BuiltinOperator.LOGISTIC);
                })
                .hasMessageContaining("The op 1 (LOGISTIC, INT8[1x8], INT8[3x8], INT32[3] -> INT8[1x3])")
                .hasMessageContaining("Maybe");
    }

    @Test
    void whatIsNoPlainConcatenationIsRefused() {
        refusesJoin(m -> options(m, 2).asConcatenationOptions().setAxis(1)).hasMessageContaining("joins along axis 1");
        refusesJoin(m -> options(m, 2).asConcatenationOptions().setFusedActivationFunction(ActivationFunctionType.RELU))
                .hasMessageContaining("has a fused activation");
        refusesJoin(m -> main(m).getTensors()[3].getQuantization().setScale(new float[] {9}))
                .hasMessageContaining("op 2 (CONCATENATION")
                .hasMessageContaining("different scales");
    }

    @Test
    void aResizeByNoWholeFactorHasItsOwnOp() {
        byte[] corners = altered(
                JOIN, m -> options(m, 1).asResizeNearestNeighborOptions().setAlignCorners(true));
        assertThat(read(corners).ops().get(1)).isEqualTo(new Op.Resize(1, 2, Interpolation.NEAREST, true, false));
        refusesJoin(m -> {
                    options(m, 1).asResizeNearestNeighborOptions().setAlignCorners(true);
                    options(m, 1).asResizeNearestNeighborOptions().setHalfPixelCenters(true);
                })
                .hasMessageContaining("op 1 (RESIZE_NEAREST_NEIGHBOR, INT8[")
                .hasMessageContaining("both align_corners and half_pixel_centers")
                .hasMessageContaining("Maybe");
        byte[] centers = altered(
                JOIN, m -> options(m, 1).asResizeNearestNeighborOptions().setHalfPixelCenters(true));
        assertThat(read(centers)).usingRecursiveComparison().isEqualTo(read(JOIN));
    }

    @Test
    void anUnknownActivationIsNamed() {
        refuses(m -> main(m).getOperators()[1]
                        .getBuiltinOptions()
                        .asFullyConnectedOptions()
                        .setFusedActivationFunction(ActivationFunctionType.TANH))
                .hasMessageContaining("op 1 (FULLY_CONNECTED")
                .hasMessageContaining("TANH");
    }

    @Test
    void anotherTypeIsNamedWithItsTensor() {
        refuses(m -> main(m).getTensors()[0].setType(TensorType.UINT8))
                .hasMessageContaining("tensor 0 (in, UINT8[1x2x2x2])");
    }

    @Test
    void asymmetricWeightsAreRefused() {
        refuses(m -> main(m).getTensors()[2].getQuantization().setZeroPoint(new long[] {3}))
                .hasMessageContaining("not symmetric");
    }

    @Test
    void dataOfAnotherSizeAreRefused() {
        refuses(m -> main(m).getTensors()[2].setShape(new int[] {3, 1_000_000}))
                .hasMessageContaining("takes 3000000 bytes, its buffer has 24");
    }

    @Test
    void aTensorIndexOutOfRangeIsRefused() {
        refuses(m -> main(m).getOperators()[1].setInputs(new int[] {0, 99, 3})).hasMessageContaining("tensor 99 of 5");
    }

    @Test
    void severalSubgraphsAreRefused() {
        refuses(m -> m.setSubgraphs(appended(m.getSubgraphs(), main(m)))).hasMessageContaining("2 subgraphs");
    }

    @Test
    void anyTruncationGivesTheOneException() {
        for (int length = 0; length < DENSE.length; length++) {
            readsOrRefuses(Arrays.copyOf(DENSE, length), "truncated to " + length);
        }
    }

    private static void readsOrRefuses(byte[] bytes, String what) {
        try {
            read(bytes);
        } catch (ModelFormatException e) {
            assertThat(e).hasMessageContaining("Maybe");
        } catch (RuntimeException | OutOfMemoryError e) {
            fail("The model " + what + " must be refused in a clear way.", e);
        }
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refuses(
            Consumer<ModelT> change) {
        byte[] bytes = altered(DENSE, change);
        return assertThatThrownBy(() -> read(bytes)).isInstanceOf(ModelFormatException.class);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refusesJoin(
            Consumer<ModelT> change) {
        byte[] bytes = altered(JOIN, change);
        return assertThatThrownBy(() -> read(bytes)).isInstanceOf(ModelFormatException.class);
    }

    private static BuiltinOptionsUnion options(ModelT model, int op) {
        return main(model).getOperators()[op].getBuiltinOptions();
    }

    /** A pool, a resize back to the input's size, and both joined. */
    private static Graph join() {
        GraphBuilder b = new GraphBuilder("join", DType.INT8);
        int in = b.input("in", Shape.of(1, 4, 4, 2));
        int large = b.resizeNearest("large", b.maxPool2d("max", in, 2, 2, Window.same(2)), 2);
        return b.build(b.concat("join", in, large));
    }

    private static Graph read(byte[] bytes) {
        return TfliteReader.read(bytes, Rounding.DOUBLE);
    }

    private static byte[] altered(byte[] bytes, Consumer<ModelT> change) {
        ModelT model = ModelT.deserializeFromBinary(bytes.clone());
        change.accept(model);
        return model.serializeToBinary();
    }

    private static SubGraphT main(ModelT model) {
        return model.getSubgraphs()[0];
    }

    /** Adds a constant; returns its index. */
    private static int appendInts(ModelT model, int... values) {
        BufferT buffer = new BufferT();
        // One byte an element.
        buffer.setData(Arrays.stream(values)
                .flatMap(v -> IntStream.of(v & 0xff, v >> 8 & 0xff, v >> 16 & 0xff, v >>> 24))
                .toArray());
        model.setBuffers(appended(model.getBuffers(), buffer));
        TensorT tensor = new TensorT();
        tensor.setName("constant");
        tensor.setType(TensorType.INT32);
        tensor.setShape(new int[] {values.length});
        tensor.setBuffer(model.getBuffers().length - 1);
        main(model).setTensors(appended(main(model).getTensors(), tensor));
        return main(model).getTensors().length - 1;
    }

    private static OperatorCodeT operatorCode(int builtin) {
        OperatorCodeT code = new OperatorCodeT();
        code.setBuiltinCode(builtin);
        code.setDeprecatedBuiltinCode((byte) builtin);
        code.setVersion(1);
        return code;
    }

    private static <T> T[] appended(T[] array, T element) {
        T[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = element;
        return longer;
    }

    /** Tensors: 0 in, 1 flat, 2 weights, 3 bias, 4 dense. */
    private static Graph dense(DType type) {
        GraphBuilder b = new GraphBuilder("dense", type);
        int in = b.input("in", Shape.of(1, 2, 2, 2));
        int flat = b.reshape("flat", in, Shape.of(1, 8));
        return b.build(b.fullyConnected("dense", flat, 3, Activation.NONE));
    }
}
