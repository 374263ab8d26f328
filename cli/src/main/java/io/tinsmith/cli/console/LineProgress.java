package io.tinsmith.cli.console;

/** Progress where nothing can be redrawn: milestones only. */
final class LineProgress implements Progress {
    private final Console console;

    LineProgress(Console console) {
        this.console = console;
    }

    @Override
    public void to(long done) {}

    @Override
    public void note(String text) {}

    @Override
    public void milestone(String text) {
        console.line("  " + text);
    }

    @Override
    public void close() {}
}
