package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.SubGraph;

/**
 * Writes a graph as a TensorFlow Lite model file: schema version 3, one subgraph, int8 or float32. The same graph gives
 * the same bytes. At edges of another type ({@link io.tinsmith.graph.Edges}) the file converts. The graph's rounding is
 * not part of the format; tensors that no op names are left out. A model that was read keeps its names, description, metadata
 * and signatures, and TFLM's offline plan, its offsets in the order of the tensors here; files that some tools append to a
 * model are not kept.
 *
 * <p>Source: tensorflow/lite/schema/schema.fbs; the operator versions are those of tools/versioning/op_version.cc.
 */
public final class TfliteWriter {
    private static final int SCHEMA_VERSION = 3;
    private static final String DESCRIPTION = "tinsmith";
    /** Kernels load weights in vectors straight from the file. */
    private static final int BUFFER_ALIGNMENT = 16;

    private TfliteWriter() {}

    /**
     * The bytes of the model file.
     *
     * @throws IllegalArgumentException if a parameter has no data, an int8 tensor no quantization, or weights are
     *     quantized along an axis that TFLite does not know
     */
    public static byte[] write(Graph graph) {
        return write(new TfliteModel(graph, ModelNotes.NONE));
    }

    /**
     * The bytes of the model file, with what is said beside the graph.
     *
     * @throws IllegalArgumentException as above
     */
    public static byte[] write(TfliteModel model) {
        requireData(model.graph());
        FileGraphBuilder builder =
                new FileGraphBuilder(model.graph(), model.notes().absentBiases());
        return write(builder.build(), model.notes());
    }

    /**
     * The bytes of the model file of a network of which a part is not int8. Official runtimes run it; {@link TfliteReader}
     * refuses it.
     *
     * @throws IllegalArgumentException as above
     */
    public static byte[] write(MixedGraph graph) {
        return write(graph, ModelNotes.NONE);
    }

    /**
     * The same with what is said beside the graph.
     *
     * @param notes that fit the graph; the plan of memory is left out
     * @throws IllegalArgumentException as above
     */
    public static byte[] write(MixedGraph graph, ModelNotes notes) {
        requireData(graph.quantized());
        requireData(graph.real());
        TfliteModel whole = new TfliteModel(graph.quantized(), notes.ofOtherTensors());
        return write(new FileGraphBuilder(graph).build(), whole.notes());
    }

    private static void requireData(Graph graph) {
        for (Tensor tensor : graph.tensors()) {
            if (tensor.isParameter() && tensor.data().isEmpty()) {
                throw new IllegalArgumentException("The parameter (" + tensor.name() + ") of the graph (" + graph.name()
                        + ") has no data.\nMaybe the graph is only a structure: train it first.");
            }
        }
    }

