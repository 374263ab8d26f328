package io.tinsmith.training.supernet;

import io.tinsmith.training.CheckpointException;
import io.tinsmith.training.Digests;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.CheckpointFile;
import io.tinsmith.training.supernet.internal.SharedWeights;
import io.tinsmith.training.supernet.internal.SupernetRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains the shared weights of a space. The process needs {@code TF_ENABLE_ONEDNN_OPTS=0} in its environment: with oneDNN,
 * which TensorFlow takes on some CPUs, two trainings differ in their last bits.
 */
public final class SupernetTrainer {
    private final SupernetPlan plan;
    private final SupernetListener listener;
    private final Optional<Path> checkpoint;

    /** Leaves its state in {@code checkpoint} after each epoch, if there is one. */
    public SupernetTrainer(SupernetPlan plan, SupernetListener listener, Optional<Path> checkpoint) {
        this.plan = plan;
        this.listener = listener;
        this.checkpoint = checkpoint;
    }

    /**
     * Goes on from the checkpoint, or from the start if there is none. The result has the bits of a training that was
     * never stopped.
     *
     * @param train of any size; resized to each resolution of the space
     * @throws CheckpointException if the checkpoint is of another training
     * @throws InterruptedException if the thread was interrupted; the last epoch's checkpoint remains
     */
    public Supernet train(SupernetSpace space, ImageSet train) throws InterruptedException {
        requireFit(space, train);
        String provenance = provenance(plan, space, train);
        SharedWeights weights = new SharedWeights(space);
        int epochs = plan.training().epochs();
        try (SupernetRun run = new SupernetRun(weights, plan, train)) {
            if (checkpoint.isPresent() && Files.exists(checkpoint.get())) {
                run.setState(CheckpointFile.read(checkpoint.get(), provenance, weights.layout()));
            }
            while (run.state().epochsDone() < epochs) {
                run.epoch(listener);
                listener.onEpoch(run.state().epochsDone(), epochs, run.state().lastLoss());
                if (checkpoint.isPresent()) {
                    CheckpointFile.write(checkpoint.get(), provenance, run.state());
                }
            }
            return new Supernet(weights, run.state().parameters(), provenance);
        }
    }

    /** What identifies a training: SHA-256 over plan, space and training images. */
    public static String provenance(SupernetPlan plan, SupernetSpace space, ImageSet train) {
        String text = plan + "\n" + space + "\n" + train.sha256();
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private void requireFit(SupernetSpace space, ImageSet train) {
        if (train.imageShape().channels() != space.channels() || train.classes() != space.classes()) {
            throw new IllegalArgumentException("The training images " + train.imageShape() + " of " + train.classes()
                    + " classes do not fit a supernet for " + space.channels() + " channels and " + space.classes()
                    + " classes.\nMaybe they are of another data set.");
        }
        if (train.count() < plan.training().batch()) {
            throw new IllegalArgumentException("The " + train.count() + " training images do not fill one batch ("
                    + plan.training().batch() + ").\nMaybe use a smaller batch.");
        }
    }
}
