package io.tinsmith.benchmarks.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.ExpandDimsOptionsT;
import org.tensorflow.lite.schema.MetadataT;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SignatureDefT;
import org.tensorflow.lite.schema.SliceOptionsT;
import org.tensorflow.lite.schema.SplitOptionsT;
import org.tensorflow.lite.schema.SqueezeOptionsT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorMapT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/**
 * The seed of shapes with what the writer has no use for: SQUEEZE, EXPAND_DIMS, SLICE and SPLIT, layers without bias, and
 * metadata, signatures and an offline plan of memory.
 */
final class AlteredSeed {
    private static final int CONV = 0;
    private static final int DEPTHWISE = 1;
    private static final int SQUEEZED = 2;
    private static final int EXPANDED = 3;
    private static final int SLICED = 4;
    private static final int HALF = 5;
    private static final int DENSE = 6;

    private final ModelT model;
    private final SubGraphT graph;

    private AlteredSeed(byte[] file) {
        model = ModelT.deserializeFromBinary(file);
        graph = model.getSubgraphs()[0];
    }

    static byte[] of(byte[] file) {
        AlteredSeed seed = new AlteredSeed(file);
        seed.alterOps();
        seed.addNotes();
        return seed.model.serializeToBinary();
    }

    private void alterOps() {
        for (int layer : new int[] {CONV, DEPTHWISE, DENSE}) {
            OperatorT op = graph.getOperators()[layer];
            op.setInputs(Arrays.copyOf(op.getInputs(), 2));
        }
        SqueezeOptionsT squeezed = new SqueezeOptionsT();
        squeezed.setSqueezeDims(new int[] {1});
        alter(SQUEEZED, BuiltinOperator.SQUEEZE, BuiltinOptions.SqueezeOptions, squeezed);
        OperatorT expanded = alter(
                EXPANDED, BuiltinOperator.EXPAND_DIMS, BuiltinOptions.ExpandDimsOptions, new ExpandDimsOptionsT());
        expanded.setInputs(new int[] {expanded.getInputs()[0], constant("axis", 2)});
        OperatorT sliced = alter(SLICED, BuiltinOperator.SLICE, BuiltinOptions.SliceOptions, new SliceOptionsT());
        sliced.setInputs(new int[] {sliced.getInputs()[0], sliced.getInputs()[1], constant("size", 1, 1, 1, -1)});
        SplitOptionsT parts = new SplitOptionsT();
        parts.setNumSplits(2);
        OperatorT half = alter(HALF, BuiltinOperator.SPLIT, BuiltinOptions.SplitOptions, parts);
        half.setInputs(new int[] {constant("along", -1), half.getInputs()[0]});
        TensorT first = graph.getTensors()[half.getOutputs()[0]];
        TensorT other = new TensorT();
        other.setName("other half");
        other.setShape(first.getShape().clone());
        other.setType(first.getType());
        other.setQuantization(first.getQuantization());
        half.setOutputs(new int[] {half.getOutputs()[0], add(other)});
    }

    private OperatorT alter(int op, int code, byte type, Object options) {
        OperatorCodeT added = new OperatorCodeT();
        added.setBuiltinCode(code);
        added.setDeprecatedBuiltinCode((byte) code);
        OperatorCodeT[] codes = Arrays.copyOf(model.getOperatorCodes(), model.getOperatorCodes().length + 1);
        codes[codes.length - 1] = added;
        model.setOperatorCodes(codes);
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(type);
        union.setValue(options);
        OperatorT altered = graph.getOperators()[op];
        altered.setOpcodeIndex(codes.length - 1);
        altered.setBuiltinOptions(union);
        return altered;
    }

    private void addNotes() {
        int tensors = graph.getTensors().length;
        int[] plan = new int[3 + tensors];
        Arrays.fill(plan, -1);
        plan[0] = 1;
        plan[1] = 0;
        plan[2] = tensors;
        MetadataT offline = new MetadataT();
        offline.setName("OfflineMemoryAllocation");
        offline.setBuffer(buffer(plan));
        MetadataT version = new MetadataT();
        version.setName("min_runtime_version");
        version.setBuffer(buffer(0x302E3531));
        model.setMetadata(new MetadataT[] {version, offline});
        SignatureDefT signature = new SignatureDefT();
        signature.setSignatureKey("serving_default");
        signature.setInputs(new TensorMapT[] {name("image", graph.getInputs()[0])});
        signature.setOutputs(new TensorMapT[] {name("scores", graph.getOutputs()[0])});
        model.setSignatureDefs(new SignatureDefT[] {signature});
    }

    private static TensorMapT name(String name, int tensor) {
        TensorMapT map = new TensorMapT();
        map.setName(name);
        map.setTensorIndex(tensor);
        return map;
    }

    private int constant(String name, int... values) {
        TensorT tensor = new TensorT();
        tensor.setName(name);
        tensor.setShape(new int[] {values.length});
        tensor.setType(TensorType.INT32);
        tensor.setBuffer(buffer(values));
        return add(tensor);
    }

    private int add(TensorT tensor) {
        TensorT[] tensors = Arrays.copyOf(graph.getTensors(), graph.getTensors().length + 1);
        tensors[tensors.length - 1] = tensor;
        graph.setTensors(tensors);
        return tensors.length - 1;
    }

    private int buffer(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        int[] data = new int[bytes.capacity()];
        Arrays.setAll(data, i -> bytes.get(i) & 0xFF);
        BufferT added = new BufferT();
        added.setData(data);
        BufferT[] buffers = Arrays.copyOf(model.getBuffers(), model.getBuffers().length + 1);
        buffers[buffers.length - 1] = added;
        model.setBuffers(buffers);
        return buffers.length - 1;
    }
}
