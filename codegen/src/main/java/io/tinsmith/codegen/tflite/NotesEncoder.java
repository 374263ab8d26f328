package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
import org.tensorflow.lite.schema.Metadata;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.SignatureDef;
import org.tensorflow.lite.schema.TensorMap;

/** Writes what a file says beside its graph. */
final class NotesEncoder {
    private final FlatBufferBuilder fbb;
    private final ModelNotes notes;
    private final FileGraph file;
    private final UsedTensors used;

    NotesEncoder(FlatBufferBuilder fbb, ModelNotes notes, FileGraph file, UsedTensors used) {
        this.fbb = fbb;
        this.notes = notes;
        this.file = file;
        this.used = used;
    }

    /**
     * The metadata; 0 if there is none.
     *
     * @param addBuffer adds the data to the file's buffers; returns the buffer's index
     */
    int metadata(ToIntFunction<byte[]> addBuffer) {
        List<ModelNotes.Metadata> all = new ArrayList<>(notes.metadata());
        if (!notes.plan().offsets().isEmpty()) {
            all.add(new ModelNotes.Metadata(ModelNotes.OfflinePlan.NAME, plan()));
        }
        if (all.isEmpty()) {
            return 0;
        }
        IdentityHashMap<byte[], Integer> buffers = new IdentityHashMap<>();
        int[] entries = new int[all.size()];
        for (int i = 0; i < entries.length; i++) {
            int buffer = buffers.computeIfAbsent(all.get(i).data(), addBuffer::applyAsInt);
            entries[i] =
                    Metadata.createMetadata(fbb, fbb.createString(all.get(i).name()), buffer);
        }
        return Model.createMetadataVector(fbb, entries);
    }

    /** Offsets by tensor of the file: TFLM plans those that only this file has. */
    private byte[] plan() {
        ModelNotes.OfflinePlan plan = notes.plan();
        int[] places = used.indices().stream().mapToInt(Integer::intValue).toArray();
        ByteBuffer ints = ByteBuffer.allocate(Integer.BYTES * (ModelNotes.OfflinePlan.HEADER_INTS + places.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        ints.putInt(plan.version()).putInt(0).putInt(places.length);
        for (int place : places) {
            boolean planned = place < plan.offsets().size();
            ints.putInt(planned ? plan.offsets().get(place) : ModelNotes.OfflinePlan.ONLINE);
        }
        return ints.array();
    }

    /** The signatures; 0 if there are none. */
    int signatures() {
        List<ModelNotes.Signature> all = notes.signatures();
        if (all.isEmpty()) {
            return 0;
        }
        int[] inputs = used.places(file.inputs());
        int[] outputs = used.places(file.outputs());
        int[] entries = new int[all.size()];
        for (int i = 0; i < entries.length; i++) {
            ModelNotes.Signature signature = all.get(i);
            int in = SignatureDef.createInputsVector(fbb, names(signature.inputs(), inputs));
            int out = SignatureDef.createOutputsVector(fbb, names(signature.outputs(), outputs));
            entries[i] = SignatureDef.createSignatureDef(fbb, in, out, fbb.createString(signature.key()), 0);
        }
        return Model.createSignatureDefsVector(fbb, entries);
    }

    private int[] names(List<ModelNotes.Name> names, int[] tensors) {
        return names.stream()
                .mapToInt(name -> TensorMap.createTensorMap(fbb, fbb.createString(name.name()), tensors[name.place()]))
                .toArray();
    }
}
