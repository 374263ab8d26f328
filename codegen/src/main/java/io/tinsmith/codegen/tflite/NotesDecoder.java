package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.Metadata;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.SignatureDef;
import org.tensorflow.lite.schema.TensorMap;

/**
 * Metadata, signatures and description of a file.
 *
 * @param inputs tensors of the file
 * @param outputs tensors of the file
 * @param fileTensors by tensor of the graph: its index in the file; what was added to the graph comes last and has none
 * @param sameOps whether the graph has all ops of the file: else tensors live longer in what is written, and a plan of memory
 *     does not hold
 */
record NotesDecoder(Model model, Graph graph, int[] inputs, int[] outputs, List<Integer> fileTensors, boolean sameOps) {
    private static final int MOST_ENTRIES = 1024;

    ModelNotes decode() {
        FlatVectors.check("entries of metadata", model.metadataLength(), MOST_ENTRIES);
        // Entries may share a buffer: it is copied once.
        Map<Long, byte[]> buffers = new HashMap<>();
        List<ModelNotes.Metadata> metadata = new ArrayList<>();
        ModelNotes.OfflinePlan plan = ModelNotes.OfflinePlan.NONE;
        for (int i = 0; i < model.metadataLength(); i++) {
            Metadata entry = model.metadata(i);
            String name = FlatVectors.name(entry.nameAsByteBuffer(), "");
            int at = i;
            byte[] data = buffers.computeIfAbsent(entry.buffer(), buffer -> data(at, buffer));
            if (name.equals(ModelNotes.OfflinePlan.NAME)) {
                plan = plan(i, data);
            } else {
                metadata.add(new ModelNotes.Metadata(name, data));
            }
        }
        return new ModelNotes(
                FlatVectors.name(model.descriptionAsByteBuffer(), ""), metadata, signatures(), plan, absentBiases());
    }

    /** Parameters that were added to the graph. */
    private List<Integer> absentBiases() {
        return IntStream.range(fileTensors.size(), graph.tensors().size())
                .filter(tensor -> graph.tensor(tensor).isParameter())
                .boxed()
                .toList();
    }

    private byte[] data(int entry, long buffer) {
        if (buffer >= model.buffersLength()) {
            throw new ModelFormatException("The metadata " + entry + " names buffer " + buffer + " of "
                    + model.buffersLength() + ".\nMaybe the file was truncated or altered.");
        }
        Buffer found = model.buffers((int) buffer);
        byte[] data = new byte[found.dataLength()];
        if (data.length > 0) {
            found.dataAsByteBuffer().get(data);
        }
        return data;
    }

    /** In the order of the graph's tensors. One that does not fit the file's tensors is refused, as TFLM does. */
    private ModelNotes.OfflinePlan plan(int entry, byte[] data) {
        ByteBuffer ints = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int room = data.length / Integer.BYTES - ModelNotes.OfflinePlan.HEADER_INTS;
        int tensors = model.subgraphs(0).tensorsLength();
        int count = room < 0 ? -1 : ints.getInt(2 * Integer.BYTES);
        if (count != tensors || count > room) {
            throw new ModelFormatException("The metadata " + entry + " (" + ModelNotes.OfflinePlan.NAME + ") gives "
                    + count + " offsets in " + data.length + " bytes for " + tensors
                    + " tensors.\nMaybe plan the model anew, or drop the metadata.");
        }
        if (!sameOps) {
            return ModelNotes.OfflinePlan.NONE;
        }
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < graph.tensors().size(); i++) {
            int at = i < fileTensors.size() ? ModelNotes.OfflinePlan.HEADER_INTS + fileTensors.get(i) : -1;
            offsets.add(at < 0 ? ModelNotes.OfflinePlan.ONLINE : ints.getInt(at * Integer.BYTES));
        }
        return new ModelNotes.OfflinePlan(ints.getInt(0), offsets);
    }

    private List<ModelNotes.Signature> signatures() {
        FlatVectors.check("signatures", model.signatureDefsLength(), MOST_ENTRIES);
        List<ModelNotes.Signature> signatures = new ArrayList<>();
        for (int i = 0; i < model.signatureDefsLength(); i++) {
            SignatureDef signature = model.signatureDefs(i);
            if (signature.subgraphIndex() != 0) {
                throw new ModelFormatException("The signature " + i + " is of subgraph " + signature.subgraphIndex()
                        + " of 1.\nMaybe the file was altered.");
            }
            signatures.add(new ModelNotes.Signature(
                    FlatVectors.name(signature.signatureKeyAsByteBuffer(), ""),
                    names("inputs of signature " + i, signature.inputsLength(), signature::inputs, inputs),
                    names("outputs of signature " + i, signature.outputsLength(), signature::outputs, outputs)));
        }
        return signatures;
    }

    private static List<ModelNotes.Name> names(String what, int length, IntFunction<TensorMap> get, int[] tensors) {
        FlatVectors.check(what, length, MOST_ENTRIES);
        List<ModelNotes.Name> names = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            long tensor = get.apply(i).tensorIndex();
            int place = Arrays.stream(tensors)
                    .boxed()
                    .map(Integer::longValue)
                    .toList()
                    .indexOf(tensor);
            if (place < 0) {
                throw new ModelFormatException("The " + what + " name tensor " + tensor
                        + ", which is none of subgraph 0's.\nMaybe the file was altered.");
            }
            names.add(new ModelNotes.Name(FlatVectors.name(get.apply(i).nameAsByteBuffer(), ""), place));
        }
        return names;
    }
}
