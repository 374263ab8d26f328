package io.tinsmith.cli.design;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.report.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the directory of a run: a new one, or one to go on with. */
public final class RunDirectory {
    private static final String JOB = "job";

    private RunDirectory() {}

    /**
     * The store of the run's stages.
     *
     * @param resume keep what a stopped run of the same job left; else it is forgotten
     * @throws CommandException if the directory holds something else, or a run of another job
     */
    public static StageStore open(DesignJob job, boolean resume) throws IOException {
        Path out = job.out();
        StageStore store = new StageStore(out);
        Optional<Job> earlier = store.get(JOB, Job.class);
        if (earlier.isEmpty()) {
            requireFree(out, resume);
        } else if (!resume) {
            store.clear();
        } else if (!earlier.get().equals(job.summary())) {
            throw new CommandException("The run in (" + out + ") was started with other options:\n  " + earlier.get()
                    + "\nnot\n  " + job.summary() + "\nMaybe give the same options, or another --out.");
        }
        store.put(JOB, job.summary());
        return store;
    }

    private static void requireFree(Path out, boolean resume) throws IOException {
        if (resume) {
            throw new CommandException(
                    "There is no stopped run in (" + out + ").\nMaybe give its directory with --out.");
        }
        if (Files.exists(out)) {
            if (!Files.isDirectory(out)) {
                throw new CommandException("The path (" + out + ") is not a directory.\nMaybe give another --out.");
            }
            try (var entries = Files.list(out)) {
                if (entries.findAny().isPresent()) {
                    throw new CommandException(
                            "The directory (" + out + ") holds something else.\nMaybe give another --out.");
                }
            }
        }
    }
}
