package io.tinsmith.codegen.tflite;

import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Metadata;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

/** A model file as TFLM sees it. */
final class TflmDecoder {
    private static final String OFFLINE = "OfflineMemoryAllocation";

    /** Of the metadata: version, subgraph and how many offsets follow. */
    private static final int OFFLINE_HEADER = 3;

    private final Model model;
    private final int fileBytes;

    TflmDecoder(Model model, int fileBytes) {
        this.model = model;
        this.fileBytes = fileBytes;
    }

    TflmModel decode() {
        List<TflmSubgraph> subgraphs = new ArrayList<>();
        for (int i = 0; i < length("subgraphs", model.subgraphsLength()); i++) {
            subgraphs.add(subgraph(model.subgraphs(i)));
        }
        return new TflmModel(subgraphs, offlineOffsets());
    }

    private TflmSubgraph subgraph(SubGraph graph) {
        List<TflmTensor> tensors = new ArrayList<>();
        for (int i = 0; i < length("tensors", graph.tensorsLength()); i++) {
            tensors.add(tensor(i, graph.tensors(i)));
        }
        List<TflmOp> ops = new ArrayList<>();
        for (int i = 0; i < length("operators", graph.operatorsLength()); i++) {
            ops.add(op(graph.operators(i)));
        }
        return new TflmSubgraph(
                tensors,
                indices("graph inputs", graph::inputs, graph.inputsLength()),
                indices("graph outputs", graph::outputs, graph.outputsLength()),
                ops);
    }

    private TflmTensor tensor(int index, Tensor tensor) {
        TflmType[] types = TflmType.values();
        if (tensor.type() < 0 || tensor.type() >= types.length) {
            throw new ModelFormatException("The tensor " + index + " is of type " + tensor.type()
                    + ", unknown to Tinsmith.\nMaybe the file is newer than Tinsmith.");
        }
        String name = tensor.name();
        return new TflmTensor(
                name == null || name.isEmpty() ? "tensor " + index : name,
                types[tensor.type()],
                indices("dimensions", tensor::shape, tensor.shapeLength()),
                data((int) tensor.buffer()) != null,
                tensor.isVariable(),
                scales(tensor.quantization()));
    }

    private static int scales(@Nullable QuantizationParameters quantization) {
        return quantization == null || quantization.zeroPointLength() == 0 ? 0 : quantization.scaleLength();
    }

    private TflmOp op(Operator op) {
        OperatorCode code = model.operatorCodes((int) op.opcodeIndex());
        // Ops of before the code outgrew a byte have it in the old field alone.
        int builtin = Math.max(code.builtinCode(), code.deprecatedBuiltinCode());
        boolean custom = builtin == BuiltinOperator.CUSTOM;
        String customName = code.customCode();
        return new TflmOp(
                custom ? customName == null ? "custom" : customName : name(builtin),
                custom,
                code.version(),
                indices("op inputs", op::inputs, op.inputsLength()),
                indices("op outputs", op::outputs, op.outputsLength()),
                TflmOptions.window(builtin, op),
                TflmOptions.subgraphs(builtin, op));
    }

    private static String name(int builtin) {
        return builtin < 0 || builtin >= BuiltinOperator.names.length
                ? "BUILTIN_" + builtin
                : BuiltinOperator.name(builtin);
    }

    private List<Integer> offlineOffsets() {
        for (int i = 0; i < model.metadataLength(); i++) {
            Metadata metadata = model.metadata(i);
            ByteBuffer data = OFFLINE.equals(metadata.name()) ? data((int) metadata.buffer()) : null;
            if (data != null) {
                ByteBuffer ints = data.slice().order(ByteOrder.LITTLE_ENDIAN);
                int count = ints.getInt(4 * (OFFLINE_HEADER - 1));
                return indices(OFFLINE + " offsets", at -> ints.getInt(4 * (OFFLINE_HEADER + at)), count);
            }
        }
        return List.of();
    }

    /** The data of a buffer, where it has any. */
    private @Nullable ByteBuffer data(int buffer) {
        Buffer found = model.buffers(buffer);
        return found == null || found.dataLength() == 0 ? null : found.dataAsByteBuffer();
    }

    private List<Integer> indices(String what, IntUnaryOperator get, int length) {
        List<Integer> all = new ArrayList<>();
        for (int value : FlatVectors.ints(what, get, length, fileBytes)) {
            all.add(value);
        }
        return all;
    }

    private int length(String what, int length) {
        FlatVectors.check(what, length, fileBytes);
        return length;
    }
}
