package io.tinsmith.codegen.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.MetadataT;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.SignatureDefT;
import org.tensorflow.lite.schema.TensorMapT;

class ModelNotesTest {
    /** Of 8 tensors in the file, 2 of them with the sizes of a pad and the order of a transpose. */
    private static final byte[] NETWORK = TfliteWriter.write(RandomModels.fill(network(), 4));

    private static Graph network() {
        GraphBuilder b = new GraphBuilder("small", DType.INT8);
        int in = b.input("in", Shape.of(1, 6, 6, 2));
        int conv = b.conv2d("conv", in, 4, 3, Window.same(2), Activation.RELU);
        return b.build(conv, b.transpose("turned", b.pad("padded", conv, 1, 1, 1, 1), 0, 2, 1, 3));
    }

    private static byte[] altered(Consumer<ModelT> change) {
        ModelT model = ModelT.deserializeFromBinary(NETWORK.clone());
        change.accept(model);
        return model.serializeToBinary();
    }

    private static ModelNotes read(byte[] file) {
        return TfliteReader.readModel(file, Rounding.DOUBLE).notes();
    }

    private static byte[] rewritten(byte[] file) {
        return TfliteWriter.write(TfliteReader.readModel(file, Rounding.DOUBLE));
    }

    @Test
    void metadataSignaturesNamesAndDescriptionStay() {
        byte[] file = altered(m -> {
            addMetadata(m, "min_runtime_version", 49, 46, 53);
            addMetadata(m, "empty");
            m.setDescription("from elsewhere");
            m.setSignatureDefs(new SignatureDefT[] {signature(m)});
            m.getSubgraphs()[0].setName("main graph");
        });
        byte[] back = rewritten(file);
        assertThat(read(back)).usingRecursiveComparison().isEqualTo(read(file));
        ModelNotes notes = read(back);
        assertThat(notes.description()).isEqualTo("from elsewhere");
        assertThat(notes.metadata())
                .extracting(ModelNotes.Metadata::name)
                .containsExactly("min_runtime_version", "empty");
        assertThat(notes.metadata().get(0).data()).containsExactly(49, 46, 53);
        assertThat(notes.signatures())
                .containsExactly(new ModelNotes.Signature(
                        "serve",
                        List.of(new ModelNotes.Name("image", 0)),
                        List.of(new ModelNotes.Name("turned", 1), new ModelNotes.Name("plain", 0))));
        assertThat(TfliteReader.read(back, Rounding.DOUBLE).name()).isEqualTo("main graph");
        assertThat(rewritten(back)).isEqualTo(back);
    }

    /** Offset 16 times its number for each tensor that is no constant. */
    @Test
    void anOfflinePlanFollowsItsTensors() {
        byte[] file = altered(m -> {
            // The tensors in another order, which the writer does not have: those of no op come first.
            plan(m, 16);
        });
        List<Integer> before = TflmReader.read(file).offlineOffsets();
        List<Integer> after = TflmReader.read(rewritten(file)).offlineOffsets();
        assertThat(before).hasSize(8);
        assertThat(after).hasSize(8);
        var tensors = TflmReader.read(file).subgraphs().get(0).tensors();
        var others = TflmReader.read(rewritten(file)).subgraphs().get(0).tensors();
        for (int i = 0; i < 8; i++) {
            String name = tensors.get(i).name();
            for (int j = 0; j < 8; j++) {
                if (others.get(j).name().equals(name)) {
                    assertThat(after.get(j)).as(name).isEqualTo(before.get(i));
                }
            }
        }
    }

    @Test
    void anOfflinePlanIsNotKeptForAnotherGraph() {
        TfliteModel model = TfliteReader.readModel(altered(m -> plan(m, 16)), Rounding.DOUBLE);
        assertThat(model.notes().plan().offsets()).isNotEmpty();
        assertThat(model.withGraph(model.graph()).notes().plan().offsets()).isEmpty();
    }

    @Test
    void brokenNotesAreRefusedWhereTheyAreKept() {
        refused(altered(m -> {
            addMetadata(m, "x", 1);
            m.getMetadata()[0].setBuffer(99);
        }));
        refused(altered(m -> addMetadata(m, "OfflineMemoryAllocation", 1, 0, 0, 0)));
        refused(altered(m -> {
            m.setSignatureDefs(new SignatureDefT[] {signature(m)});
            m.getSignatureDefs()[0].getInputs()[0].setTensorIndex(77);
        }));
    }

    private static void refused(byte[] file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Maybe");
        // What only computes goes on.
        assertThat(TfliteReader.read(file, Rounding.DOUBLE).ops()).isNotEmpty();
    }

    private static void plan(ModelT model, int step) {
        var graph = model.getSubgraphs()[0];
        int tensors = graph.getTensors().length;
        int[] ints = new int[3 + tensors];
        ints[0] = 1;
        ints[2] = tensors;
        for (int i = 0; i < tensors; i++) {
            ints[3 + i] = graph.getTensors()[i].getBuffer() == 0 ? i * step : -1;
        }
        int[] bytes = new int[4 * ints.length];
        Arrays.setAll(bytes, i -> (ints[i / 4] >> (8 * (i % 4))) & 0xff);
        addMetadata(model, "OfflineMemoryAllocation", bytes);
    }

    private static SignatureDefT signature(ModelT model) {
        int[] outputs = model.getSubgraphs()[0].getOutputs();
        SignatureDefT signature = new SignatureDefT();
        signature.setSignatureKey("serve");
        signature.setInputs(
                new TensorMapT[] {name("image", model.getSubgraphs()[0].getInputs()[0])});
        signature.setOutputs(new TensorMapT[] {name("turned", outputs[1]), name("plain", outputs[0])});
        return signature;
    }

    private static TensorMapT name(String name, int tensor) {
        TensorMapT map = new TensorMapT();
        map.setName(name);
        map.setTensorIndex(tensor);
        return map;
    }

    private static void addMetadata(ModelT model, String name, int... bytes) {
        BufferT buffer = new BufferT();
        buffer.setData(bytes);
        BufferT[] buffers = Arrays.copyOf(model.getBuffers(), model.getBuffers().length + 1);
        buffers[buffers.length - 1] = buffer;
        model.setBuffers(buffers);
        MetadataT metadata = new MetadataT();
        metadata.setName(name);
        metadata.setBuffer(buffers.length - 1);
        MetadataT[] before = model.getMetadata() == null ? new MetadataT[0] : model.getMetadata();
        MetadataT[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = metadata;
        model.setMetadata(all);
    }
}
