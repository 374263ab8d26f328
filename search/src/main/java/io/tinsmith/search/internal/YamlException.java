package io.tinsmith.search.internal;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read as what it should be; the message names the line. */
public final class YamlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    YamlException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
