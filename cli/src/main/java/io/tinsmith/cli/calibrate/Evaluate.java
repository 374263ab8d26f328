package io.tinsmith.cli.calibrate;

import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.InstructionCosts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Compares schedules of whole networks with emulation: {@code Evaluate BOARD WORK MODEL.tflite ...}. */
public final class Evaluate {
    /** So many schedules of a front, or a few more. */
    private static final int FRONT = 4;

    private Evaluate() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        Board board = Boards.byName(args[0]);
        InstructionCosts costs = InstructionCosts.of(board.mcu());
        CostTable table = CostTable.of(costs.dsp(), costs.instructions());
        List<Sample> samples = new ArrayList<>();
        for (String file : List.of(args).subList(2, args.length)) {
            Graph graph = TfliteReader.read(Files.readAllBytes(Path.of(file)), Rounding.DOUBLE);
            double layerMeasured = 0;
            double layerPredicted = 0;
            for (Schedule schedule : schedules(graph)) {
                Emulated measured =
                        Emulated.run(schedule, board, Path.of(args[1]).resolve(board.name()), new SplittableRandom(1));
                samples.addAll(Sample.of(schedule, table.dsp(), measured));
                long predicted = InstructionModel.instructions(schedule, table);
                if (layerMeasured == 0) {
                    layerMeasured = measured.all();
                    layerPredicted = predicted;
                }
                double ratio = measured.all() / layerMeasured;
                double predictedRatio = predicted / layerPredicted;
                out.println(String.format(
                        Locale.ROOT,
                        "%-20s arena %,8d measured %,12d predicted %,12d error %6.2f %%  ratio %.4f predicted %.4f error %.2f %%",
                        Path.of(file).getFileName(),
                        schedule.arenaBytes(),
                        measured.all(),
                        predicted,
                        100.0 * (predicted - measured.all()) / measured.all(),
                        ratio,
                        predictedRatio,
                        100 * (predictedRatio / ratio - 1)));
            }
        }
        out.print(Errors.report("By kind", samples, table));
    }

    /** By layers first; then each kind of plan without recomputation, and some with it. */
    private static List<Schedule> schedules(Graph graph) {
        List<Schedule> schedules = new ArrayList<>();
        for (Fusion fusion : Fusion.values()) {
            schedules.add(MemoryPlanner.plan(graph, PlannerOptions.thorough().with(fusion)));
        }
        for (double overhead : new double[] {1.3, Double.POSITIVE_INFINITY}) {
            List<Schedule> front =
                    MemoryPlanner.front(graph, PlannerOptions.quick().withMaxOverhead(overhead));
            int step = Math.max(1, front.size() / FRONT);
            for (int i = step - 1; i < front.size(); i += step) {
                schedules.add(front.get(i));
            }
        }
        return schedules;
    }
}
