package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.ComparisonReport;
import io.tinsmith.cli.report.ComparisonReport.Model;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans several networks and sets what they take side by side. */
public final class Comparer {
    private static final Map<String, Function<Model, @Nullable Number>> FIGURES = figures();

    private Comparer() {}

    /** In the order of {@link ComparisonReport#models}: figures of which less is better, by their names there. */
    private static Map<String, Function<Model, @Nullable Number>> figures() {
        Map<String, Function<Model, @Nullable Number>> figures = new HashMap<>();
        figures.put("macs", Model::macs);
        figures.put("parameters", Model::parameters);
        figures.put("layerArenaBytes", Model::layerArenaBytes);
        figures.put("arenaBytes", Model::arenaBytes);
        figures.put("constantBytes", Model::constantBytes);
        figures.put("programSramBytes", Model::programSramBytes);
        figures.put("programFlashBytes", Model::programFlashBytes);
        figures.put("tflmArenaBytes", Model::tflmArenaBytes);
        figures.put("instructions", m -> m.time() == null ? null : m.time().instructions());
        figures.put("millis", m -> m.time() == null ? null : (Number) m.time().millis());
        figures.put("millijoules", Model::millijoules);
        return figures;
    }

    /**
     * One network of the comparison.
     *
     * @param name for people
     * @param graph of any type, costed as int8
     * @param leftOut what the model has and {@code graph} lacks
     * @param tflmArenaBytes null where it is not known or not asked for
     */
    public static Model model(
            String name,
            Graph graph,
            @Nullable LeftOut leftOut,
            Moves moves,
            LatencyModel times,
            @Nullable Long tflmArenaBytes) {
        Graph structure = graph.structureAs(DType.INT8);
        Board board = times.board();
        PlannerOptions layers = Moves.of(Fusion.LAYER).options(PlannerOptions.thorough());
        Schedule schedule = MemoryPlanner.plan(structure, moves.options(PlannerOptions.thorough()));
        Prediction memory = Prediction.of(schedule, board);
        AnalysisReport.Time time = BoardFits.time(times, schedule);
        Map<String, Integer> ops = new TreeMap<>();
        for (Op op : structure.ops()) {
            ops.merge(op.getClass().getSimpleName(), 1, Integer::sum);
        }
        return new Model(
                name,
                GraphShapes.inputs(graph),
                GraphShapes.outputs(graph),
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                leftOut,
                MemoryPlanner.plan(structure, layers).arenaBytes(),
                schedule.arenaBytes(),
                memory.constantBytes(),
                memory.sramBytes(),
                memory.flashBytes(),
                memory.sramBytes() <= board.sramBytes() && memory.flashBytes() <= board.flashBytes(),
                tflmArenaBytes,
                time,
                BoardFits.millijoules(board, time),
                ops,
                ScheduleFigures.arena(schedule));
    }

    /**
     * The comparison.
     *
     * @param runtime other than Tinsmith's, for people
     */
    public static ComparisonReport of(List<Model> models, Board board, Moves moves, @Nullable String runtime) {
        Map<String, List<Integer>> best = new TreeMap<>();
        FIGURES.forEach((name, figure) -> {
            List<Integer> least = least(models, figure);
            if (!least.isEmpty() && least.size() < models.size()) {
                best.put(name, least);
            }
        });
        return new ComparisonReport(ComparisonReport.SCHEMA_VERSION, board.name(), moves.text(), runtime, models, best);
    }

    private static List<Integer> least(List<Model> models, Function<Model, @Nullable Number> figure) {
        double least = models.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .min()
                .orElse(Double.NaN);
        return IntStream.range(0, models.size())
                .filter(i -> {
                    Number value = figure.apply(models.get(i));
                    return value != null && value.doubleValue() == least;
                })
                .boxed()
                .toList();
    }
}
