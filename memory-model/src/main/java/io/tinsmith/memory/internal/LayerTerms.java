package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.TermCounts;

/** Terms of {@code tns_layer_run}: output channels as dot products of weights with columns of taps. */
final class LayerTerms {
    private LayerTerms() {}

    /** {@code calls} calls, each for all channels of {@code pixels} pixels. */
    static void add(TermCounts counts, boolean dsp, int taps, int channels, double calls, int pixels, boolean quick) {
        if (pixels == 0) {
            return;
        }
        counts.add(CostTerm.LAYER, calls);
        int couples = channels / 2;
        double pairs = dsp ? calls * couples : 0;
        int twos = pixels / 2;
        double alone = dsp ? calls * (channels % 2) : calls * channels;
        counts.add(CostTerm.PAIR, pairs);
        counts.add(CostTerm.PAIR_TWO, pairs * twos);
        two(counts, taps, pairs * twos);
        counts.add(CostTerm.PAIR_ONE, pairs * (pixels % 2));
        one(counts, taps, pairs * (pixels % 2));
        if (!quick) {
            counts.add(CostTerm.PAIR_SLOW, pairs * pixels);
        }
        counts.add(CostTerm.SINGLE_CHANNEL, alone);
        counts.add(CostTerm.SINGLE, alone * pixels);
        int fours = dsp ? taps / 4 : 0;
        steps(counts, CostTerm.SINGLE_4, CostTerm.SINGLE_4_USED, fours, alone * pixels);
        steps(counts, CostTerm.SINGLE_1, CostTerm.SINGLE_1_USED, taps - 4 * fours, alone * pixels);
    }

    /** {@code tns_layer_add}: what {@code taps} taps add to the sums of all channels of {@code pixels} pixels. */
    static void addSums(TermCounts counts, boolean dsp, int taps, int channels, double calls, int pixels) {
        int couples = channels / 2;
        double pairs = dsp ? calls * couples : 0;
        int twos = pixels / 2;
        double alone = dsp ? calls * (channels % 2) : calls * channels;
        counts.add(CostTerm.SUM, calls);
        counts.add(CostTerm.SUM_PAIR, pairs);
        counts.add(CostTerm.SUM_TWO, pairs * twos);
        two(counts, taps, pairs * twos);
        counts.add(CostTerm.SUM_ONE, pairs * (pixels % 2));
        one(counts, taps, pairs * (pixels % 2));
        counts.add(CostTerm.SUM_CHANNEL, alone);
        counts.add(CostTerm.SUM_SINGLE, alone * pixels);
        int fours = dsp ? taps / 4 : 0;
        steps(counts, CostTerm.SINGLE_4, CostTerm.SINGLE_4_USED, fours, alone * pixels);
        steps(counts, CostTerm.SINGLE_1, CostTerm.SINGLE_1_USED, taps - 4 * fours, alone * pixels);
    }

    /** {@code tns_layer_finish}. */
    static void finish(TermCounts counts, int channels, double calls, int pixels, boolean quick) {
        counts.add(CostTerm.SUMS, calls);
        counts.add(CostTerm.SUMS_CHANNEL, calls * channels);
        counts.add(CostTerm.SUMS_OUTPUT, calls * channels * pixels);
        if (!quick) {
            counts.add(CostTerm.SUMS_SLOW, calls * channels * pixels);
        }
    }

    private static void two(TermCounts counts, int taps, double times) {
        steps(counts, CostTerm.PAIR_TWO_16, CostTerm.PAIR_TWO_16_USED, taps / 16, times);
        steps(counts, CostTerm.PAIR_TWO_4, CostTerm.PAIR_TWO_4_USED, taps % 16 / 4, times);
        steps(counts, CostTerm.PAIR_TWO_1, CostTerm.PAIR_TWO_1_USED, taps % 4, times);
    }

    private static void one(TermCounts counts, int taps, double times) {
        steps(counts, CostTerm.PAIR_ONE_16, CostTerm.PAIR_ONE_16_USED, taps / 16, times);
        steps(counts, CostTerm.PAIR_ONE_4, CostTerm.PAIR_ONE_4_USED, taps % 16 / 4, times);
        steps(counts, CostTerm.PAIR_ONE_1, CostTerm.PAIR_ONE_1_USED, taps % 4, times);
    }

    /** A loop of {@code steps}, entered {@code times} times if it has any. */
    static void steps(TermCounts counts, CostTerm step, CostTerm used, int steps, double times) {
        if (steps > 0) {
            counts.add(step, steps * times);
            counts.add(used, times);
        }
    }
}
