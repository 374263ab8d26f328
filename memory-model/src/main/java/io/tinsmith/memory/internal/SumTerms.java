package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of ops that add up the rows of a stream: global pooling and dense layers. */
final class SumTerms {
    private SumTerms() {}

    /** Rows of {@code columns} added to the sums of an op that accumulates, and how often its output is made. */
    static void add(TermCounts counts, Graph graph, Kernels kernels, Op op, double rows, int columns, double outputs) {
        if (op instanceof Op.FullyConnected dense) {
            int values = columns * graph.tensor(dense.input()).shape().channels();
            int features = graph.tensor(dense.output()).shape().channels();
            counts.add(CostTerm.DENSE_ADD, rows);
            if (kernels.dsp()) {
                DspLayerTerms.addSome(counts, kernels, values, features, rows);
            } else {
                counts.add(CostTerm.DENSE_ADD_FEATURE, rows * features);
                counts.add(
                        CostTerm.DENSE_ADD_STEP,
                        rows * features * (kernels.mve() ? LayerTerms.parts(values, 16) : values));
            }
            LayerTerms.finish(
                    counts,
                    kernels,
                    features,
                    outputs,
                    1,
                    KernelShape.dense(graph, dense).quick());
            return;
        }
        int channels = graph.tensor(op.output()).shape().channels();
        counts.add(CostTerm.ACCUMULATE, rows);
        int parts = kernels.mve() ? LayerTerms.quads(channels) : channels;
        counts.add(CostTerm.ACCUMULATE_CHANNEL, rows * parts);
        counts.add(CostTerm.ACCUMULATE_VALUE, rows * parts * columns);
        counts.add(CostTerm.FINISH, outputs);
        counts.add(CostTerm.FINISH_CHANNEL, outputs * channels);
    }
}