    private static byte[] write(FileGraph file, ModelNotes said) {
        UsedTensors used = UsedTensors.of(file);
        List<FileTensor> tensors =
                used.indices().stream().map(file.tensors()::get).toList();
        FlatBufferBuilder fbb = new FlatBufferBuilder(1 << 16);
        List<EncodedOp> encoded = new ArrayList<>();
        for (FileOp op : file.ops()) {
            encoded.add(op.encoding().apply(fbb));
        }
        List<EncodedOp.Code> codes =
                encoded.stream().map(EncodedOp::code).distinct().toList();
        int[] operators = new int[encoded.size()];
        for (int i = 0; i < operators.length; i++) {
            FileOp op = file.ops().get(i);
            int[] operands = used.places(op.operands());
            int[] outputs = used.places(List.of(op.output()));
            operators[i] = operator(fbb, operands, outputs, encoded.get(i), codes);
        }
        int subgraph = SubGraph.createSubGraph(
                fbb,
                SubGraph.createTensorsVector(fbb, TensorEncoder.encode(fbb, tensors)),
                SubGraph.createInputsVector(fbb, used.places(file.inputs())),
                SubGraph.createOutputsVector(fbb, used.places(file.outputs())),
                SubGraph.createOperatorsVector(fbb, operators),
                fbb.createString(file.name()));
        int subgraphs = Model.createSubgraphsVector(fbb, new int[] {subgraph});
        List<Integer> buffers = buffers(fbb, tensors);
        NotesEncoder notes = new NotesEncoder(fbb, said, file, used);
        int metadata = notes.metadata(data -> {
            buffers.add(buffer(fbb, dataVector(fbb, new TensorData.Int8(data))));
            return buffers.size() - 1;
        });
        int signatures = notes.signatures();
        int bufferVector = Model.createBuffersVector(fbb, array(buffers));
        int operatorCodes = Model.createOperatorCodesVector(
                fbb,
                codes.stream()
                        .mapToInt(c ->
                                OperatorCode.createOperatorCode(fbb, (byte) c.builtin(), 0, c.version(), c.builtin()))
                        .toArray());
        int description = fbb.createString(said.description().isEmpty() ? DESCRIPTION : said.description());
        int model = Model.createModel(
                fbb, SCHEMA_VERSION, operatorCodes, subgraphs, description, bufferVector, 0, metadata, signatures);
        Model.finishModelBuffer(fbb, model);
        return fbb.sizedByteArray();
    }

    private static int operator(
            FlatBufferBuilder fbb, int[] operands, int[] results, EncodedOp encoded, List<EncodedOp.Code> codes) {
        int inputs = Operator.createInputsVector(fbb, operands);
        int outputs = Operator.createOutputsVector(fbb, results);
        return Operator.createOperator(
                fbb,
                codes.indexOf(encoded.code()),
                inputs,
                outputs,
                encoded.optionsType(),
                encoded.options(),
                0,
                (byte) 0,
                0,
                0);
    }

    /** Buffer 0 is empty, for tensors without data; the others hold the parameters, in the order of the tensors. */
    private static List<Integer> buffers(FlatBufferBuilder fbb, List<FileTensor> tensors) {
        List<Integer> offsets = new ArrayList<>();
        offsets.add(buffer(fbb, 0));
        for (FileTensor t : tensors) {
            if (t.kind() == FileTensor.Kind.INT64) {
                offsets.add(buffer(fbb, wideVector(fbb, t.tensor())));
            } else {
                t.tensor().data().ifPresent(data -> offsets.add(buffer(fbb, dataVector(fbb, data))));
            }
        }
        return offsets;
    }

    private static int buffer(FlatBufferBuilder fbb, int data) {
        Buffer.startBuffer(fbb);
        if (data != 0) {
            Buffer.addData(fbb, data);
        }
        return Buffer.endBuffer(fbb);
    }

    private static int dataVector(FlatBufferBuilder fbb, TensorData data) {
        int bytes = Math.multiplyExact(data.length(), data.type().bytes());
        // The builder's buffers are little-endian, as the format wants it.
        ByteBuffer target = fbb.createUnintializedVector(1, bytes, BUFFER_ALIGNMENT);
        if (data instanceof TensorData.Int8 d) {
            target.put(d.values());
        } else if (data instanceof TensorData.Int32 d) {
            for (int v : d.values()) {
                target.putInt(v);
            }
        } else if (data instanceof TensorData.Float32 d) {
            for (float v : d.values()) {
                target.putFloat(v);
            }
        }
        return fbb.endVector();
    }

    /** Real values as int64 of their scales. */
    private static int wideVector(FlatBufferBuilder fbb, Tensor tensor) {
        float[] values = tensor.float32();
        ByteBuffer target =
                fbb.createUnintializedVector(1, Math.multiplyExact(values.length, Long.BYTES), BUFFER_ALIGNMENT);
        for (int i = 0; i < values.length; i++) {
            target.putLong(
                    Math.round(values[i] / (double) tensor.requireQuantization().scale(i)));
        }
        return fbb.endVector();
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
