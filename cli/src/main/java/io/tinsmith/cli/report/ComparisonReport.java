package io.tinsmith.cli.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several networks cost, side by side.
 *
 * @param schemaVersion of the JSON; raised whenever a reader of the one before would misread it
 * @param board whose program, core and time count
 * @param schedule what the schedules may do
 * @param runtime other than Tinsmith's, as {@code --runtime} names it; null where none was asked for
 * @param models in the order in which they were named
 * @param best by figure, the indices of the models that need least of it; figures in which all are equal are left out
 */
public record ComparisonReport(
        int schemaVersion,
        String board,
        String schedule,
        @Nullable String runtime,
        List<Model> models,
        Map<String, List<Integer>> best) {
    public static final int SCHEMA_VERSION = 1;

    public ComparisonReport {
        models = List.copyOf(models);
        best = Map.copyOf(best);
    }

    /**
     * One network.
     *
     * @param leftOut what the file has and is not computed; null where nothing
     * @param layerArenaBytes of the arena, op by op
     * @param arenaBytes with the best schedule
     * @param constantBytes weights, biases and tables (exact)
     * @param programSramBytes predicted for the benchmark firmware
     * @param programFlashBytes predicted for the benchmark firmware
     * @param fits the board, predicted
     * @param tflmArenaBytes the smallest arena with which TFLite Micro allocates; null where not asked for, or where it has no
     *     rule for an op
     * @param time estimated; null where the board's table lacks a cost
     * @param millijoules estimated; null where the board's file has no figures of power
     * @param ops how many there are of each kind
     * @param arena of the best schedule
     */
    public record Model(
            String network,
            String input,
            String output,
            long macs,
            long parameters,
            @Nullable LeftOut leftOut,
            long layerArenaBytes,
            long arenaBytes,
            long constantBytes,
            long programSramBytes,
            long programFlashBytes,
            boolean fits,
            @Nullable Long tflmArenaBytes,
            AnalysisReport.@Nullable Time time,
            @Nullable Double millijoules,
            Map<String, Integer> ops,
            ArenaMap arena) {
        public Model {
            ops = Map.copyOf(ops);
        }
    }
}
