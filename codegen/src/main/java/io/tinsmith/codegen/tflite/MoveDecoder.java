package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.ResizeBilinearOptions;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptions;
import org.tensorflow.lite.schema.StridedSliceOptions;

/** Ops that only move values. */
final class MoveDecoder extends OpReader {
    /** Up to here TFLite's float arithmetic finds the pixel that the whole factor says; from 41 on it is off by one. */
    private static final int MOST_ENLARGEMENT = 40;

    MoveDecoder(Operator operator, OpSite site, TensorTable tensors) {
        super(operator, site, tensors);
    }

    /** A RESHAPE, SQUEEZE or EXPAND_DIMS. */
    Op reshape() {
        // The output tensor has the shape, whether it came as options or as a tensor.
        return new Op.Reshape(activationInput(0), sameScaleOutput());
    }

    Op concat() {
        ConcatenationOptions o = options(BuiltinOptions.ConcatenationOptions, new ConcatenationOptions());
        int output = output();
        Tensor out = tensors.tensor(output);
        List<Integer> inputs = new ArrayList<>();
        for (int i = 0; i < operator.inputsLength(); i++) {
            int input = activationInput(i);
            Tensor in = tensors.tensor(input);
            if (in.shape().rank() != 4 || out.shape().rank() != 4 || (o.axis() != 3 && o.axis() != -1)) {
                throw site.refuse(
                        "joins along axis " + o.axis() + ", not the channels of images",
                        "reshape to [N, H, W, C] and join along the last axis");
            }
            if (!in.quantization().equals(out.quantization())) {
                throw site.refuse(
                        "joins tensors of different scales or zero points",
                        "convert the model anew: TFLite's converter gives all of them the output's");
            }
            inputs.add(input);
        }
        if (activation(o.fusedActivationFunction()) != Activation.NONE) {
            throw site.refuse("has a fused activation", "put the activation into the ops before it");
        }
        return new Op.Concat(inputs, output);
    }

    Op pad() {
        return pad(0);
    }

    /** Padding with a value of the output's scale and zero point. */
    Op padValue() {
        int output = sameScaleOutput();
        Tensor out = tensors.tensor(output);
        int index = operator.inputsLength() > 2 ? operator.inputs(2) : -1;
        Tensor value = index < 0 ? null : tensors.constant(index);
        if (value == null
                || value.type() != out.type()
                || value.dataOrNull() == null
                || value.shape().elements() != 1) {
            throw site.refuse("has no constant value of its output's type", "pad with a constant number");
        }
        if (out.type() == DType.FLOAT32) {
            return pad(value.float32()[0]);
        }
        Quantization q = out.requireQuantization();
        if (!value.quantization().equals(out.quantization())) {
            throw site.refuse(
                    "has a value of another quantization than its output", "convert the model anew: TFLite needs one");
        }
        return pad((value.int8()[0] - q.zeroPoint()) * q.scale());
    }

