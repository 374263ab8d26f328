package io.tinsmith.codegen.tflite;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A model file that is broken, or that holds what Tinsmith does not support. The message says where and what to do. */
public final class ModelFormatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ModelFormatException(String message) {
        super(message);
    }

    ModelFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
