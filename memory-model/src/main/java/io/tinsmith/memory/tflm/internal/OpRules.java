package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules that there are, by the schema's names of ops.
 *
 * <p>Source: tensorflow/lite/micro/kernels, the kernel of each op; micro/flatbuffer_conversions.cc for which options are
 * copied.
 */
final class OpRules {
    private static final String NONE = "";

    /** Entries of a lookup table of a softmax of 16 bits. */
    private static final long LOOKUP_BYTES = 2 * 513;

    private static final Map<String, OpRule> RULES = new TreeMap<>();

    static {
        convolutions();
        elementwise();
        shapes();
    }

    private OpRules() {}

    static Optional<OpRule> of(TflmOp op) {
        return op.custom() ? Optional.empty() : Optional.ofNullable(RULES.get(op.name()));
    }

    private static void convolutions() {
        add("CONV_2D", "TfLiteConvParams", "OpDataConv", "cmsis_nn.conv.OpData", ConvolutionRules::convolution);
        add(
                "DEPTHWISE_CONV_2D",
                "TfLiteDepthwiseConvParams",
                "OpDataConv",
                "cmsis_nn.depthwise_conv.OpData",
                ConvolutionRules::depthwise);
        add(
                "TRANSPOSE_CONV",
                "TfLiteTransposeConvParams",
                "transpose_conv.OpData",
                "cmsis_nn.transpose_conv.OpData",
                ConvolutionRules::transposed);
        add(
                "FULLY_CONNECTED",
                "TfLiteFullyConnectedParams",
                "OpDataFullyConnected",
                "cmsis_nn.fully_connected.OpData",
                DenseRules::fullyConnected);
        add("AVERAGE_POOL_2D", "TfLitePoolParams", "OpDataPooling", "cmsis_nn.pooling.OpData", OpRules::averagePool);
        add("MAX_POOL_2D", "TfLitePoolParams", "OpDataPooling", "cmsis_nn.pooling.OpData", views(0));
        same("MEAN", "TfLiteReducerParams", "OpDataReduce", ReduceRules::sum);
        same("SUM", "TfLiteReducerParams", "OpDataReduce", ReduceRules::sum);
        same("REDUCE_MAX", "TfLiteReducerParams", "OpDataReduce", ReduceRules::most);
        same("REDUCE_MIN", "TfLiteReducerParams", "OpDataReduce", ReduceRules::most);
    }

    private static void elementwise() {
        same("ADD", "TfLiteAddParams", "OpDataAdd", views(0, 1));
        same("SUB", "TfLiteSubParams", "OpDataSub", views(0, 1));
        same("MUL", "TfLiteMulParams", "OpDataMul", views(0, 1));
        same("MAXIMUM", NONE, NONE, node -> {});
        same("MINIMUM", NONE, NONE, node -> {});
        add("SOFTMAX", "TfLiteSoftmaxParams", "SoftmaxParams", "cmsis_nn.softmax.Params", OpRules::softmax);
        same("LOGISTIC", NONE, "OpDataLogistic", views(0));
        same("TANH", NONE, "tanh.OpData", node -> node.viewInputs(0, 0).viewOutput());
        same("RELU", NONE, "ReluOpData", views(0));
        same("RELU6", NONE, "Relu6OpData", node -> node.viewInputs(0));
        same("LEAKY_RELU", "TfLiteLeakyReluParams", "LeakyReluOpData", views(0));
        same("PRELU", NONE, "PreluParams", views(0, 1));
        same("HARD_SWISH", NONE, "HardSwishParams", views(0));
        same("QUANTIZE", NONE, "OpDataQuantizeReference", views(0));
        same("DEQUANTIZE", NONE, "DequantizeOpData", views(0));
    }

    private static void shapes() {
        same("PAD", NONE, "pad.OpData", views(0, 1, 2));
        same("PADV2", NONE, "pad.OpData", views(0, 1, 2));
        same("CONCATENATION", "TfLiteConcatenationParams", "concatenation.OpData", OpRules::concatenation);
        same("SPLIT", "TfLiteSplitParams", NONE, node -> node.viewInputs(0));
        same("SPLIT_V", "TfLiteSplitVParams", NONE, node -> node.viewInputs(2));
        same("PACK", "TfLitePackParams", NONE, node -> {});
        same("UNPACK", "TfLiteUnpackParams", NONE, node -> {});
        same("SHAPE", "TfLiteShapeParams", NONE, node -> {});
        same("CAST", "TfLiteCastParams", NONE, views(0));
        same("ARG_MAX", "TfLiteArgMaxParams", NONE, node -> {});
        same("ARG_MIN", "TfLiteArgMinParams", NONE, node -> {});
        same("STRIDED_SLICE", "TfLiteStridedSliceParams", "StridedSliceParams", views(0, 1, 2, 3));
        same("SLICE", NONE, NONE, views(0, 1, 2));
        same("RESHAPE", "TfLiteReshapeParams", NONE, views(0));
        same("SQUEEZE", "TfLiteSqueezeParams", NONE, views(0));
        same("EXPAND_DIMS", NONE, NONE, views(0, 1));
        same("TRANSPOSE", NONE, NONE, views(0, 1));
        same("RESIZE_NEAREST_NEIGHBOR", "TfLiteResizeNearestNeighborParams", NONE, views(0, 1));
        same("RESIZE_BILINEAR", "TfLiteResizeBilinearParams", NONE, views(0, 1));
    }

    private static void add(
            String op, String options, String reference, String cmsisNn, OpRule.Preparation preparation) {
        RULES.put(op, new OpRule(options, reference, cmsisNn, preparation));
    }

    private static void same(String op, String options, String data, OpRule.Preparation preparation) {
        RULES.put(op, OpRule.same(options, data, preparation));
    }

    /** The preparation that only looks at tensors: these inputs, then the output. */
    private static OpRule.Preparation views(int... inputs) {
        return node -> node.viewInputs(inputs).viewOutput();
    }

    private static void averagePool(NodeAllocations node) {
        node.viewInputs(0).viewOutput();
        if (node.target().cmsisNn()) {
            node.viewInputs(0).viewOutput();
            if (node.isQuantized(node.input(0))) {
                TflmTensor out = node.output();
                node.scratchIfAny(CmsisNnBuffers.averagePool(node.target(), out.dimension(3)));
            }
        }
    }

    private static void softmax(NodeAllocations node) {
        node.viewInputs(0).viewOutput();
        if (node.input(0).type() == TflmType.INT16) {
            node.persistent("lookup tables", LOOKUP_BYTES);
            node.persistent("lookup tables", LOOKUP_BYTES);
        }
    }

    private static void concatenation(NodeAllocations node) {
        node.viewInputs(0).viewOutput();
        for (int i = 0; i < node.op().inputs().size(); i++) {
            node.viewInputs(i);
        }
    }
}
