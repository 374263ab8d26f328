package io.tinsmith.cli.design;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.relaxed.MixedNetwork;
import io.tinsmith.training.relaxed.RelaxationMethod;
import java.util.HashMap;
import java.util.Map;

/**
 * How much a differentiable search trains, from planned seconds and nominal cost.
 *
 * @param batch images of a step of the weights, and again of one of the architecture
 */
record RelaxationAmounts(int rounds, int stepsPerRound, int batch) {
    private static final int MOST_BATCH = 64;
    private static final int STEPS_PER_ROUND = 20;
    private static final int LEAST_STEPS = 40;
    private static final int MOST_STEPS = 20_000;

    // Passes of the chosen parts for each image: forwards, and both ways in the backward pass.
    private static final double WEIGHTS = 4.0 / 3;
    private static final double FORWARD = 1.0 / 3;

    /** What fits the seconds. */
    static RelaxationAmounts within(
            double seconds, RelaxationMethod method, MixedNetwork network, TrainingSpeed speed, int available) {
        int batch = Math.max(2, Math.min(MOST_BATCH, available / 2 * 2));
        Map<Graph, Double> known = new HashMap<>();
        double perImage = 0;
        for (MixedNetwork.Node node : network.nodes()) {
            if (node instanceof MixedNetwork.Sum sum) {
                double all = sum.options().stream()
                        .flatMap(o -> o.part().stream())
                        .mapToDouble(part -> known.computeIfAbsent(part, speed::secondsPerImage))
                        .sum();
                perImage += switch (method) {
                    case DARTS -> 2 * WEIGHTS * all;
                    case PROXYLESS ->
                        (2 * WEIGHTS + FORWARD) * all / sum.options().size();
                };
            }
        }
        double start =
                known.keySet().stream().mapToDouble(speed::startSeconds).max().orElse(0);
        long steps = (long) ((seconds - start) / (batch * perImage));
        int within = (int) Math.max(LEAST_STEPS, Math.min(MOST_STEPS, steps));
        int rounds = Math.max(2, Math.min(40, within / STEPS_PER_ROUND));
        return new RelaxationAmounts(rounds, within / rounds, batch);
    }
}
