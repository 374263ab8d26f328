package io.tinsmith.codegen.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.memory.tflm.TflmType;
import io.tinsmith.memory.tflm.TflmWindow;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.MetadataT;
import org.tensorflow.lite.schema.ModelT;

class TflmReaderTest {
    /** A 3x3 convolution with stride 2 from 6x6x2 to 3x3x4, and a dense layer to 3. */
    private static final byte[] NETWORK = TfliteWriter.write(RandomModels.fill(network(), 4));

    private static Graph network() {
        GraphBuilder b = new GraphBuilder("small", DType.INT8);
        int in = b.input("in", Shape.of(1, 6, 6, 2));
        int conv = b.conv2d("conv", in, 4, 3, Window.same(2), Activation.RELU);
        int flat = b.reshape("flat", conv, Shape.of(1, 36));
        return b.build(b.fullyConnected("dense", flat, 3, Activation.NONE));
    }

    @Test
    void readsOpsAndTensorsInTheOrderOfTheFile() {
        TflmSubgraph graph = TflmReader.read(NETWORK).subgraphs().get(0);
        assertThat(graph.ops()).extracting(TflmOp::name).containsExactly("CONV_2D", "RESHAPE", "FULLY_CONNECTED");
        TflmOp conv = graph.ops().get(0);
        assertThat(conv.window()).isEqualTo(new TflmWindow(2, 2, 1, 1, true));
        assertThat(conv.version()).isPositive();
        assertThat(graph.tensors().get(graph.inputs().get(0)).shapeText()).isEqualTo("1x6x6x2");
        assertThat(graph.tensors().get(conv.inputs().get(1))).satisfies(filter -> {
            assertThat(filter.constant()).isTrue();
            assertThat(filter.scales()).isEqualTo(4);
            assertThat(filter.type()).isEqualTo(TflmType.INT8);
        });
        assertThat(graph.tensors().get(conv.outputs().get(0)).constant()).isFalse();
    }

    /** In 72 to 80, conv 36 to 48, reshaped 48, dense 3 to 16 bytes; in and conv live together, conv and reshaped too. */
    @Test
    void predictsTheArenaOfAFile() {
        TflmArena arena = TflmArena.of(
                TflmReader.read(NETWORK),
                new TflmTarget(TflmTarget.Kernels.REFERENCE, TflmTarget.Extension.DSP),
                TflmRevision.newest());
        assertThat(arena.complete()).isTrue();
        assertThat(arena.nonPersistentBytes()).isEqualTo(80 + 48);
        assertThat(arena.usedBytes()).isEqualTo(arena.nonPersistentBytes() + arena.persistentBytes());
    }

    @Test
    void readsAnOfflinePlan() {
        int tensors = TflmReader.read(NETWORK).subgraphs().get(0).tensors().size();
        int[] plan = new int[3 + tensors];
        Arrays.fill(plan, TflmModel.ONLINE);
        plan[0] = 1;
        plan[1] = 0;
        plan[2] = tensors;
        plan[3] = 256;
        TflmModel model = TflmReader.read(altered(m -> addMetadata(m, "OfflineMemoryAllocation", plan)));
        assertThat(model.offlineOffsets()).hasSize(tensors).startsWith(256).endsWith(TflmModel.ONLINE);
        assertThat(TflmReader.read(altered(m -> addMetadata(m, "min_runtime_version", plan)))
                        .offlineOffsets())
                .isEmpty();
    }

    @Test
    void anOfflinePlanOfOtherTensorsIsRefused() {
        assertThatThrownBy(() -> TflmReader.read(
                        altered(m -> addMetadata(m, "OfflineMemoryAllocation", new int[] {1, 0, 1, 64}))))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContainingAll("metadata 0", "1 offsets", "Maybe");
    }

    @Test
    void readsOpsThatTinsmithCannotRun() {
        TflmModel model = TflmReader.read(altered(m -> {
            m.getOperatorCodes()[0].setBuiltinCode(BuiltinOperator.CONV_3D);
            m.getOperatorCodes()[0].setDeprecatedBuiltinCode((byte) 127);
            m.getOperatorCodes()[1].setBuiltinCode(BuiltinOperator.CUSTOM);
            m.getOperatorCodes()[1].setDeprecatedBuiltinCode((byte) BuiltinOperator.CUSTOM);
            m.getOperatorCodes()[1].setCustomCode("MyOp");
        }));
        List<TflmOp> ops = model.subgraphs().get(0).ops();
        assertThat(ops.get(0).name()).isEqualTo("CONV_3D");
        assertThat(ops.get(1).name()).isEqualTo("MyOp");
        assertThat(ops.get(1).custom()).isTrue();
    }

    @Test
    void whatIsBrokenIsRefused() {
        assertThatThrownBy(() -> TflmReader.read(new byte[40]))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("TFL3");
        for (int length = 32; length < NETWORK.length; length += 64) {
            byte[] shorter = Arrays.copyOf(NETWORK, length);
            try {
                TflmReader.read(shorter);
            } catch (ModelFormatException e) {
                assertThat(e).hasMessageContaining("Maybe");
            }
        }
    }

    private static void addMetadata(ModelT model, String name, int[] values) {
        BufferT buffer = new BufferT();
        int[] bytes = new int[4 * values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (values[i / 4] >> (8 * (i % 4))) & 0xff;
        }
        buffer.setData(bytes);
        BufferT[] buffers = Arrays.copyOf(model.getBuffers(), model.getBuffers().length + 1);
        buffers[buffers.length - 1] = buffer;
        model.setBuffers(buffers);
        MetadataT metadata = new MetadataT();
        metadata.setName(name);
        metadata.setBuffer(buffers.length - 1);
        model.setMetadata(new MetadataT[] {metadata});
    }

    private static byte[] altered(Consumer<ModelT> change) {
        ModelT model = ModelT.deserializeFromBinary(NETWORK.clone());
        change.accept(model);
        return model.serializeToBinary();
    }
}
