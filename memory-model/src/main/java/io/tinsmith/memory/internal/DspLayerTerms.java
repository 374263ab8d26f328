package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.DspColumns;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;
import java.util.ArrayList;
import java.util.List;

/** Terms of {@code tns_dsp_layer.c}: pixels in groups of three or two, or alone. */
final class DspLayerTerms {
    /** Of {@code SUMS} in {@code tns_layer.c}. */
    private static final int PIECE_CHANNELS = 32;

    private DspLayerTerms() {}

    /**
     * {@code tns_dsp_groups}.
     *
     * @param fours four channels at a time
     */
    record Groups(int pixels, int groups, boolean fours) {
        /** All batches of so many pixels. */
        static List<Groups> batches(int pixels, DspColumns room) {
            List<Groups> batches = new ArrayList<>();
            for (int left = pixels; left > 0; ) {
                Groups next = next(left, room);
                left -= next.groups() * next.pixels();
                batches.add(next);
            }
            return batches;
        }

        /** {@code tns_dsp_next_batch}. */
        static Groups next(int left, DspColumns room) {
            if (!room.widens(left)) {
                return next(left, room.pixels());
            }
            int batches = (left - 1) / (room.pixels() & ~1) + 1;
            int share = (left - 1) / (2 * batches) + 1;
            return new Groups(2, Math.min(share, left / 2 - left % 2), true);
        }

        /** {@code tns_dsp_next_groups}. */
        static Groups next(int left, int room) {
            if (left <= 1 || room <= 1) {
                return new Groups(1, 1, false);
            }
            int pixels = room == 2 || left == 2 || left == 4 ? 2 : 3;
            int groups = left / pixels - (pixels == 3 && left % 3 == 1 ? 1 : 0);
            return new Groups(pixels, Math.min(groups, room / pixels), false);
        }
    }

    static void add(
            TermCounts counts,
            Kernels kernels,
            int taps,
            int channels,
            double calls,
            int pixels,
            boolean quick,
            boolean away) {
        if (DspColumns.ofPixel(taps) > kernels.columnBytes()) {
            pieces(counts, kernels, taps, channels, calls * pixels, quick);
            return;
        }
        DspColumns room = DspColumns.of(kernels.columnBytes(), taps, channels, quick);
        List<Groups> batches = Groups.batches(pixels, room);
        batches.forEach(next -> widenGroups(counts, taps, next.pixels(), calls * next.groups()));
        run(counts, taps, channels, calls, batches, room, quick, away);
    }

    /** Columns that are there. */
    static void run(
            TermCounts counts,
            int taps,
            int channels,
            double calls,
            List<Groups> batches,
            DspColumns room,
            boolean quick,
            boolean away) {
        for (Groups next : batches) {
            counts.add(CostTerm.BATCH, calls);
            if (next.pixels() == 1) {
                alone(counts, taps, channels, calls, quick);
            } else if (next.fours()) {
                fours(counts, taps, channels, calls, next, away);
            } else {
                groups(counts, taps, channels, calls, next, quick);
                boolean copied = room.copies() > 0 && next.groups() >= DspColumns.COPY_GROUPS;
                double copies = copied ? calls * LayerTerms.parts(channels, 4) : 0;
                counts.add(CostTerm.PAIR_COPY, copies);
                counts.add(CostTerm.PAIR_COPY_4, copies * LayerTerms.parts(taps, 4));
            }
        }
    }

    static void addSums(TermCounts counts, Kernels kernels, int taps, int channels, double calls, int pixels) {
        int room = Math.max(1, kernels.columnBytes() / DspColumns.ofPixel(taps));
        for (int left = pixels; left > 0; ) {
            Groups next = Groups.next(left, room);
            left -= next.groups() * next.pixels();
            widenGroups(counts, taps, next.pixels(), calls * next.groups());
            counts.add(CostTerm.BATCH, calls);
            if (next.pixels() == 1) {
                aloneSums(counts, taps, channels, calls);
                continue;
            }
            double pairs = calls * LayerTerms.parts(channels, 2);
            counts.add(CostTerm.PAIR, pairs);
            counts.add(CostTerm.PAIR_SUMS, pairs * next.groups());
            pairTaps(counts, taps, pairs, next);
            counts.add(CostTerm.SUM_OUTPUT, calls * channels * next.groups() * next.pixels());
        }
    }

    /** {@code tns_dsp_layer_add_some}. */
    static void addSome(TermCounts counts, Kernels kernels, int taps, int channels, double calls) {
        int most = kernels.columnBytes() / 2;
        for (int left = taps; left > 0; left -= most) {
            int piece = Math.min(most, left);
            widen(counts, piece, calls);
            aloneSums(counts, piece, channels, calls);
        }
    }

