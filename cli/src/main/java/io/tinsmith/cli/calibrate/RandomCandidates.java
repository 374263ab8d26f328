package io.tinsmith.cli.calibrate;

import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.targets.Board;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Networks as a search looks at them, with random weights. */
public final class RandomCandidates {
    private static final String FAMILY = "mobile-tiny";
    private static final int IMAGE_CHANNELS = 3;
    private static final int CLASSES = 10;

    private RandomCandidates() {}

    /** So many of the family that are predicted to fit a board, by names for people; the same seed draws the same. */
    public static Map<String, Graph> draw(Board board, int count, long seed) {
        List<SearchSpace> spaces = SpaceFamilies.builtin(FAMILY).members(IMAGE_CHANNELS, CLASSES);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Graph> drawn = new LinkedHashMap<>();
        while (drawn.size() < count) {
            SearchSpace space = spaces.get(random.nextInt(spaces.size()));
            Graph graph = space.decode(space.sample(random)).toGraph(DType.INT8);
            Prediction memory = Prediction.of(
                    MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.FUSED)), board);
            if (memory.sramBytes() <= board.sramBytes() && memory.flashBytes() <= board.flashBytes()) {
                drawn.put("candidate " + (drawn.size() + 1) + ", " + space.label(), Quantizer.quantized(graph, random));
            }
        }
        return drawn;
    }
}
