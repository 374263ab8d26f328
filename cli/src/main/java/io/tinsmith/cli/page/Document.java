package io.tinsmith.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The frame of a page: one self-contained file, no script and nothing loaded from elsewhere. */
final class Document {
    private Document() {}

    /** Up to where the content starts. */
    static Html open(String title) {
        return new Html()
                .raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<title>" + Html.escape(title) + "</title>\n")
                .raw("<style>\n" + css() + "</style></head><body><main>\n");
    }

    static String close(Html html) {
        return html.raw("</main></body></html>\n").toString();
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(Document.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
