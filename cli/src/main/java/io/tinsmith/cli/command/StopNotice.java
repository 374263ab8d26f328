package io.tinsmith.cli.command;

import java.nio.file.Path;

/** Tells a person who stops a run, or whose run failed, what was kept and how to go on. */
final class StopNotice implements AutoCloseable {
    private final Path out;
    private final Thread hook;
    private boolean done;

    StopNotice(Path out) {
        this.out = out;
        // A signal ends the process without unwinding; only a hook runs then.
        this.hook = new Thread(this::print, "stop-notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The run ended well: there is nothing to say. */
    void done() {
        done = true;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending and the hook speaks.
            return;
        }
        if (!done) {
            print();
        }
    }

    private void print() {
        System.err.println();
        System.err.println("Stopped. What was finished is kept in " + out + ", of a training all whole epochs.");
        System.err.println("Go on with the same options and --resume --out " + out);
        System.err.flush();
    }
}
