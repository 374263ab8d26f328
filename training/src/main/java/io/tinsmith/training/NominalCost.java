package io.tinsmith.training;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;

/**
 * How long a training takes on the nominal machine, two cores of an x86-64 server. A plan is made from this and not
 * from a clock, so that the same job gives the same plan everywhere; a slower machine takes longer than planned.
 *
 * <p>Small networks are bound by memory, not by arithmetic: what is written by convolutions and additions, normalized
 * and differentiated, explains most of the time. Fitted to the CPU time of seven networks of 0.17 to 27 M MACs at 16x16 to
 * 64x64 pixels, residual and depthwise, on an AMD EPYC where TensorFlow takes oneDNN (AVX512_VNNI); the errors were within
 * 14 %. Without oneDNN training takes longer: the cost fitted before this one was 2.3 times as high for large networks.
 */
public final class NominalCost {
    // Milliseconds of one core per image: fitted at half a batch of 64 images, forward and backward.
    private static final double PER_MAC = 1.6e-8;
    private static final double PER_ACTIVATION = 4.3e-6;
    private static final double PER_OP = 5.3e-3;
    // Two halves side by side, which share caches and memory; optimizer, augmentation and validation included.
    private static final double SPEED_UP = 1.8;
    private static final double START_SECONDS = 3;

    private NominalCost() {}

    /** Seconds to train a structure on this many images, all epochs together. */
    public static double trainingSeconds(Graph structure, long images) {
        return START_SECONDS + images * secondsPerImage(structure);
    }

    private static double secondsPerImage(Graph structure) {
        long written = 0;
        for (Op op : structure.ops()) {
            if (op instanceof Op.Conv2d || op instanceof Op.DepthwiseConv2d || op instanceof Op.Add) {
                written += structure.tensor(op.output()).shape().elements();
            }
        }
        double milliseconds = PER_MAC * GraphCost.macs(structure)
                + PER_ACTIVATION * written
                + PER_OP * structure.ops().size();
        return milliseconds / 1000 / SPEED_UP;
    }
}
