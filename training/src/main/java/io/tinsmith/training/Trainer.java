package io.tinsmith.training;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.CheckpointFile;
import io.tinsmith.training.internal.TrainingRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains a float structure: batch norm stands after each convolution while it trains and is folded away at the end.
 * TensorFlow computes gradients; all state is in Java. The same plan, structure and images give the same bits on the
 * same machine and TensorFlow, whatever the number of cores.
 */
public final class Trainer {
    private final TrainingPlan plan;
    private final TrainingListener listener;
    private final Optional<Path> checkpoint;
    private final Optional<SoftTargets> teacher;
    private final Optional<InitialWeights> start;

    /** Trains without checkpoints. */
    public Trainer(TrainingPlan plan, TrainingListener listener) {
        this(plan, listener, Optional.empty());
    }

    /** Leaves its state in {@code checkpoint} after each epoch, if there is one. */
    public Trainer(TrainingPlan plan, TrainingListener listener, Optional<Path> checkpoint) {
        this(plan, listener, checkpoint, Optional.empty());
    }

    /** Learns from a teacher too, whose targets are of the training images, in their order. */
    public Trainer(
            TrainingPlan plan, TrainingListener listener, Optional<Path> checkpoint, Optional<SoftTargets> teacher) {
        this(plan, listener, checkpoint, teacher, Optional.empty());
    }

    private Trainer(
            TrainingPlan plan,
            TrainingListener listener,
            Optional<Path> checkpoint,
            Optional<SoftTargets> teacher,
            Optional<InitialWeights> start) {
        this.teacher = teacher;
        this.plan = plan;
        this.listener = listener;
        this.checkpoint = checkpoint;
        this.start = start;
    }

    /** The same, but starting from these weights, if there are any, and not from random ones. */
    public Trainer startingFrom(Optional<InitialWeights> weights) {
        return new Trainer(plan, listener, checkpoint, teacher, weights);
    }

    /**
     * Trains from the start.
     *
     * @param structure float32, one image in, logits (or a softmax of them) out; for images with maps {@code [1, H, W,
     *     classes]}
     * @param train as large as the structure's input
     * @throws InterruptedException if the thread was interrupted; the last epoch's checkpoint remains
     */
    public TrainingResult train(Graph structure, ImageSet train, ImageSet validation) throws InterruptedException {
        return run(structure, train, validation, false);
    }

    /**
     * Goes on from the checkpoint, or from the start if there is none yet. The result has the bits of a training that
     * was never stopped.
     *
     * @throws CheckpointException if the checkpoint is of another training
     * @throws InterruptedException as {@link #train}
     */
    public TrainingResult resume(Graph structure, ImageSet train, ImageSet validation) throws InterruptedException {
        return run(structure, train, validation, true);
    }

    /** What identifies a training: SHA-256 over plan, structure and training images. */
    public static String provenance(TrainingPlan plan, Graph structure, ImageSet train) {
        String text = plan + "\n" + structure.structureAs(DType.FLOAT32) + "\n" + train.sha256();
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private TrainingResult run(Graph structure, ImageSet train, ImageSet validation, boolean goOn)
            throws InterruptedException {
        requireFit(structure, train, "training");
        requireFit(structure, validation, "validation");
        String provenance = with(provenance(plan, structure, train), teacher.map(SoftTargets::sha256));
        provenance = with(provenance, start.map(InitialWeights::sha256));
        try (TrainingRun run = new TrainingRun(structure, plan, train, teacher)) {
            start.ifPresent(weights -> run.startFrom(weights.values()));
            if (goOn && checkpoint.isPresent() && Files.exists(checkpoint.get())) {
                run.setState(CheckpointFile.read(checkpoint.get(), provenance, run.layout(), run.isAveraged()));
            }
            double accuracy = run.state().epochsDone() >= plan.epochs() ? run.accuracy(validation) : 0;
            while (run.state().epochsDone() < plan.epochs()) {
                run.epoch(listener);
                accuracy = run.accuracy(validation);
                listener.onEpoch(
                        run.state().epochsDone(), plan.epochs(), run.state().lastLoss(), accuracy);
                // Last, so that whatever the listener keeps of an epoch is there when a resumed run does not repeat it.
                if (checkpoint.isPresent()) {
                    CheckpointFile.write(checkpoint.get(), provenance, run.state());
                }
            }
            return new TrainingResult(run.folded(), accuracy, run.state().lastLoss(), plan, provenance);
        }
    }

    private static String with(String provenance, Optional<String> more) {
        return more.map(m -> Digests.sha256((provenance + m).getBytes(StandardCharsets.UTF_8)))
                .orElse(provenance);
    }

    private void requireFit(Graph structure, ImageSet images, String what) {
        if (!structure.input().shape().equals(images.imageShape()) || !isOutputFor(structure, images)) {
            throw new IllegalArgumentException("The network (" + structure.name() + ") maps "
                    + structure.input().shape() + " to " + structure.output().shape() + ", the " + what + " images are "
                    + images.imageShape() + " of " + images.classes() + " classes"
                    + (images.hasMaps() ? ", one for each pixel" : "") + ".\nMaybe resize the data set to the"
                    + " network's resolution" + (images.hasMaps() ? ", or take a network whose task is pixels." : "."));
        }
        if (structure.input().type() != DType.FLOAT32) {
            throw new IllegalArgumentException("The network (" + structure.name() + ") is of type "
                    + structure.input().type() + ".\nMaybe take structureAs(FLOAT32).");
        }
        if (images.count() < plan.batch() && what.equals("training")) {
            throw new IllegalArgumentException("The " + images.count() + " training images do not fill one batch ("
                    + plan.batch() + ").\nMaybe use a smaller batch.");
        }
    }

    private static boolean isOutputFor(Graph structure, ImageSet images) {
        Shape output = structure.output().shape();
        Shape image = images.imageShape();
        return images.hasMaps()
                ? output.equals(Shape.of(1, image.height(), image.width(), images.classes()))
                : output.elements() == images.classes();
    }
}
