package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For every run of ops in an order: the ways to run it as one step, none of which is worse than another in bytes, MACs
 * and weight at once.
 */
final class BlockWays {
    /** Numbers of strips that are tried; between them nothing changes much. */
    private static final int[] STRIPS = {2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64};

    private final Lives lives;
    private final RowGraph rows;
    private final Graph graph;
    private final int[] order;
    private final List<Bottleneck> bottlenecks;
    private final int[] ofExpand; // by op: the bottleneck that it begins, or -1
    private final List<Gain> gains = new ArrayList<>();
    private final StripPass pass;
    private final long[] macsPerColumn; // by op
    private final long[] macs;
    private final List<Way>[][] ways; // by from and to
    private final int[] runStart; // by end: first position from which all ops can stream
    private final TrailEstimate trails;
    private final TrailEstimate splitTrails;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of lists
    BlockWays(Lives lives, List<Bottleneck> bottlenecks) {
        this.lives = lives;
        this.rows = lives.rows;
        this.graph = rows.graph;
        this.order = lives.order;
        this.bottlenecks = bottlenecks;
        int ops = rows.output.length;
        this.pass = new StripPass(lives);
        this.macsPerColumn = new long[ops];
        this.macs = new long[ops];
        this.ofExpand = new int[ops];
        Arrays.fill(ofExpand, -1);
        for (int i = 0; i < Math.min(64, bottlenecks.size()); i++) {
            ofExpand[bottlenecks.get(i).split().expand()] = i;
        }
        for (int op = 0; op < graph.ops().size(); op++) {
            if (rows.streamable[op]) {
                macs[op] = GraphCost.macs(graph, graph.ops().get(op));
                if (!rows.accumulates[op]) {
                    macsPerColumn[op] = macs[op] / lives.width[rows.output[op]];
                }
            }
        }
        this.ways = new List[order.length][order.length + 1];
        this.runStart = new int[order.length + 1];
        for (int to = 1; to <= order.length; to++) {
            int last = order[to - 1];
            boolean runs = rows.streamable[last] && to > 1 && runStart[to - 1] < to - 1;
            boolean goesOn = runs && !rows.accumulates[order[to - 2]];
            runStart[to] = !rows.streamable[last] ? to : goesOn ? runStart[to - 1] : to - 1;
        }
        List<Split> splits = bottlenecks.stream().map(Bottleneck::split).toList();
        this.trails = new TrailEstimate(lives, rows, new boolean[ops]);
        boolean[] within = new boolean[ops];
        splits.forEach(split -> {
            within[split.expand()] = true;
            within[split.depthwise()] = true;
        });
        this.splitTrails = new TrailEstimate(lives, rows.with(splits), within);
    }

    /** By rising MACs, then weight. */
    List<Way> of(int from, int to) {
        List<Way> known = ways[from][to];
        return known == null ? List.of() : known;
    }

    private void add(int from, int to, Way way) {
        List<Way> known = ways[from][to];
        if (known == null) {
            known = new ArrayList<>(4);
            ways[from][to] = known;
        }
        for (Way other : known) {
            if (other.isNoWorseThan(way)) {
                return;
            }
        }
        known.removeIf(way::isNoWorseThan);
        int at = known.size();
        while (at > 0 && way.isCheaperThan(known.get(at - 1))) {
            at--;
        }
        known.add(at, way);
    }

    /** Single layers, pooled convolutions by groups, and streams that compute nothing twice. */
    void addWithoutOverhead() {
        for (int from = 0; from < order.length; from++) {
            add(from, from + 1, new Way(Way.Kind.LAYER, lives.liveBefore[from] + lives.layerBytes(from), 0, 0, 1));
            addGrouped(from);
        }
        for (int to = 1; to <= order.length; to++) {
            streams(to, 1, 0, Long.MAX_VALUE);
        }
    }

    /**
     * Streams that need less memory the more is computed twice.
     *
     * @param maxExtra most MACs more than those of layers
     * @param maxBytes most bytes that are of interest
     */
    void addWithOverhead(long maxExtra, long maxBytes) {
        for (int to = 1; to <= order.length; to++) {
            streams(to, 1, maxExtra, maxBytes);
            int widest = widest(to);
            for (int strips : STRIPS) {
                if (strips <= widest) {
                    streams(to, strips, maxExtra, maxBytes);
                }
            }
        }
    }

    /** The most strips that a block with this end can have. */
    private int widest(int to) {
        int op = order[to - 1];
        if (!rows.streamable[op] || op == rows.source) {
            return 0;
        }
        return lives.width[rows.accumulates[op] ? rows.inputs[op][0] : rows.output[op]];
    }