    private Op pad(float value) {
        int input = activationInput(0);
        int output = sameScaleOutput();
        int rank = tensors.tensor(input).shape().rank();
        int[] sides = constants(1, 2 * rank);
        List<Integer> before = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            before.add(sides[2 * axis]);
        }
        return new Op.Pad(input, output, before, value);
    }

    Op transpose() {
        int input = activationInput(0);
        int output = sameScaleOutput();
        return new Op.Transpose(
                input, output, list(constants(1, tensors.tensor(input).shape().rank())));
    }

    Op slice() {
        int input = activationInput(0);
        int output = sameScaleOutput();
        int rank = tensors.tensor(input).shape().rank();
        return new Op.Slice(input, output, list(constants(1, rank)), Collections.nCopies(rank, 1));
    }

    Op stridedSlice() {
        StridedSliceOptions o = options(BuiltinOptions.StridedSliceOptions, new StridedSliceOptions());
        int input = activationInput(0);
        int output = sameScaleOutput();
        Shape in = tensors.tensor(input).shape();
        if (o.ellipsisMask() != 0
                || o.newAxisMask() != 0
                || o.shrinkAxisMask() != 0
                || tensors.tensor(output).shape().rank() != in.rank()) {
            throw site.refuse("adds or drops axes", "slice with ranges for all axes and reshape");
        }
        int[] from = constants(1, in.rank());
        int[] steps = constants(3, in.rank());
        List<Integer> begin = new ArrayList<>();
        for (int axis = 0; axis < in.rank(); axis++) {
            if (steps[axis] < 1) {
                throw site.refuse("has the step " + steps[axis], "use steps from 1 up");
            }
            int at = from[axis] < 0 ? from[axis] + in.dim(axis) : from[axis];
            begin.add((o.beginMask() >> axis & 1) != 0 ? 0 : Math.max(at, 0));
        }
        return new Op.Slice(input, output, begin, list(steps));
    }

    /** One slice for each output. */
    List<Op> split() {
        int input = activationInput(1);
        Tensor in = tensors.tensor(input);
        int rank = in.shape().rank();
        int axis = Math.floorMod(constants(0, 1)[0], rank);
        List<Op> slices = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < operator.outputsLength(); i++) {
            int output = tensors.index(operator.outputs(i));
            requireActivation(output);
            Tensor out = tensors.tensor(output);
            if (out.type() != in.type() || !out.quantization().equals(in.quantization())) {
                throw site.refuse("changes type or quantization", "convert the model anew with a current converter");
            }
            List<Integer> begin = new ArrayList<>(Collections.nCopies(rank, 0));
            begin.set(axis, at);
            slices.add(new Op.Slice(input, output, begin, Collections.nCopies(rank, 1)));
            at += out.shape().dim(axis);
        }
        return slices;
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    Op resizeNearest() {
        ResizeNearestNeighborOptions o =
                options(BuiltinOptions.ResizeNearestNeighborOptions, new ResizeNearestNeighborOptions());
        int input = activationInput(0);
        int output = sameScaleOutput();
        Shape in = tensors.tensor(input).shape();
        Shape out = tensors.tensor(output).shape();
        int factor = in.rank() == 4 && out.rank() == 4 ? out.height() / in.height() : 0;
        boolean whole = factor >= 1
                && factor <= MOST_ENLARGEMENT
                && out.height() == (long) factor * in.height()
                && out.width() == (long) factor * in.width();
        // Where pixel centers lie changes nothing: floor((y + 0.5) / factor) is floor(y / factor).
        return whole && !o.alignCorners()
                ? new Op.ResizeNearest(input, output)
                : resize(input, output, Interpolation.NEAREST, o.alignCorners(), o.halfPixelCenters());
    }

    Op resizeBilinear() {
        ResizeBilinearOptions o = options(BuiltinOptions.ResizeBilinearOptions, new ResizeBilinearOptions());
        return resize(
                activationInput(0), sameScaleOutput(), Interpolation.BILINEAR, o.alignCorners(), o.halfPixelCenters());
    }

    private Op resize(int input, int output, Interpolation interpolation, boolean aligned, boolean halfPixels) {
        Shape in = tensors.tensor(input).shape();
        Shape out = tensors.tensor(output).shape();
        if (in.rank() != 4 || out.rank() != 4 || in.channels() != out.channels()) {
            throw site.refuse("does not resize images [N, H, W, C]", "reshape them before");
        }
        if (aligned && halfPixels) {
            throw site.refuse("has both align_corners and half_pixel_centers", "choose one: TensorFlow forbids both");
        }
        Op.Resize resize = new Op.Resize(input, output, interpolation, aligned, halfPixels);
        boolean fixed = interpolation == Interpolation.BILINEAR
                && tensors.tensor(output).type() == DType.INT8;
        for (int axis = 1; axis <= 2; axis++) {
            if (fixed && !ResizeAxis.of(resize, in, out, axis).isExact()) {
                throw site.refuse(
                        "enlarges so much that TFLite's own arithmetic reads beside the image", "resize in two steps");
            }
        }
        return resize;
    }
}
