package io.tinsmith.codegen.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Edges;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** int8 models that take or give float32 or uint8, and constants kept in float16. */
class EdgesTest {
    @ParameterizedTest
    @CsvSource({"FLOAT32, FLOAT32", "UINT8, UINT8", "INSIDE, FLOAT32", "UINT8, INSIDE"})
    void theGraphIsInt8AndItsFileIsAsItWas(EdgeType in, EdgeType out) {
        Graph graph = network().withEdges(Edges.all(1, in, 1, out));
        byte[] file = TfliteWriter.write(graph);

        SubGraphT main = ModelT.deserializeFromBinary(file).getSubgraphs()[0];
        assertThat(main.getTensors()[main.getInputs()[0]].getType()).isEqualTo(type(in));
        assertThat(main.getTensors()[main.getOutputs()[0]].getType()).isEqualTo(type(out));
        assertThat(main.getTensors()[main.getInputs()[0]].getName()).isEqualTo("in");
        assertThat(Arrays.stream(main.getTensors()).map(TensorT::getName)).doesNotHaveDuplicates();
        assertThat(read(file)).usingRecursiveComparison().isEqualTo(graph);
        assertThat(TfliteWriter.write(read(file))).isEqualTo(file);
    }

    @Test
    void anActivationIsGivenInBothTypes() {
        Graph one = network();
        int last = one.outputs().get(0);
        Graph graph = new Graph(
                "both",
                one.tensors(),
                one.ops(),
                one.inputs(),
                List.of(last, last),
                Rounding.DOUBLE,
                new Edges(List.of(EdgeType.INSIDE), List.of(EdgeType.FLOAT32, EdgeType.INSIDE)));

        assertThat(read(TfliteWriter.write(graph))).usingRecursiveComparison().isEqualTo(graph);
    }

    @Test
    void opsThatMakeTheSameBytesOfAnInputAreOne() {
        GraphBuilder b = new GraphBuilder("twice", DType.INT8);
        int in = b.input("in", Shape.of(1, 2, 2, 2));
        int conv = b.conv2d("conv", in, 2, 1, Window.same(1), Activation.NONE);
        Graph graph = RandomModels.fill(b.build(b.add("sum", in, conv, Activation.NONE)), 1)
                .withEdges(Edges.all(1, EdgeType.FLOAT32, 1, EdgeType.INSIDE));
        byte[] twice = altered(TfliteWriter.write(graph), m -> {
            SubGraphT main = m.getSubgraphs()[0];
            OperatorT quantize = main.getOperators()[0];
            TensorT copy = ModelT.deserializeFromBinary(TfliteWriter.write(graph))
                    .getSubgraphs()[0]
                    .getTensors()[quantize.getOutputs()[0]];
            main.setTensors(appended(main.getTensors(), copy));
            OperatorT second = new OperatorT();
            second.setOpcodeIndex(quantize.getOpcodeIndex());
            second.setInputs(quantize.getInputs());
            second.setOutputs(new int[] {main.getTensors().length - 1});
            OperatorT[] ops = main.getOperators();
            main.setOperators(new OperatorT[] {ops[0], second, ops[1], ops[2]});
            ops[2].setInputs(new int[] {main.getTensors().length - 1, ops[2].getInputs()[1]});
        });

        assertThat(read(twice)).usingRecursiveComparison().isEqualTo(graph);
        assertThatThrownBy(() ->
                        read(altered(twice, m -> last(m).getQuantization().setScale(new float[] {9}))))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContainingAll("op 0 (QUANTIZE, FLOAT32[1x2x2x2] -> INT8[1x2x2x2])", "within", "Maybe");
    }

