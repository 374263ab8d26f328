package io.tinsmith.graph.internal;

import io.tinsmith.graph.FixedPoint;
import io.tinsmith.graph.MeanScales;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import java.util.List;

/** Mean over the pixels of one image after another; {@link Rounding#FLOAT} is one float product as elsewhere. */
record Int8Mean(int pixels, int channels, Quantization in, Quantization out, Rounding rounding) implements Kernel {
    @Override
    public TensorData run(List<TensorData> activations) {
        byte[] values = activations.get(0).int8();
        int images = values.length / (pixels * channels);
        byte[] means = new byte[images * channels];
        for (int i = 0; i < means.length; i++) {
            int first = i / channels * pixels * channels + i % channels;
            int sum = -pixels * in.zeroPoint();
            for (int pixel = 0; pixel < pixels; pixel++) {
                sum += values[first + pixel * channels];
            }
            int mean = out.zeroPoint() + scaled(sum);
            means[i] = (byte) Math.min(Math.max(mean, Byte.MIN_VALUE), Byte.MAX_VALUE);
        }
        return new TensorData.Int8(means);
    }

    private int scaled(int sum) {
        if (rounding == Rounding.FLOAT) {
            return (int) Math.rint(sum * (in.scale() / (pixels * out.scale())));
        }
        MeanScales scales = MeanScales.of(in, out, pixels);
        return FixedPoint.scale(sum, scales.multiplier(), scales.shift(), rounding);
    }
}
