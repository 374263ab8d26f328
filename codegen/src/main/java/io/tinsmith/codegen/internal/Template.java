package io.tinsmith.codegen.internal;

import io.tinsmith.firmware.FirmwareResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template from the firmware package with {@code @KEY@} places. */
final class Template {
    private static final Pattern KEY = Pattern.compile("@([A-Z][A-Z0-9_]*)@");

    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Template(String name) {
        this.name = name;
    }

    /** The template {@code project/NAME.in}. */
    static Template of(String name) {
        return new Template("project/" + name + ".in");
    }

    Template put(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    /**
     * The template with all places filled.
     *
     * @throws IllegalStateException if a place has no value
     */
    String text() {
        Matcher matcher = KEY.matcher(FirmwareResources.read(name));
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                throw new IllegalStateException("The place (" + matcher.group() + ") of (" + name + ") has no value.");
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }
}
