package io.tinsmith.it;

import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.ExpandDimsOptionsT;
import org.tensorflow.lite.schema.MetadataT;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SignatureDefT;
import org.tensorflow.lite.schema.SliceOptionsT;
import org.tensorflow.lite.schema.SplitOptionsT;
import org.tensorflow.lite.schema.SqueezeOptionsT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorMapT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** Ops that we read but write as others, and ops that lack what we always write: made by altering a file. */
final class FileOps {
    private FileOps() {}

    /** A reshape that changes nothing, for the others to alter. Sides that several parts make up. */
    static int same(GraphBuilder b, OpDraw d) {
        Shape shape = Shape.of(1, 2 * d.between(1, 5), 3 * d.between(1, 4), 4 * d.between(1, 5));
        return b.reshape("y", b.input("x", shape), shape);
    }

    /** The same of an image one row or one column wide. */
    static int thin(GraphBuilder b, OpDraw d) {
        int side = d.between(2, 14);
        Shape shape = d.oneIn(2) ? Shape.of(1, 1, side, d.channels()) : Shape.of(1, side, 1, d.channels());
        return b.reshape("y", b.input("x", shape), shape);
    }

    static void split(ModelT model, OpDraw d) {
        int axis = d.between(1, 3);
        int parts = axis == 3 && d.oneIn(2) ? 4 : axis == 2 ? 3 : 2;
        OperatorT op = alter(model, BuiltinOperator.SPLIT, BuiltinOptions.SplitOptions, options(parts));
        TensorT part = tensor(model, op.getOutputs()[0]);
        part.getShape()[axis] /= parts;
        int[] outputs = Arrays.copyOf(op.getOutputs(), parts);
        for (int i = 1; i < parts; i++) {
            outputs[i] = add(model, copy(part, "y" + i));
        }
        op.setOutputs(outputs);
        graph(model).setOutputs(outputs);
        op.setInputs(new int[] {scalar(model, d.oneIn(2) ? axis : axis - 4), op.getInputs()[0]});
    }

    private static SplitOptionsT options(int parts) {
        SplitOptionsT options = new SplitOptionsT();
        options.setNumSplits(parts);
        return options;
    }

    static void slice(ModelT model, OpDraw d) {
        OperatorT op = alter(model, BuiltinOperator.SLICE, BuiltinOptions.SliceOptions, new SliceOptionsT());
        TensorT out = tensor(model, op.getOutputs()[0]);
        int[] begin = new int[4];
        int[] size = {1, 0, 0, 0};
        for (int axis = 1; axis < 4; axis++) {
            int whole = out.getShape()[axis];
            begin[axis] = d.between(0, whole - 1);
            // -1: all that follows.
            size[axis] = d.oneIn(4) ? -1 : d.between(1, whole - begin[axis]);
            out.getShape()[axis] = size[axis] == -1 ? whole - begin[axis] : size[axis];
        }
        op.setInputs(new int[] {op.getInputs()[0], vector(model, "begin", begin), vector(model, "size", size)});
    }

    static void squeeze(ModelT model, OpDraw d) {
        SqueezeOptionsT options = new SqueezeOptionsT();
        OperatorT op = alter(model, BuiltinOperator.SQUEEZE, BuiltinOptions.SqueezeOptions, options);
        TensorT out = tensor(model, op.getOutputs()[0]);
        int axis = out.getShape()[1] == 1 ? 1 : 2;
        options.setSqueezeDims(new int[] {d.oneIn(2) ? axis : axis - 4});
        op.setInputs(new int[] {op.getInputs()[0]});
        int[] shape = IntStream.range(0, 4)
                .filter(i -> i != axis)
                .map(i -> out.getShape()[i])
                .toArray();
        out.setShape(shape);
    }

