package io.tinsmith.cli.command;

import java.nio.file.Path;
import java.util.List;

/** Tells a person who stops a run, or whose run failed, what was kept and how to go on. */
final class StopNotice implements AutoCloseable {
    private final List<String> text;
    private final Thread hook;
    private boolean done;

    private StopNotice(List<String> text) {
        this.text = text;
        // A signal ends the process without unwinding; only a hook runs then.
        this.hook = new Thread(this::print, "stop-notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static StopNotice ofDesign(Path out) {
        return new StopNotice(List.of(
                "Stopped. What was finished is kept in " + out + ", of a training all whole epochs.",
                "Go on with the same options and --resume --out " + out));
    }

    static StopNotice ofCalibration(Path work) {
        return new StopNotice(
                List.of("Stopped. What was measured is kept in " + work + ".", "Go on with the same command."));
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
        text.forEach(System.err::println);
        System.err.flush();
    }
}
