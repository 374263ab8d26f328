package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.page.Units;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.TermCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Says how each op runs, what it is predicted to take, and what it would take otherwise. */
public final class ChoiceText {
    private ChoiceText() {}

    /**
     * A line for each op, then one for each stream that layers would take fewer instructions for than there is memory.
     *
     * @param sramBytes of the whole program with a schedule
     */
    public static List<String> lines(Chooser.Choice choice, LatencyModel times, ToLongFunction<Schedule> sramBytes) {
        Schedule schedule = choice.schedule();
        Graph graph = schedule.graph();
        CostTable costs = times.table(schedule);
        Map<Integer, Step> least = new HashMap<>();
        choice.least().steps().forEach(step -> step.ops().forEach(op -> least.put(op, step)));
        Map<Integer, Long> leastTakes = byOp(choice.least(), times);
        List<TermCounts> terms = InstructionModel.terms(schedule, costs.kernels());
        TextTable table = new TextTable("op", "runs", "kernel", "#instructions", "otherwise");
        int i = 0;
        for (Step step : schedule.steps()) {
            for (int op : step.ops()) {
                TermCounts counts = terms.get(i++);
                String otherwise = "";
                if (!(step instanceof Step.Layer)) {
                    Step.Layer layer = new Step.Layer(op, false, 0, 0);
                    otherwise =
                            "as a layer " + Units.count(Math.round(InstructionModel.instructions(graph, layer, costs)));
                } else if (!(least.getOrDefault(op, step) instanceof Step.Layer)) {
                    otherwise = "by rows " + Units.count(leastTakes.getOrDefault(op, 0L));
                }
                table.row(
                        Units.opName(graph.tensor(graph.ops().get(op).output()).name()),
                        runs(step),
                        KernelNames.of(counts),
                        Units.count(Math.round(costs.instructions(counts))),
                        otherwise);
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        for (Chooser.Kept kept : choice.kept()) {
            List<Integer> ops = kept.step().ops();
            lines.add(name(graph, ops.get(0)) + " to " + name(graph, ops.get(ops.size() - 1)) + " run by rows, "
                    + Units.count(kept.instructions()) + " instructions: as layers " + Units.count(kept.asLayers())
                    + ", but the program would take " + Units.count(sramBytes.applyAsLong(kept.without()))
                    + " bytes of SRAM");
        }
        return lines;
    }

    private static Map<Integer, Long> byOp(Schedule schedule, LatencyModel times) {
        List<Long> takes = InstructionModel.byOp(schedule, times.table(schedule));
        Map<Integer, Long> byOp = new HashMap<>();
        schedule.steps().stream()
                .flatMap(step -> step.ops().stream())
                .forEach(op -> byOp.put(op, takes.get(byOp.size())));
        return byOp;
    }

    private static String name(Graph graph, int op) {
        return Units.opName(graph.tensor(graph.ops().get(op).output()).name());
    }

    private static String runs(Step step) {
        if (step instanceof Step.Layer layer) {
            return layer.inPlace() ? "in place" : "layer";
        }
        if (step instanceof Step.Stream stream) {
            return stream.strips() > 1 ? "rows in strips" : "rows";
        }
        return "by channels";
    }
}
