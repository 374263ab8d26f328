package io.tinsmith.codegen.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.internal.CaseSource;
import io.tinsmith.memory.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One translation unit of many cases: the C that the generator writes of each, and the bytes in and out. */
final class CaseUnit {
    /** A table of bytes. A compiler reads a string many times faster. */
    private static final Pattern BYTES = Pattern.compile("(\\bint8_t \\w+\\[(\\d+)\\][^=;{]*= )\\{([-\\d,\\s]*)\\};");

    private static final Pattern DEFINE = Pattern.compile("(?m)^#define (\\w+)");
    private static final Pattern GLOBAL = Pattern.compile("\\btns_(arena\\w*|op_names|model_(init|invoke))\\b");

    private final StringBuilder text = new StringBuilder("#include \"kernel_cases.h\"\n");
    private final StringBuilder table = new StringBuilder();

    void add(KernelCase c) {
        CaseSource source = new CaseSource(c.plan().schedule(), c.variant().order());
        assertThat(source.kernels())
                .as("kernels of case %s %d", c.kind().name(), c.number())
                .anyMatch(kernel -> kernel.startsWith(c.kind().kernel()));
        String name = c.kind().name() + "_" + c.number();
        String code = (source.header() + source.source())
                .replace("#include \"tns_model.h\"\n", "")
                .replace("tns_assert_##", "tns_assert_" + name + "_##");
        code = GLOBAL.matcher(code).replaceAll("$0_" + name);
        text.append(BYTES.matcher(code).replaceAll(CaseUnit::string));
        text.append(data(c, source, name));
        DEFINE.matcher(code)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .forEach(macro -> text.append("#undef ").append(macro).append('\n'));
        table.append("    {\"")
                .append(c.kind().name())
                .append("\", ")
                .append(c.number())
                .append(", tns_model_invoke_")
                .append(name)
                .append(", buffers_")
                .append(name)
                .append(", sizeof buffers_")
                .append(name)
                .append(" / sizeof *buffers_")
                .append(name)
                .append("},\n");
    }

    /** The buffers of a case, what they hold before, and what they must hold afterwards. */
    private static String data(KernelCase c, CaseSource source, String name) {
        StringBuilder bytes = new StringBuilder();
        List<String> buffers = new ArrayList<>();
        int outputTensor = c.plan().schedule().graph().outputs().get(0);
        String expected = "output_" + name;
        append(bytes, expected, c.expected());
        Placement output = c.plan().schedule().placement(outputTensor);
        boolean overwritten = false;
        for (var entry : c.inputs().entrySet()) {
            String input = "input" + entry.getKey() + "_" + name;
            append(bytes, input, entry.getValue());
            Placement p = c.plan().schedule().placement(entry.getKey());
            boolean here = p.arenaOffsetBytes() == output.arenaOffsetBytes();
            overwritten |= here;
            buffers.add(buffer(source, p.arenaOffsetBytes(), p.sizeBytes(), input, here ? expected : input));
        }
        if (!overwritten) {
            buffers.add(buffer(source, output.arenaOffsetBytes(), output.sizeBytes(), "PAINTED", expected));
        }
        c.plan().scratch().forEach(a -> buffers.add(buffer(source, a.offset(), a.bytes(), "PAINTED", "ANYTHING")));
        c.plan().guards().forEach(a -> buffers.add(buffer(source, a.offset(), a.bytes(), "PAINTED", "PAINTED")));
        String list = GLOBAL.matcher(String.join("", buffers)).replaceAll("$0_" + name);
        return bytes + "static const case_buffer buffers_" + name + "[] = {\n" + list + "};\n";
    }

    private static String buffer(CaseSource source, long offset, long bytes, String before, String after) {
        return "    {" + source.address(offset) + ", " + bytes + ", " + before + ", " + after + "},\n";
    }

    private static void append(StringBuilder text, String name, byte[] values) {
        text.append("static const int8_t ")
                .append(name)
                .append('[')
                .append(values.length)
                .append("] = ");
        quote(text, values);
        text.append(";\n");
    }

    private static String string(MatchResult match) {
        int count = Integer.parseInt(match.group(2));
        byte[] values = new byte[count];
        int i = 0;
        for (String item : match.group(3).split(",", -1)) {
            if (!item.isBlank()) {
                values[i++] = Byte.parseByte(item.strip());
            }
        }
        assertThat(i).isEqualTo(count);
        StringBuilder text = new StringBuilder(match.group(1));
        quote(text, values);
        return Matcher.quoteReplacement(text.append(';').toString());
    }

    /** In octal, each behind the one before, so that no digit can be taken for one of the number before it. */
    private static void quote(StringBuilder text, byte[] values) {
        text.append('"');
        for (int i = 0; i < values.length; i++) {
            text.append('\\').append(Integer.toOctalString(values[i] & 0xff));
            if (i % 28 == 27) {
                text.append("\"\n\"");
            }
        }
        text.append('"');
    }

    /** @param number of the unit in its program */
    String text(int number) {
        return text + "extern const kernel_case cases_" + number + "[];\nconst kernel_case cases_" + number + "[] = {\n"
                + table + "    {0, 0, 0, 0, 0},\n};\n";
    }
}
