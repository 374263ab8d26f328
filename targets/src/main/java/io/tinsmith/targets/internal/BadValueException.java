package io.tinsmith.targets.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value in a file that we could read but not use; it knows where it stands. */
final class BadValueException extends JsonMappingException {
    BadValueException(JsonParser parser, String message) {
        super(parser, message);
    }
}
