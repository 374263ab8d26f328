package io.tinsmith.training.relaxed;

import io.tinsmith.training.CheckpointException;
import io.tinsmith.training.Digests;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.CheckpointFile;
import io.tinsmith.training.relaxed.internal.RelaxationRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Learns the weights of a network and which of its options are best, together. */
public final class RelaxationTrainer {
    private final RelaxationPlan plan;
    private final RelaxationListener listener;
    private final Optional<Path> checkpoint;

    /** Leaves its state in {@code checkpoint} after each round, if there is one. */
    public RelaxationTrainer(RelaxationPlan plan, RelaxationListener listener, Optional<Path> checkpoint) {
        this.plan = plan;
        this.listener = listener;
        this.checkpoint = checkpoint;
    }

    /**
     * Goes on from the checkpoint, or from the start if there is none. The result has the bits of a search that was never
     * stopped.
     *
     * @param train images for the weights, of the network's size
     * @param held images for the architecture, of the same kind
     * @return the probabilities of each choice's options
     * @throws CheckpointException if the checkpoint is of another search
     * @throws InterruptedException if the thread was interrupted; the last round's checkpoint remains
     */
    public double[][] train(MixedNetwork network, Penalty penalty, ImageSet train, ImageSet held)
            throws InterruptedException {
        requireFit(network, train);
        requireFit(network, held);
        String provenance = provenance(network, penalty, train, held);
        int rounds = plan.training().epochs();
        try (RelaxationRun run = new RelaxationRun(network, plan, penalty, train, held)) {
            if (checkpoint.isPresent() && Files.exists(checkpoint.get())) {
                CheckpointFile.read(checkpoint.get(), provenance, run.state());
            }
            while (run.state().epochsDone() < rounds) {
                run.round(listener);
                listener.onRound(run.state().epochsDone(), rounds, run.state().lastLoss(), run.probabilities());
                if (checkpoint.isPresent()) {
                    CheckpointFile.write(checkpoint.get(), provenance, run.state());
                }
            }
            return run.probabilities();
        }
    }

    /** SHA-256 over plan, network, penalty and images. */
    private String provenance(MixedNetwork network, Penalty penalty, ImageSet train, ImageSet held) {
        String text = plan + "\n" + network + "\n" + penalty.identity() + "\n" + train.sha256() + "\n" + held.sha256();
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private void requireFit(MixedNetwork network, ImageSet images) {
        if (!images.imageShape().equals(network.image()) || images.classes() != network.classes()) {
            throw new IllegalArgumentException("The images " + images.imageShape() + " of " + images.classes()
                    + " classes do not fit a network for " + network.image() + " and " + network.classes()
                    + " classes.\nMaybe they are of another data set.");
        }
        if (images.count() < plan.training().batch()) {
            throw new IllegalArgumentException("The " + images.count() + " images do not fill one batch ("
                    + plan.training().batch() + ").\nMaybe use a smaller batch.");
        }
    }
}
