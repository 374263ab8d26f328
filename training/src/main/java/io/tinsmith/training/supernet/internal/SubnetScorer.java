package io.tinsmith.training.supernet.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.BatchNormFolding;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.supernet.Subnet;
import java.util.stream.IntStream;

/** Evaluates networks with shared weights. */
public final class SubnetScorer implements AutoCloseable {
    private static final int CALIBRATION_BATCH = 64;
    private static final int CALIBRATION_BATCHES = 20;
    private static final int BATCH = 250;

    private final SharedWeights weights;
    private final float[] parameters;
    private final SharedFunctions functions;

    public SubnetScorer(SharedWeights weights, float[] parameters) {
        this.weights = weights;
        this.parameters = parameters;
        functions =
                new SharedFunctions(weights.space().channels(), weights.space().classes());
    }

    /** Share of images whose greatest logit is their label; ties go to the lower class. */
    public double accuracy(Subnet subnet, ImageSet calibration, ImageSet images) {
        float[] logits = logits(subnet, calibration, images);
        int classes = weights.space().classes();
        int right = 0;
        for (int i = 0; i < images.count(); i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = logits[i * classes + c] > logits[i * classes + best] ? c : best;
            }
            right += best == images.label(i) ? 1 : 0;
        }
        return (double) right / images.count();
    }

    /** Logits {@code [count, classes]}. */
    public float[] logits(Subnet subnet, ImageSet calibration, ImageSet images) {
        SubnetView view = weights.view(subnet);
        SkeletonFunction function = functions.of(view.skeleton());
        float[] own = view.gather(parameters);
        float[] normalizing = view.normalizing(own, statistics(subnet, view, own, calibration));
        ImageSet resized = images.resizedTo(subnet.resolution(), subnet.resolution());
        int classes = weights.space().classes();
        float[] out = new float[resized.count() * classes];
        int batches = (resized.count() + BATCH - 1) / BATCH;
        // Each batch writes its own part, so the order of the threads does not show.
        IntStream.range(0, batches).parallel().forEach(b -> {
            int from = b * BATCH;
            float[] part =
                    function.logits(view, normalizing, batch(resized, from, Math.min(BATCH, resized.count() - from)));
            System.arraycopy(part, 0, out, from * classes, part.length);
        });
        return out;
    }

    /** The network by itself, batch norm folded. */
    public Graph graph(Subnet subnet, ImageSet calibration) {
        SubnetView view = weights.view(subnet);
        float[] own = view.gather(parameters);
        float[] statistics = view.compactStatistics(statistics(subnet, view, own, calibration));
        Graph structure = subnet.structure(weights.space());
        return BatchNormFolding.fold(structure, ParameterLayout.forTraining(structure), view.compact(own), statistics);
    }

    /** Means and variances, each the mean over the batches. */
    private float[] statistics(Subnet subnet, SubnetView view, float[] own, ImageSet calibration) {
        ImageSet images = calibration
                .first(CALIBRATION_BATCHES * CALIBRATION_BATCH)
                .resizedTo(subnet.resolution(), subnet.resolution());
        int batches = Math.max(1, images.count() / CALIBRATION_BATCH);
        SkeletonFunction function = functions.of(view.skeleton());
        float[][] parts = new float[batches][];
        IntStream.range(0, batches).parallel().forEach(b -> {
            int size = Math.min(CALIBRATION_BATCH, images.count());
            parts[b] = function.statistics(view, own, batch(images, b * size, size));
        });
        float[] mean = new float[parts[0].length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] part : parts) {
                sum += part[i];
            }
            mean[i] = (float) (sum / batches);
        }
        return mean;
    }

    private static SkeletonFunction.Batch batch(ImageSet set, int from, int count) {
        int size = set.imageElements();
        float[] values = new float[count * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (set.pixels()[from * size + i] & 0xFF) * ImageSet.INPUT_SCALE;
        }
        return new SkeletonFunction.Batch(values, count, set.imageShape().height());
    }

    @Override
    public void close() {
        functions.close();
    }
}
