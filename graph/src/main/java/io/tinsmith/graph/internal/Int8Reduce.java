package io.tinsmith.graph.internal;

import io.tinsmith.graph.FixedPoint;
import io.tinsmith.graph.MeanScales;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Sum, mean or maximum along some axes. */
record Int8Reduce(ReduceKernel values, Reduction function, Quantization in, Quantization out, Rounding rounding)
        implements Kernel {
    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] input = activations.get(0).int8();
        byte[] output = new byte[values.outputs()];
        for (int o = 0; o < output.length; o++) {
            output[o] = function == Reduction.MAX ? greatest(input, o) : sum(input, o);
        }
        return new TensorData.Int8(output);
    }

    private byte greatest(byte[] input, int o) {
        byte[] greatest = {Byte.MIN_VALUE};
        values.values(o, i -> greatest[0] = (byte) Math.max(greatest[0], input[i]));
        return greatest[0];
    }

    private byte sum(byte[] input, int o) {
        int[] sum = {-values.loops().count() * in.zeroPoint()};
        values.values(o, i -> sum[0] += input[i]);
        return (byte) Math.min(Math.max(out.zeroPoint() + scaled(sum[0]), Byte.MIN_VALUE), Byte.MAX_VALUE);
    }

    private int scaled(int sum) {
        // For a mean: 1 / count is part of the factor.
        int count = function == Reduction.MEAN ? values.loops().count() : 1;
        if (rounding == Rounding.FLOAT) {
            return (int) Math.rint(sum * (in.scale() / (count * out.scale())));
        }
        MeanScales scales = MeanScales.of(in, out, count);
        return FixedPoint.scale(sum, scales.multiplier(), scales.shift(), rounding);
    }
}
