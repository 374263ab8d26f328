package io.tinsmith.codegen.internal;

import io.tinsmith.memory.ArenaPart;
import io.tinsmith.memory.Schedule;
import java.util.List;
import java.util.Locale;

/**
 * The C arrays of an arena: {@code tns_arena} for its first part, {@code tns_arena_NAME} for each other one. A part where
 * nothing lies has none.
 */
final class ArenaArrays {
    private final List<ArenaPart> parts;
    private final String mainName;

    ArenaArrays(Schedule schedule) {
        this.mainName = schedule.parts().get(0).name();
        this.parts = schedule.parts().stream().filter(p -> p.usedBytes() > 0).toList();
    }

    private String array(ArenaPart part) {
        return part.name().equals(mainName) ? "tns_arena" : "tns_arena_" + part.name();
    }

    private String bytes(ArenaPart part) {
        return parts.size() == 1
                ? "TNS_ARENA_BYTES"
                : "TNS_ARENA_" + part.name().toUpperCase(Locale.ROOT) + "_BYTES";
    }

    private ArenaPart part(long offset) {
        return parts.stream()
                .filter(p -> p.holds(offset, 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The offset (" + offset + ") lies in no part of the arena: " + parts + "."));
    }

    /** The address of a global offset. */
    String address(long offset) {
        ArenaPart part = part(offset);
        return array(part) + " + " + (offset - part.startOffsetBytes());
    }

    /** The condition that {@code bytes} from a global offset on lie within their array. */
    String fits(long offset, String bytes) {
        ArenaPart part = part(offset);
        return (offset - part.startOffsetBytes()) + " + " + bytes + " <= " + bytes(part);
    }

    /** For the model's header. */
    String declarations() {
        StringBuilder text = new StringBuilder();
        for (ArenaPart part : parts) {
            if (parts.size() > 1) {
                text.append("#define " + bytes(part) + " " + part.usedBytes() + "\n");
            }
            text.append("extern int8_t " + array(part) + "[" + bytes(part) + "];\n");
        }
        text.append(
                "\n/* Byte i of the arena as if its parts followed each other, and a macro's call for each part. */\n");
        return text.append("#define TNS_ARENA_AT(i) " + at() + "\n#define TNS_ARENA_EACH_PART(call)" + each() + "\n")
                .toString();
    }

    private String at() {
        if (parts.size() == 1) {
            return array(parts.get(0)) + "[i]";
        }
        String address = "";
        for (ArenaPart part : parts) {
            String here = array(part) + " + ((i) - " + part.startOffsetBytes() + "u)";
            boolean isLast =
                    part.endOffsetBytes() == parts.get(parts.size() - 1).endOffsetBytes();
            address += isLast ? here : "(i) < " + part.endOffsetBytes() + "u ? " + here + " : ";
        }
        return "(*(" + address + "))";
    }

    private String each() {
        if (parts.size() == 1) {
            return " call(0u, TNS_ARENA_BYTES)";
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(p -> text.append(" call(" + p.startOffsetBytes() + "u, " + p.endOffsetBytes() + "u)"));
        return text.toString();
    }

    /** For the model's source. */
    String definitions() {
        StringBuilder text = new StringBuilder();
        for (ArenaPart part : parts) {
            text.append("int8_t " + array(part) + "[" + bytes(part) + "] TNS_ARENA(" + array(part) + ");\n");
        }
        return text.toString();
    }

    /** The C condition that the linker aligned each of them. */
    String areAligned() {
        StringBuilder text = new StringBuilder();
        for (ArenaPart part : parts) {
            text.append(text.isEmpty() ? "" : " | ").append("(uintptr_t)").append(array(part));
        }
        return parts.size() == 1 ? text.toString() : "(" + text + ")";
    }
}