    @Test
    void floatWithinTheNetworkIsRefused() {
        Graph graph = network().withEdges(Edges.all(1, EdgeType.FLOAT32, 1, EdgeType.FLOAT32));
        byte[] file = TfliteWriter.write(graph);

        assertThatThrownBy(() -> read(altered(file, m -> {
                    OperatorT[] ops = m.getSubgraphs()[0].getOperators();
                    m.getSubgraphs()[0].setOutputs(ops[1].getOutputs());
                })))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContainingAll("op 3 (DEQUANTIZE, INT8[1x3] -> FLOAT32[1x3])", "inputs", "Maybe");
        assertThatThrownBy(() -> read(altered(
                        TfliteWriter.write(network().withEdges(Edges.all(1, EdgeType.UINT8, 1, EdgeType.INSIDE))),
                        m -> last(m).getQuantization().setZeroPoint(new long[] {1}))))
                .hasMessageContainingAll("op 0 (QUANTIZE, UINT8", "uint8 of the same scale", "Maybe");
    }

    @Test
    void constantsKeptInFloat16BecomeFloat32() {
        GraphBuilder b = new GraphBuilder("half", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 2, 2, 1));
        Graph graph = RandomModels.fill(b.build(b.conv2d("conv", x, 2, 1, Window.same(1), Activation.NONE)), 1);
        // 1.5 = 0x3e00, the least subnormal -2^-24 = 0x8001
        byte[] half = altered(TfliteWriter.write(graph), m -> {
            SubGraphT main = m.getSubgraphs()[0];
            TensorT weights = main.getTensors()[1];
            TensorT packed = new TensorT();
            packed.setName("packed");
            packed.setType(TensorType.FLOAT16);
            packed.setShape(weights.getShape());
            packed.setBuffer(weights.getBuffer());
            m.getBuffers()[(int) weights.getBuffer()].setData(new int[] {0x00, 0x3e, 0x01, 0x80});
            weights.setBuffer(0);
            main.setTensors(appended(main.getTensors(), packed));
            m.setOperatorCodes(appended(
                    m.getOperatorCodes(),
                    ModelT.deserializeFromBinary(TfliteWriter.write(graph)).getOperatorCodes()[0]));
            m.getOperatorCodes()[1].setBuiltinCode(BuiltinOperator.DEQUANTIZE);
            m.getOperatorCodes()[1].setDeprecatedBuiltinCode((byte) BuiltinOperator.DEQUANTIZE);
            OperatorT unpack = new OperatorT();
            unpack.setOpcodeIndex(1);
            unpack.setInputs(new int[] {main.getTensors().length - 1});
            unpack.setOutputs(new int[] {1});
            main.setOperators(new OperatorT[] {unpack, main.getOperators()[0]});
        });

        Graph read = TfliteReader.readFloat(half);
        Op.Conv2d conv = (Op.Conv2d) read.ops().get(0);
        assertThat(read.ops()).hasSize(1);
        assertThat(read.tensor(conv.weights()).float32()).containsExactly(1.5f, (float) -Math.pow(2, -24));
        assertThat(read(half)).usingRecursiveComparison().isEqualTo(read);
        assertThatThrownBy(() -> read(altered(half, m -> m.getBuffers()[1].setData(new int[] {1, 2, 3}))))
                .hasMessageContainingAll("tensor 1 (conv/weights", "takes 4 bytes, its buffer has 3");
    }

    private static byte type(EdgeType edge) {
        return switch (edge) {
            case INSIDE -> TensorType.INT8;
            case FLOAT32 -> TensorType.FLOAT32;
            case UINT8 -> TensorType.UINT8;
        };
    }

    private static Graph network() {
        GraphBuilder b = new GraphBuilder("network", DType.INT8);
        int in = b.input("in", Shape.of(1, 2, 2, 2));
        int conv = b.conv2d("conv", in, 2, 1, Window.same(1), Activation.RELU);
        return RandomModels.fill(b.build(b.fullyConnected("dense", conv, 3, Activation.NONE)), 1);
    }

    private static TensorT last(ModelT model) {
        TensorT[] tensors = model.getSubgraphs()[0].getTensors();
        return tensors[tensors.length - 1];
    }

    private static Graph read(byte[] bytes) {
        return TfliteReader.read(bytes, Rounding.DOUBLE);
    }

    private static byte[] altered(byte[] bytes, Consumer<ModelT> change) {
        ModelT model = ModelT.deserializeFromBinary(bytes.clone());
        change.accept(model);
        return model.serializeToBinary();
    }

    private static <T> T[] appended(T[] array, T element) {
        T[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = element;
        return longer;
    }
}
