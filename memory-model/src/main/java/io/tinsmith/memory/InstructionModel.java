package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.internal.OpTerms;
import io.tinsmith.memory.internal.StreamTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many instructions the generated C takes for an inference, its profile of ops included: the loops of the kernels,
 * counted exactly, times what each term costs on a core. Code whose way depends on values (rounding, softmax) is counted
 * as what it takes on the average.
 */
public final class InstructionModel {
    private InstructionModel() {}

    /** Instructions of one inference. */
    public static long instructions(Schedule schedule, CostTable table) {
        TermCounts sum = new TermCounts();
        sum.add(CostTerm.INFERENCE, 1);
        OpTerms ops = new OpTerms(schedule.graph(), table.kernels());
        for (Step step : schedule.steps()) {
            add(schedule.graph(), step, ops, Map.of(), sum);
        }
        return Math.round(table.instructions(sum));
    }

    /** Instructions of one step: its ops, and what runs them. */
    public static double instructions(Graph graph, Step step, CostTable table) {
        TermCounts sum = new TermCounts();
        add(graph, step, new OpTerms(graph, table.kernels()), Map.of(), sum);
        return table.instructions(sum);
    }

    /** Instructions of each op, in the order in which the steps name them: what the firmware's profile of ops shows. */
    public static List<Long> byOp(Schedule schedule, CostTable table) {
        List<TermCounts> terms = terms(schedule, table.kernels());
        return terms.subList(0, terms.size() - 1).stream()
                .map(counts -> Math.round(table.instructions(counts)))
                .toList();
    }

    /**
     * The terms of each op, in the order in which the steps name them, and as the last element those of all that is
     * outside of ops.
     */
    public static List<TermCounts> terms(Schedule schedule, Kernels kernels) {
        List<TermCounts> all = new ArrayList<>();
        TermCounts driver = new TermCounts();
        driver.add(CostTerm.INFERENCE, 1);
        for (Step step : schedule.steps()) {
            all.addAll(terms(schedule.graph(), step, kernels, driver).values());
        }
        all.add(driver);
        return all;
    }

    private static Map<Integer, TermCounts> terms(Graph graph, Step step, Kernels kernels, TermCounts driver) {
        Map<Integer, TermCounts> byOp = new LinkedHashMap<>();
        step.ops().forEach(op -> byOp.put(op, new TermCounts()));
        add(graph, step, new OpTerms(graph, kernels), byOp, driver);
        return byOp;
    }

    /** Adds what each op takes to its own counts in {@code byOp}; to {@code driver} that of those with none there, too. */
    private static void add(Graph graph, Step step, OpTerms ops, Map<Integer, TermCounts> byOp, TermCounts driver) {
        if (step instanceof Step.Stream stream) {
            new StreamTerms(graph, ops, stream).add(byOp, driver);
        } else if (step instanceof Step.Layer layer) {
            driver.add(CostTerm.LAYER_STEP, 1);
            ops.layer(byOp.getOrDefault(layer.op(), driver), graph.ops().get(layer.op()), layer.inPlace());
        } else if (step instanceof Step.Grouped grouped) {
            int channels = graph.tensor(graph.ops().get(grouped.conv()).output())
                    .shape()
                    .channels();
            driver.add(CostTerm.LAYER_STEP, 1);
            driver.add(CostTerm.GROUP_STEP, Math.ceil((double) channels / grouped.groupChannels()));
            ops.grouped(byOp.getOrDefault(grouped.conv(), driver), byOp.getOrDefault(grouped.pool(), driver), grouped);
        }
    }

    /**
     * Instructions of some rows of an op in a stream, with what the stream does about them; a planner adds up blocks of
     * these without making them. Padding is that of the outermost columns.
     *
     * @param op index in {@code graph.ops()}
     * @param rows of its output; of its input, if it is a pooling that accumulates
     * @param outColumns columns of its output that a strip computes
     * @param inColumns columns of its input that they read
     */
    public static double instructions(Graph graph, int op, long rows, int outColumns, int inColumns, CostTable table) {
        TermCounts counts = new TermCounts();
        Op node = graph.ops().get(op);
        StreamTerms.rows(
                graph, new OpTerms(graph, table.kernels()), node, (double) rows, outColumns, inColumns, counts);
        return table.instructions(counts);
    }
}