    /** The streams that end before {@code to}, with so many strips. */
    private void streams(int to, int strips, long maxExtra, long maxBytes) {
        int last = order[to - 1];
        boolean accumulates = rows.accumulates[last];
        long inner = 0;
        long extra = 0;
        pass.begin(to, strips);
        gains.clear();
        for (int position = to - 1; position >= 0 && rows.streamable[order[position]]; position--) {
            int op = order[position];
            int tensor = rows.output[op];
            if (position == to - 1 && accumulates) {
                int summed = rows.inputs[op][0];
                if (strips > 1 && (rows.kept[summed] || rows.consumers[summed].length > 1)) {
                    // Strips share the sums of its columns; others would read columns that two strips make.
                    return;
                }
                int channels = Math.toIntExact(graph.tensor(tensor).shape().elements());
                inner = lives.whole[tensor] + Schedule.aligned(Accumulation.bytes(channels));
                continue;
            }
            if (rows.accumulates[op] || !pass.close(tensor, accumulates && tensor == rows.inputs[last][0])) {
                return;
            }
            boolean leaves = lives.used[tensor] >= to;
            if (op == rows.source && leaves && accumulates && tensor == rows.inputs[last][0]) {
                // The input is whole when the stream begins: no stage of it makes the rows that are added up.
                return;
            }
            inner += leaves ? lives.whole[tensor] : lives.ringBytes(tensor, pass.most(tensor), false);
            extra += strips == 1 ? 0 : macsPerColumn[op] * pass.total(tensor) - macs[op];
            if (extra > maxExtra) {
                return;
            }
            if (op != rows.source) {
                pass.need(op);
            }
            grow(op, to);
            if (accumulates && lives.made[rows.inputs[last][0]] < position) {
                continue;
            }
            long bytes = lives.liveBefore[position] + inner;
            int weight = (to - position) * strips;
            if (strips > 1 || maxExtra == 0) {
                long saving = strips > 1 ? 0 : trails.saving(position, to, runStart[to]);
                if (bytes - saving <= maxBytes) {
                    add(position, to, new Way(Way.Kind.STREAM, bytes - saving, extra, weight, strips));
                }
            }
            if (maxExtra > 0) {
                long saving = strips > 1 ? 0 : splitTrails.saving(position, to, runStart[to]);
                addSplits(position, to, strips, bytes - saving, extra, maxExtra, maxBytes);
            }
        }
    }

    /** Takes in that the block now begins with {@code op}. */
    private void grow(int op, int to) {
        int index = ofExpand[op];
        if (index >= 0 && lives.made[bottlenecks.get(index).projected()] < to) {
            insert(gain(bottlenecks.get(index), index));
        }
        int tensor = rows.output[op];
        if (lives.splitRows[tensor] == lives.ringRows[tensor] || lives.used[tensor] >= to) {
            return;
        }
        for (int i = 0; i < gains.size(); i++) {
            Gain g = gains.get(i);
            if (g.bottleneck().input() == tensor) {
                long less = lives.ringBytes(tensor, pass.most(tensor), true)
                        - lives.ringBytes(tensor, pass.most(tensor), false);
                gains.remove(i);
                insert(new Gain(
                        g.bottleneck(), g.index(), g.saving() - less, g.extraMacs(), g.scratch(), g.smallScratch()));
                return;
            }
        }
    }

    /** Those first that save most for what they compute. */
    private void insert(Gain gain) {
        if (gain.saving() <= 0) {
            return;
        }
        int at = gains.size();
        while (at > 0 && gain.isBefore(gains.get(at - 1))) {
            at--;
        }
        gains.add(at, gain);
    }

    /** Ways that split the bottlenecks of a block one after another. */
    private void addSplits(int from, int to, int strips, long bytes, long extra, long maxExtra, long maxBytes) {
        long left = bytes;
        long computed = extra;
        long scratch = 0;
        long smallScratch = 0;
        long mask = 0;
        int weight = (to - from) * strips;
        for (Gain gain : gains) {
            left -= gain.saving();
            computed += gain.extraMacs();
            scratch = Math.max(scratch, gain.scratch());
            smallScratch = Math.max(smallScratch, gain.smallScratch());
            mask |= 1L << gain.index();
            if (computed > maxExtra) {
                return;
            }
            if (left + scratch <= maxBytes) {
                long needed = left + scratch;
                add(from, to, new Way(Way.Kind.STREAM, needed, computed, weight, strips, mask, Bottleneck.GROUP));
            }
            if (smallScratch < scratch && left + smallScratch <= maxBytes) {
                long needed = left + smallScratch;
                Way way = new Way(Way.Kind.STREAM, needed, computed, weight + 1, strips, mask, Bottleneck.SMALL_GROUP);
                add(from, to, way);
            }
        }
    }

    private Gain gain(Bottleneck b, int index) {
        int in = pass.most(b.expanded());
        int out = pass.most(b.projected());
        long saving = lives.ringBytes(b.expanded(), in, false)
                + lives.ringBytes(b.filtered(), pass.most(b.filtered()), false);
        long extra = (b.macsPerColumn() - macsPerColumn[b.split().expand()]) * pass.total(b.expanded());
        return new Gain(
                b,
                index,
                saving,
                extra,
                Schedule.aligned(b.split(Bottleneck.GROUP).scratchBytes(graph, in, out)),
                Schedule.aligned(b.split(Bottleneck.SMALL_GROUP).scratchBytes(graph, in, out)));
    }

    private void addGrouped(int from) {
        if (from + 2 > order.length || !isGrouped(order[from], order[from + 1])) {
            return;
        }
        long scratch = Block.groupedScratch(graph, order[from]);
        long bytes = lives.liveBefore[from] + lives.whole[rows.output[order[from + 1]]] + Schedule.aligned(scratch);
        add(from, from + 2, new Way(Way.Kind.GROUPED, bytes, 0, 2, 1));
    }

    private boolean isGrouped(int conv, int pool) {
        return conv != rows.source
                && graph.ops().get(conv) instanceof Op.Conv2d
                && !KernelShape.isGrouped(graph, graph.ops().get(conv))
                && graph.ops().get(pool) instanceof Op.AveragePool2d
                && rows.accumulates[pool]
                && rows.inputs[pool][0] == rows.output[conv]
                && rows.consumers[rows.output[conv]].length == 1
                && !rows.kept[rows.output[conv]];
    }
}
