package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.TensorData;
import io.tinsmith.training.Datasets;
import io.tinsmith.training.ImageSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole line in a process of its own, with a short time: real data, training, compiler, emulated board. */
class DesignIT {
    private static final int IMAGES = 60;
    private static final Path WORK = Path.of("target", "design");
    private static final Path DESIGNED = WORK.resolve("designed");

    @BeforeAll
    static void design() throws Exception {
        if (Files.exists(WORK)) {
            try (var files = Files.walk(WORK)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(WORK);
        Process process = start("designed.log", designInto(DESIGNED));
        assertThat(CommandProcess.exitCode(process)).as(log("designed.log")).isZero();
    }

    @Test
    void theDeviceComputesWhatTheInterpreterComputesInTheMemoryPlanned() throws IOException {
        JsonNode report =
                new ObjectMapper().readTree(DESIGNED.resolve("design.json").toFile());
        assertThat(report.at("/device/images").asInt()).isEqualTo(IMAGES);
        assertThat(report.at("/device/equalImages").asInt()).isEqualTo(IMAGES);
        for (JsonNode row : report.at("/sram/rows")) {
            if (List.of("whole program", "arena", "statics", "stack, reserved")
                    .contains(row.get("name").asText())) {
                assertThat(row.get("measuredBytes").asLong())
                        .as(row.toString())
                        .isEqualTo(row.get("predictedBytes").asLong());
            }
        }
        assertThat(measured(report, "deepest use")).isPositive().isLessThanOrEqualTo(measured(report, "proven bound"));
        assertThat(measured(report, "proven bound")).isLessThanOrEqualTo(measured(report, "stack, reserved"));
        JsonNode code = report.at("/flash/rows/2");
        assertThat(code.get("predictedBytes").asDouble()
                        / code.get("measuredBytes").asDouble())
                .isBetween(0.97, 1.03);
        assertThat(report.at("/sram/rows/0/measuredBytes").asLong()).isLessThanOrEqualTo(100_000);
        assertThat(report.at("/flash/rows/0/measuredBytes").asLong()).isLessThanOrEqualTo(256_000);
        double floatRight = report.at("/accuracies/0/correct").asDouble();
        double int8Right = report.at("/accuracies/1/correct").asDouble();
        assertThat(int8Right).isGreaterThan(7_000).isGreaterThan(floatRight - 100);
        assertThat(report.at("/job/schedule").asText()).isEqualTo("fused");
        for (JsonNode op : report.at("/ops")) {
            assertThat(op.get("instructions").isNumber()).as(op.toString()).isTrue();
        }
        assertThat(DESIGNED.resolve("report.html")).content().contains("predicted", "measured");
    }

    @Test
    void theArchitectureIsOneThatTheToolReads() throws Exception {
        List<String> command =
                List.of("analyze", DESIGNED.resolve("architecture.yaml").toString());
        Process process = start("analyze.log", command);
        assertThat(CommandProcess.exitCode(process)).as(log("analyze.log")).isZero();
    }

    @Test
    void theOfficialRuntimeAgreesOnFiveHundredImages() throws IOException {
        byte[] model = Files.readAllBytes(DESIGNED.resolve("model.tflite"));
        Graph graph = TfliteReader.read(model, Rounding.DOUBLE);
        ImageSet test = Datasets.byName("fashion-mnist")
                .test()
                .first(500)
                .resizedTo(graph.input().shape().height(), graph.input().shape().width());
        ByteArrayOutputStream inputs = new ByteArrayOutputStream();
        ByteArrayOutputStream exact = new ByteArrayOutputStream();
        List<byte[]> doubles = new ArrayList<>();
        Interpreter host = Interpreters.int8(graph.withRounding(Rounding.FLOAT));
        Interpreter device = Interpreters.int8(graph);
        for (int i = 0; i < test.count(); i++) {
            inputs.writeBytes(test.int8Input(i));
            TensorData input = new TensorData.Int8(test.int8Input(i));
            exact.writeBytes(((TensorData.Int8) host.run(input)).values());
            doubles.add(((TensorData.Int8) device.run(input)).values());
        }

        byte[] official = OfficialRuntime.prepare().run(model, inputs.toByteArray());

        byte[] ours = exact.toByteArray();
        assertThat(official).isEqualTo(ours);
        int classes = ours.length / test.count();
        int agree = 0;
        for (int i = 0; i < test.count(); i++) {
            byte[] theirs = Arrays.copyOfRange(official, i * classes, (i + 1) * classes);
            agree += greatest(theirs) == greatest(doubles.get(i)) ? 1 : 0;
        }
        assertThat(agree).isGreaterThanOrEqualTo(test.count() * 99 / 100);
    }

    @Test
    void aKilledRunResumesToTheSameBytes() throws Exception {
        Path killed = WORK.resolve("killed");
        Process process = start("killed.log", designInto(killed));
        Path checkpoint = killed.resolve("state").resolve("training.checkpoint");
        while (process.isAlive() && !Files.exists(checkpoint)) {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        assertThat(process.isAlive()).as(log("killed.log")).isTrue();
        process.destroyForcibly().waitFor();

        List<String> again = new ArrayList<>(designInto(killed));
        again.add("--resume");
        assertThat(CommandProcess.exitCode(start("resumed.log", again)))
                .as(log("resumed.log"))
                .isZero();

        for (String file : List.of("model.tflite", "design.json", "firmware/model/tns_model.c")) {
            assertThat(killed.resolve(file)).hasSameBinaryContentAs(DESIGNED.resolve(file));
        }
    }

    @Test
    void aBudgetThatNothingMeetsSaysTheLeastThatWould() throws Exception {
        List<String> command =
                List.of("design", "--sram", "2KB", "--out", WORK.resolve("none").toString());
        assertThat(CommandProcess.exitCode(start("none.log", command))).isEqualTo(3);
        assertThat(log("none.log")).contains("The least that would do", "SRAM");
    }

    private static long measured(JsonNode report, String row) {
        for (JsonNode r : report.at("/sram/rows")) {
            if (r.get("name").asText().equals(row)) {
                return r.get("measuredBytes").asLong();
            }
        }
        throw new AssertionError("The row (" + row + ") is not in the report.");
    }

    private static List<String> designInto(Path out) {
        return List.of("design", "--time", "50s", "--images", String.valueOf(IMAGES), "--out", out.toString());
    }

    private static int greatest(byte[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    private static Process start(String log, List<String> arguments) throws IOException {
        return CommandProcess.start(WORK.resolve(log), arguments);
    }

    private static String log(String name) throws IOException {
        return Files.readString(WORK.resolve(name));
    }
}
