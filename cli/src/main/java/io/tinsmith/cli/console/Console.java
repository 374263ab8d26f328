package io.tinsmith.cli.console;

import java.io.PrintWriter;

/** Where a command writes; the progress bar goes to standard error, so that standard output can be piped. */
public final class Console {
    private final PrintWriter out;
    private final boolean interactive;

    /**
     * @param interactive whether bars may redraw themselves
     */
    public Console(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    /** Interactive where ./tinsmith saw a terminal (system property {@code tinsmith.terminal}), unless {@code NO_COLOR} or {@code TERM=dumb} ask for plain lines. */
    public static Console of(PrintWriter out) {
        boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
        return new Console(out, Boolean.getBoolean("tinsmith.terminal") && !plain);
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    public void lines(Iterable<String> texts) {
        texts.forEach(out::println);
        out.flush();
    }

    /** The start of a stage. */
    public void stage(int number, int of, String title) {
        line("");
        line("[" + number + "/" + of + "] " + title);
    }

    /**
     * A bar on a terminal, else a line for each milestone.
     *
     * @param total what {@link Progress#to} counts up to
     */
    public Progress progress(String task, long total) {
        return interactive ? new BarProgress(task, total) : new LineProgress(this);
    }
}
