package io.tinsmith.cli.design;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.report.Job;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The directory of a run, new or to go on with, held by one process at a time. */
public final class RunDirectory implements AutoCloseable {
    private static final String JOB = "job";
    private static final String LOCK = "lock";

    private final Path out;
    private final StageStore store;
    private final FileChannel lock;

    private RunDirectory(Path out, StageStore store, FileChannel lock) {
        this.out = out;
        this.store = store;
        this.lock = lock;
    }

    /**
     * Looks whether a run may begin, and writes nothing.
     *
     * @param resume keep what a stopped run of the same job left; else it is forgotten
     * @throws CommandException if the directory holds something else, or a run of another job
     */
    public static void check(DesignJob job, boolean resume) throws IOException {
        Path out = job.out();
        Optional<Job> earlier = earlier(job, resume);
        if (earlier.isEmpty()) {
            requireFree(out, resume);
        } else if (resume && !earlier.get().equals(job.summary())) {
            throw new CommandException("The run in (" + out + ") was started with other options:\n  " + earlier.get()
                    + "\nnot\n  " + job.summary() + "\nMaybe give the same options, or another --out.");
        }
    }

    /**
     * Holds the directory until it is closed or the process ends.
     *
     * @throws CommandException as {@link #check}, or if another process holds it
     */
    public static RunDirectory open(DesignJob job, boolean resume) throws IOException {
        check(job, resume);
        StageStore store = new StageStore(job.out());
        FileChannel lock = lock(job.out(), store.path(LOCK));
        try {
            if (!resume) {
                store.clear(LOCK);
            }
            store.put(JOB, job.summary());
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return new RunDirectory(job.out(), store, lock);
    }

    /** The results of the run's stages. */
    public StageStore store() {
        return store;
    }

    /** Removes a run that came to nothing, and its directory if nothing else is in it. */
    public void discard() throws IOException {
        store.clear();
        Files.deleteIfExists(store.path(LOCK).getParent());
        try (var entries = Files.list(out)) {
            if (entries.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(out);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** The system lets go of it when the process ends, however it ends. */
    private static FileChannel lock(Path out, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this process: as good as by another.
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        if (held == null) {
            throw new CommandException(
                    "Another run is writing to (" + out + ").\nMaybe wait for it, or give another --out.");
        }
        return channel;
    }

    /** A file that a new run would forget anyway need not be readable. */
    private static Optional<Job> earlier(DesignJob job, boolean resume) throws IOException {
        try {
            return new StageStore(job.out()).get(JOB, Job.class);
        } catch (CommandException e) {
            if (resume) {
                throw e;
            }
            return Optional.of(job.summary());
        }
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
