package io.tinsmith.search.strategy;

import io.tinsmith.search.Choice;
import io.tinsmith.search.Choice.Kind;
import io.tinsmith.search.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * How a doubling of the computation is shared, in octaves that add up to 1: alpha = 2^depth, beta = 2^(width / 2), gamma =
 * 2^(resolution / 2).
 */
record ScalingRatio(double depth, double width, double resolution) {
    /** All shares that are multiples of {@code 1 / divisions}, among the kinds that the choices have. */
    static List<ScalingRatio> grid(List<Choice> choices, int divisions) {
        Checks.range("divisions", divisions, 1, 16);
        boolean depths = has(choices, Kind.DEPTH);
        boolean widths = has(choices, Kind.WIDTH);
        boolean resolutions = has(choices, Kind.RESOLUTION);
        List<ScalingRatio> grid = new ArrayList<>();
        for (int d = 0; d <= (depths ? divisions : 0); d++) {
            for (int w = 0; w <= (widths ? divisions - d : 0); w++) {
                int r = resolutions ? divisions - d - w : 0;
                if (d + w + r == divisions) {
                    grid.add(new ScalingRatio((double) d / divisions, (double) w / divisions, (double) r / divisions));
                }
            }
        }
        // A space where nothing can be scaled still has its least network.
        return grid.isEmpty() ? List.of(new ScalingRatio(0, 0, 0)) : grid;
    }

    /** The vector at {@code phi}: of each gene the value next to its least one times the factor of its kind. */
    List<Integer> scale(List<Choice> choices, List<Integer> base, double phi) {
        List<Integer> vector = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            vector.add(choice.kind() == Kind.OTHER ? base.get(i) : index(choice, phi * octaves(choice.kind())));
        }
        return vector;
    }

    /** Whether each gene that this ratio scales has its largest value. */
    boolean isLargest(List<Choice> choices, double phi) {
        return choices.stream().filter(c -> octaves(c.kind()) > 0).allMatch(c -> {
            double most = c.values().stream().mapToDouble(v -> v).max().orElseThrow();
            return c.values().get(index(c, phi * octaves(c.kind()))) == most;
        });
    }

    private double octaves(Kind kind) {
        return switch (kind) {
            case DEPTH -> depth;
            case WIDTH -> width / 2;
            case RESOLUTION -> resolution / 2;
            case OTHER -> 0;
        };
    }

    /** The value that is nearest in octaves; where the least is 0 (left out), that is taken for no octaves at all. */
    private static int index(Choice choice, double octaves) {
        double least = choice.values().stream().mapToDouble(v -> v).min().orElseThrow();
        double unit = choice.values().stream()
                .mapToDouble(v -> v)
                .filter(v -> v > 0)
                .min()
                .orElse(1);
        double target = octaves == 0 ? least : unit * StrictMath.pow(2, octaves);
        int best = 0;
        for (int i = 1; i < choice.size(); i++) {
            if (apart(choice.values().get(i), target) < apart(choice.values().get(best), target)) {
                best = i;
            }
        }
        return best;
    }

    private static double apart(double value, double target) {
        return value <= 0 || target <= 0 ? Math.abs(value - target) * 1e6 : Math.abs(StrictMath.log(value / target));
    }

    private static boolean has(List<Choice> choices, Kind kind) {
        return choices.stream().anyMatch(c -> c.kind() == kind && c.size() > 1);
    }
}
