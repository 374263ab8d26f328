package io.tinsmith.codegen.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmResolver;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** Files that someone made to do harm, or that no tool should have made. */
class HostileModelsTest {
    private static final byte[] MODEL = TfliteWriter.write(RandomModels.fill(network(), 3));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void aFileCutAtAnySixteenthIsRefusedWithAPlace(int sixteenth) {
        byte[] cut = Arrays.copyOf(MODEL, MODEL.length * sixteenth / 16);

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("at byte")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> TflmReader.read(cut)).isInstanceOf(ModelFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31mred\u0007\n", "../../etc/passwd", "int", "*/ main() {", "\u202eabc", "a\u2028b"})
    void aHostileNameIsFitToBePrinted(String name) {
        Graph graph = read(renamed(name));

        assertThat(graph.tensors())
                .allSatisfy(t -> assertThat(t.name().codePoints())
                        .noneMatch(c ->
                                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028));
        assertThat(graph.tensors().get(0).name()).hasSameSizeAs(name);
        assertThat(read(TfliteWriter.write(graph))).usingRecursiveComparison().isEqualTo(graph);
    }

    @Test
    void aNameOfAMegabyteIsCutAlsoInMessages() {
        byte[] bytes = renamed("x".repeat(1 << 20));

        assertThat(read(bytes).tensors()).allSatisfy(t -> assertThat(t.name()).hasSizeLessThan(5000));
        ModelT model = ModelT.deserializeFromBinary(bytes);
        main(model).getTensors()[0].setType(TensorType.INT16);
        assertThatThrownBy(() -> read(model.serializeToBinary()))
                .isInstanceOf(ModelFormatException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(6000));
    }

    @Test
    void aNameThatIsNoUtf8IsRead() {
        byte[] bytes = MODEL.clone();
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("image");
        bytes[at] = (byte) 0xC3;
        bytes[at + 1] = (byte) 0x28;

        assertThat(read(bytes).input().name()).isEqualTo("\ufffd(age");
    }

    @Test
    void aCyclicGraphIsRefusedWithItsOp() {
        refuses(m -> main(m).getOperators()[0].setInputs(new int[] {
                    main(m).getOperators()[1].getOutputs()[0],
                    main(m).getOperators()[0].getInputs()[1],
                    main(m).getOperators()[0].getInputs()[2]
                }))
                .hasMessageContaining("The op 0 (CONV_2D")
                .hasMessageContaining("before anything writes it");
    }

    @Test
    void anOpThatFeedsItselfIsRefused() {
        refuses(m -> main(m).getOperators()[1]
                        .setOutputs(new int[] {main(m).getOperators()[1].getInputs()[0]}))
                .hasMessageContaining("The op 1 (MAX_POOL_2D");
    }

    @Test
    void hugeShapesAreRefusedWithTheirTensor() {
        refuses(m -> main(m).getTensors()[0].setShape(new int[] {1, 1 << 30, 1 << 30, 1 << 30}))
                .hasMessageContaining("The tensor 0 (image, INT8[1x1073741824x1073741824x1073741824])");
        refuses(m -> main(m).getTensors()[0].setShape(new int[] {65536, 65536, 65536, 65536}))
                .hasMessageContaining("has more than 536870912 values");
        refuses(m -> main(m).getTensors()[0].setShape(new int[] {1, 1, 1, 1, 1, 1, 1, 1, 8}))
                .hasMessageContaining("tensor 0");
        ModelT model = ModelT.deserializeFromBinary(MODEL);
        main(model).getTensors()[0].setShape(new int[] {65536, 65536, 65536, 65536});
        assertThatThrownBy(() -> TflmReader.read(model.serializeToBinary()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("The tensor 0 of subgraph 0");
    }

    @Test
    void negativeSizesAreRefused() {
        refuses(m -> main(m).getTensors()[0].setShape(new int[] {1, -8, 8, 2})).hasMessageContaining("tensor 0 (image");
        refuses(m -> main(m).getOperators()[0]
                        .getBuiltinOptions()
                        .asConv2DOptions()
                        .setStrideH(-1))
                .hasMessageContaining("The op 0 (CONV_2D");
        refuses(m -> main(m).getOperators()[1]
                        .getBuiltinOptions()
                        .asPool2DOptions()
                        .setFilterWidth(-2))
                .hasMessageContaining("The op 1 (MAX_POOL_2D");
        refuses(m -> main(m).getOperators()[1]
                        .getBuiltinOptions()
                        .asPool2DOptions()
                        .setFilterWidth(Integer.MAX_VALUE))
                .hasMessageContaining("The op 1 (MAX_POOL_2D");
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {TensorType.UINT8, TensorType.INT16, TensorType.INT4, TensorType.FLOAT16, TensorType.STRING, 99})
    void otherTypesAreRefusedWithTheirTensor(byte type) {
        refuses(m -> main(m).getTensors()[0].setType(type)).hasMessageContaining("tensor 0 (image");
    }

    @Test
    void stateIsRefused() {
        refuses(m -> main(m).getTensors()[0].setIsVariable(true)).hasMessageContaining("variable");
        refusesCode(BuiltinOperator.VAR_HANDLE).hasMessageContaining("The op 0 (VAR_HANDLE");
        refusesCode(BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM).hasMessageContaining("The op 0 (UNIDIRECTIONAL");
    }

    @Test
    void customAndUnknownOpsAreRefusedWithTheirPlace() {
        refusesCode(BuiltinOperator.CUSTOM).hasMessageContaining("The op 0 (CUSTOM");
        refusesCode(100_000).hasMessageContaining("The op 0 (code 100000");
    }

    @Test
    void aCustomOpsNameCannotLeaveItsString() {
        ModelT model = ModelT.deserializeFromBinary(MODEL);
        model.getOperatorCodes()[0].setDeprecatedBuiltinCode((byte) BuiltinOperator.CUSTOM);
        model.getOperatorCodes()[0].setBuiltinCode(BuiltinOperator.CUSTOM);
        model.getOperatorCodes()[0].setCustomCode("x\", evil(), \"\\\n?");
        TflmModel read = TflmReader.read(model.serializeToBinary());

        assertThat(TflmResolver.entries(read).get(0).call())
                .startsWith("AddCustom(\"x\\042, evil(), \\042\\134_\\077\", /*");
    }

    @Test
    void severalSubgraphsAreRefused() {
        refuses(m -> m.setSubgraphs(new SubGraphT[] {main(m), main(m), main(m)}))
                .hasMessageContaining("3 subgraphs");
    }

    @Test
    void dataOutsideOfTheTablesAreRefusedAndNotTakenForAnActivation() {
        byte[] outside = ForgedFiles.withField(MODEL, 1, 5000);

        assertThatThrownBy(() -> read(outside))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("model.buffers[1]")
                .hasMessageContaining("outside of the model (5000)");
    }

    @Test
    void aSmallFileCannotBecomeALargeModel() {
        assertThatThrownBy(() -> read(ForgedFiles.manyBuffers(MODEL)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("shares its parts too often");
    }

    @Test
    void aLongChainOfOpsIsPlannedInAMoment() {
        GraphBuilder b = new GraphBuilder("chain", DType.INT8);
        int x = b.input("in", Shape.of(1, 4, 4, 2));
        for (int i = 0; i < 400; i++) {
            x = b.maxPool2d("op" + i, x, 2, 2, Window.same(1));
        }
        Graph graph = b.build(x);

        assertTimeout(
                Duration.ofSeconds(20),
                () -> MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.FUSED)));
    }

    @Test
    void anImageOfHalfABillionRowsIsPlannedInAMoment() {
        GraphBuilder b = new GraphBuilder("tall", DType.INT8);
        int x = b.input("in", Shape.of(1, 1 << 29, 1, 1));
        int y = b.maxPool2d("max", x, 2, 1, Window.same(1));
        Graph graph = b.build(b.maxPool2d("again", y, 2, 1, Window.same(1)));

        assertTimeout(
                Duration.ofSeconds(20),
                () -> MemoryPlanner.plan(graph, PlannerOptions.thorough().withInputByRows()));
    }

    private static byte[] renamed(String name) {
        ModelT model = ModelT.deserializeFromBinary(MODEL);
        for (TensorT tensor : main(model).getTensors()) {
            // All the same: duplicates too.
            tensor.setName(name);
        }
        main(model).setName(name);
        return model.serializeToBinary();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refuses(Consumer<ModelT> change) {
        ModelT model = ModelT.deserializeFromBinary(MODEL);
        change.accept(model);
        byte[] bytes = model.serializeToBinary();
        return assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Maybe");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refusesCode(int code) {
        return refuses(m -> {
            m.getOperatorCodes()[0].setBuiltinCode(code);
            m.getOperatorCodes()[0].setDeprecatedBuiltinCode((byte) Math.min(code, 127));
        });
    }

    private static Graph read(byte[] bytes) {
        return TfliteReader.read(bytes, Rounding.DOUBLE);
    }

    private static SubGraphT main(ModelT model) {
        return model.getSubgraphs()[0];
    }

    private static Graph network() {
        GraphBuilder b = new GraphBuilder("hostile", DType.INT8);
        int x = b.input("image", Shape.of(1, 8, 8, 2));
        int conv = b.conv2d("conv", x, 4, 3, Window.same(1), Activation.RELU);
        int max = b.maxPool2d("max", conv, 2, 2, Window.same(2));
        return b.build(b.fullyConnected("dense", max, 3, Activation.NONE));
    }
}