    /** {@code tns_dsp_widen_run}: taps of the pixels of groups, or a part of them, to int16. */
    static void widenGroups(TermCounts counts, int taps, int pixels, double groups) {
        if (pixels == 2 && taps % 4 == 0) {
            counts.add(CostTerm.WIDEN_TWO, groups);
            counts.add(CostTerm.WIDEN_TWO_8, groups * Math.floorDiv(taps, 8));
            counts.add(CostTerm.WIDEN_TWO_4, taps % 8 == 4 ? groups : 0);
        } else if (pixels == 3 && taps % 8 == 0) {
            counts.add(CostTerm.WIDEN_THREE, groups);
            counts.add(CostTerm.WIDEN_THREE_8, groups * taps / 8);
        } else {
            widen(counts, taps, groups * pixels);
        }
    }

    /** Those of one pixel. */
    static void widen(TermCounts counts, int taps, double times) {
        counts.add(CostTerm.WIDEN, times);
        counts.add(CostTerm.WIDEN_8, times * Math.floorDiv(taps, 8));
        counts.add(CostTerm.WIDEN_4, taps % 8 >= 4 ? times : 0);
        counts.add(CostTerm.WIDEN_1_USED, taps % 4 > 0 ? times : 0);
        counts.add(CostTerm.WIDEN_1, times * (taps % 4));
    }

    private static void groups(TermCounts counts, int taps, int channels, double calls, Groups next, boolean quick) {
        double pairs = calls * LayerTerms.parts(channels, 2);
        double fast = quick ? calls * Math.floorDiv(channels, 2) : 0;
        double slow = (pairs - fast) * next.groups();
        counts.add(CostTerm.PAIR, pairs);
        counts.add(next.pixels() == 3 ? CostTerm.PAIR_3 : CostTerm.PAIR_2, fast * next.groups());
        pairTaps(counts, taps, pairs, next);
        counts.add(CostTerm.PAIR_SUMS, slow);
        counts.add(CostTerm.SLOW_OUTPUT, (calls * channels - 2 * fast) * next.groups() * next.pixels());
    }

    /** {@code tns_dsp_fours_run}. */
    private static void fours(TermCounts counts, int taps, int channels, double calls, Groups next, boolean away) {
        double fours = calls * Math.floorDiv(channels, 4);
        counts.add(CostTerm.FOUR, fours);
        counts.add(CostTerm.FOUR_COPY_4, fours * LayerTerms.parts(taps, 4));
        counts.add(CostTerm.FOUR_2, fours * next.groups());
        counts.add(CostTerm.FOUR_2_AWAY, away ? fours * next.groups() : 0);
        counts.add(CostTerm.FOUR_2_4, fours * next.groups() * LayerTerms.parts(taps, 4));
        groups(counts, taps, channels % 4, calls, next, true);
    }

    private static void pairTaps(TermCounts counts, int taps, double pairs, Groups next) {
        CostTerm term = next.pixels() == 3 ? CostTerm.PAIR_3_4 : CostTerm.PAIR_2_4;
        counts.add(term, pairs * next.groups() * LayerTerms.parts(taps, 4));
    }

    private static void alone(TermCounts counts, int taps, int channels, double calls, boolean quick) {
        int whole = channels / 4;
        int rest = channels % 4;
        double fast = quick ? calls * whole : 0;
        double quads = calls * LayerTerms.quads(channels);
        counts.add(CostTerm.ONE, calls);
        counts.add(CostTerm.ONE_QUAD, fast);
        counts.add(CostTerm.ONE_QUAD_SUMS, quads - fast);
        counts.add(CostTerm.ONE_QUAD_4, quads * LayerTerms.parts(taps, 4));
        counts.add(CostTerm.SLOW_OUTPUT, quick ? calls * rest : calls * channels);
    }

    private static void aloneSums(TermCounts counts, int taps, int channels, double calls) {
        double quads = calls * LayerTerms.quads(channels);
        counts.add(CostTerm.ONE, calls);
        counts.add(CostTerm.ONE_QUAD_SUMS, quads);
        counts.add(CostTerm.ONE_QUAD_4, quads * LayerTerms.parts(taps, 4));
        counts.add(CostTerm.SUM_OUTPUT, calls * (channels % 4));
    }

    /** Pixels of more taps than fit. */
    private static void pieces(
            TermCounts counts, Kernels kernels, int taps, int channels, double pixels, boolean quick) {
        for (int done = 0; done < channels; done += PIECE_CHANNELS) {
            int some = Math.min(PIECE_CHANNELS, channels - done);
            counts.add(CostTerm.BATCH, pixels);
            addSome(counts, kernels, taps, some, pixels);
            LayerTerms.finish(counts, kernels, some, pixels, 1, quick);
        }
    }
}
