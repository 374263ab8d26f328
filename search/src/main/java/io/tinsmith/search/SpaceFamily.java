package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Spaces of chains of blocks that differ in resolution and width multiplier alone.
 *
 * @param inputSizes ascending by area
 * @param divisor widths are rounded to a multiple of it, as MobileNet does: to the nearest, at least the divisor, and
 *     never below 90 % of the exact width
 */
public record SpaceFamily(
        String name,
        String description,
        List<Resolution> inputSizes,
        List<Double> widthMultipliers,
        int divisor,
        BaseStem stem,
        List<BaseStage> stages,
        BaseHead head)
        implements NetworkFamily {
    /** The {@code kind} in files. */
    public static final String KIND = "blocks";

    public SpaceFamily {
        Checks.named(name);
        if (inputSizes.isEmpty()) {
            throw new IllegalArgumentException("The set of resolutions is empty.\nMaybe give one, such as [28].");
        }
        inputSizes = inputSizes.stream()
                .distinct()
                .sorted(Comparator.comparingInt(r -> r.height() * r.width()))
                .toList();
        widthMultipliers = Choices.factors("widthMultipliers", widthMultipliers);
        Checks.range("divisor", divisor, 1, 64);
        stages = List.copyOf(stages);
    }

    /** A width at multiplier 1, and what it may be multiplied by. A width of 0 leaves the layer out. */
    public record BaseWidth(int width, List<Double> widthFactors) {
        public BaseWidth {
            Checks.range("width", width, 0, 4096);
            widthFactors = Choices.factors("widthFactors", widthFactors);
        }

        /** The widths at a multiplier, rounded as {@link SpaceFamily} says. */
        public List<Integer> at(double multiplier, int divisor) {
            return widthFactors.stream()
                    .map(factor -> round(width * multiplier * factor, divisor))
                    .toList();
        }

        private static int round(double width, int divisor) {
            if (width == 0) {
                return 0;
            }
            int rounded = Math.max(divisor, divisor * (int) ((width + divisor / 2.0) / divisor));
            return rounded < 0.9 * width ? rounded + divisor : rounded;
        }
    }

    /**
     * The 1x1 convolution before the pooling.
     *
     * @param scaled whether the width multiplier applies; MobileNetV2 (arXiv:1801.04381) keeps its 1280 below 1
     */
    public record BaseHead(BaseWidth width, boolean scaled) {
        /** The widths at a multiplier. */
        public List<Integer> at(double multiplier, int divisor) {
            return width.at(scaled ? multiplier : 1, divisor);
        }
    }

    /**
     * The stem's choices.
     *
     * @param form all but its width and strides
     */
    public record BaseStem(BaseWidth width, Stem form, List<Integer> strides) {
        public BaseStem {
            Checks.range("width", width.width(), 1, 4096);
            strides = Choices.set("strides", strides, 1, 2);
        }

        /** A square kernel's side. */
        public BaseStem(BaseWidth width, int kernel, List<Integer> strides) {
            this(width, new Stem(1, kernel, 1), strides);
        }

        /** Height of the kernel. */
        public int kernel() {
            return form.kernelHeight();
        }
    }

    /** A stage's choices; see {@link StageSpace}. */
    public record BaseStage(BaseWidth width, int stride, List<BlockSpace> blocks, List<Integer> depths) {
        public BaseStage {
            Checks.range("width", width.width(), 1, 4096);
            StageSpace checked = new StageSpace(List.of(2), stride, blocks, depths);
            blocks = checked.blocks();
            depths = checked.depths();
        }
    }

    @Override
    public List<Integer> resolutions() {
        return inputSizes.stream().map(Resolution::height).distinct().toList();
    }

    @Override
    public List<SearchSpace> members(int channels, int classes) {
        List<SearchSpace> members = new ArrayList<>();
        for (Resolution resolution : inputSizes) {
            for (double multiplier : widthMultipliers) {
                members.add(member(resolution, multiplier, channels, classes));
            }
        }
        return members;
    }

    private SearchSpace member(Resolution resolution, double multiplier, int channels, int classes) {
        List<StageSpace> spaces = stages.stream()
                .map(s -> new StageSpace(s.width().at(multiplier, divisor), s.stride(), s.blocks(), s.depths()))
                .toList();
        return new SearchSpace(
                name,
                resolution,
                multiplier,
                channels,
                classes,
                stem.form(),
                stem.width().at(multiplier, divisor),
                stem.strides(),
                spaces,
                head.at(multiplier, divisor));
    }
}
