package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.TermCounts;

/** Terms of copies and of what consists of them. */
final class CopyTerms {
    /** Newlib's memcpy copies shorter pieces byte by byte. */
    private static final int LEAST_BLOCK = 16;

    private CopyTerms() {}

    static void concat(TermCounts counts, Graph graph, Op.Concat op, double calls, double pixels) {
        int inputs = op.inputs().size();
        counts.add(CostTerm.CONCAT, calls);
        counts.add(CostTerm.CONCAT_INPUT, calls * inputs);
        counts.add(CostTerm.CONCAT_PIXEL, pixels * inputs);
        int all = graph.tensor(op.output()).shape().channels();
        int offset = 0;
        for (int input : op.inputs()) {
            int channels = graph.tensor(input).shape().channels();
            // Of any four pixels, as rows and tensors begin at multiples of four as a rule.
            for (int x = 0; x < 4; x++) {
                boolean aligned = x * channels % 4 == 0 && (x * all + offset) % 4 == 0;
                copies(counts, pixels / 4, channels, aligned);
            }
            offset += channels;
        }
    }

    static void copies(TermCounts counts, double times, int bytes, boolean aligned) {
        boolean blocks = aligned && bytes >= LEAST_BLOCK;
        counts.add(CostTerm.COPY, times);
        counts.add(CostTerm.COPY_16, blocks ? times * Math.floorDiv(bytes, 16) : 0);
        counts.add(CostTerm.COPY_4, blocks ? times * Math.floorDiv(bytes % 16, 4) : 0);
        counts.add(CostTerm.COPY_BYTE, times * (blocks ? bytes % 4 : bytes));
    }
}
