package io.tinsmith.cli.design;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.console.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Does the work of a supernet in a process of its own: it needs TensorFlow without oneDNN, for speed and for the same bits
 * each time, other trainings are faster with it, and a process has it or has it not.
 */
public final class SupernetProcess {
    private static final String WORK = "supernet-work";

    /** The name under which the result is kept. */
    static final String RESULT = "supernet";

    private static final int SIGNALLED = 128;

    private SupernetProcess() {}

    /** Starts the process and waits for what it finds; whatever ends this one ends it too. */
    static SupernetWork.Ranking run(SupernetWork work, StageStore store, Progress progress)
            throws IOException, InterruptedException {
        store.put(WORK, work);
        ProcessBuilder builder =
                new ProcessBuilder(command(store.directory())).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TF_ENABLE_ONEDNN_OPTS", "0");
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Lines.relay(line, progress);
            }
            int code = process.waitFor();
            if (code > SIGNALLED) {
                throw new InterruptedException("The training of the supernet was stopped.");
            }
            if (code != 0) {
                throw new CommandException("The training of the supernet failed; what it printed stands above.\n"
                        + "Maybe --resume after that is put right, or leave out --accuracy.");
            }
        } finally {
            process.destroy();
        }
        return store.get(RESULT, SupernetWork.Ranking.class).orElseThrow();
    }

    private static List<String> command(Path run) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-Xm"))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), SupernetProcess.class.getName(), run.toString()));
        return command;
    }

    /**
     * The process.
     *
     * @param args directory of the run
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        endWithParent();
        StageStore store = new StageStore(Path.of(args[0]));
        SupernetWork work = store.get(WORK, SupernetWork.class).orElseThrow();
        store.put(RESULT, work.run(store, new Lines(System.out)));
    }

    /** Standard input ends when the parent does, however that ends. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try (InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
                        while (in.read() >= 0) {
                            // Nothing is sent.
                        }
                    } catch (IOException e) {
                        // As good as the end.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Progress as lines, which {@link #relay} shows in the other process. */
    record Lines(PrintStream out) implements Progress {
        @Override
        public void to(long done) {
            send("to", String.valueOf(done));
        }

        @Override
        public void note(String text) {
            send("note", text);
        }

        @Override
        public void milestone(String text) {
            send("milestone", text);
        }

        @Override
        public void close() {}

        private void send(String kind, String text) {
            out.println(kind + " " + text);
            out.flush();
        }

        static void relay(String line, Progress progress) {
            int space = line.indexOf(' ');
            String text = line.substring(space + 1);
            switch (line.substring(0, Math.max(0, space))) {
                case "to" -> progress.to(Long.parseLong(text));
                case "note" -> progress.note(text);
                case "milestone" -> progress.milestone(text);
                default -> {
                    // A library's own words.
                }
            }
        }
    }
}