    static void expandDims(ModelT model, OpDraw d) {
        OperatorT op =
                alter(model, BuiltinOperator.EXPAND_DIMS, BuiltinOptions.ExpandDimsOptions, new ExpandDimsOptionsT());
        TensorT out = tensor(model, op.getOutputs()[0]);
        int axis = d.between(1, 4);
        int[] from = out.getShape();
        out.setShape(IntStream.range(0, 5)
                .map(i -> i == axis ? 1 : from[i < axis ? i : i - 1])
                .toArray());
        op.setInputs(new int[] {op.getInputs()[0], scalar(model, d.oneIn(2) ? axis : axis - 5)});
    }

    /** The bias is the last operand. */
    static void withoutBias(ModelT model, OpDraw d) {
        OperatorT op = graph(model).getOperators()[0];
        op.setInputs(Arrays.copyOf(op.getInputs(), op.getInputs().length - 1));
    }

    /** A bias said to be none; convolutions of the runtime refuse that. */
    static void withoutBiasOrNone(ModelT model, OpDraw d) {
        int[] inputs = graph(model).getOperators()[0].getInputs();
        if (d.oneIn(2)) {
            inputs[inputs.length - 1] = -1;
        } else {
            withoutBias(model, d);
        }
    }

    /** What is kept when a file is written again. */
    static void addNotes(ModelT model) {
        MetadataT metadata = new MetadataT();
        metadata.setName("made by");
        metadata.setBuffer(buffer(model, 1, 2, 3));
        model.setMetadata(new MetadataT[] {metadata});
        TensorMapT name = new TensorMapT();
        name.setName("image");
        name.setTensorIndex(graph(model).getInputs()[0]);
        SignatureDefT signature = new SignatureDefT();
        signature.setSignatureKey("serving_default");
        signature.setInputs(new TensorMapT[] {name});
        signature.setOutputs(new TensorMapT[0]);
        model.setSignatureDefs(new SignatureDefT[] {signature});
        model.setDescription("altered");
    }

    private static OperatorT alter(ModelT model, int code, byte type, Object options) {
        model.getOperatorCodes()[0].setBuiltinCode(code);
        model.getOperatorCodes()[0].setDeprecatedBuiltinCode((byte) code);
        // The lowest version that has int8.
        model.getOperatorCodes()[0].setVersion(
                code == BuiltinOperator.SQUEEZE || code == BuiltinOperator.EXPAND_DIMS ? 1 : 2);
        OperatorT op = graph(model).getOperators()[0];
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(type);
        union.setValue(options);
        op.setBuiltinOptions(union);
        return op;
    }

    private static SubGraphT graph(ModelT model) {
        return model.getSubgraphs()[0];
    }

    private static TensorT tensor(ModelT model, int index) {
        return graph(model).getTensors()[index];
    }

    private static int add(ModelT model, TensorT tensor) {
        TensorT[] tensors = graph(model).getTensors();
        TensorT[] more = Arrays.copyOf(tensors, tensors.length + 1);
        more[tensors.length] = tensor;
        graph(model).setTensors(more);
        return tensors.length;
    }

    private static TensorT copy(TensorT of, String name) {
        TensorT copy = new TensorT();
        copy.setName(name);
        copy.setShape(of.getShape().clone());
        copy.setType(of.getType());
        copy.setQuantization(of.getQuantization());
        return copy;
    }

    private static int scalar(ModelT model, int value) {
        return constant(model, "axis", new int[0], value);
    }

    private static int vector(ModelT model, String name, int[] values) {
        return constant(model, name, new int[] {values.length}, values);
    }

    private static int constant(ModelT model, String name, int[] shape, int... values) {
        TensorT tensor = new TensorT();
        tensor.setName(name);
        tensor.setShape(shape);
        tensor.setType(TensorType.INT32);
        tensor.setBuffer(buffer(model, values));
        return add(model, tensor);
    }

    private static int buffer(ModelT model, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        int[] data = new int[bytes.capacity()];
        Arrays.setAll(data, i -> bytes.get(i) & 0xFF);
        BufferT buffer = new BufferT();
        buffer.setData(data);
        BufferT[] buffers = Arrays.copyOf(model.getBuffers(), model.getBuffers().length + 1);
        buffers[buffers.length - 1] = buffer;
        model.setBuffers(buffers);
        return buffers.length - 1;
    }
}
