package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A design that chooses by a supernet, on a few small images: killed while that trains, it goes on to proven firmware. */
class DesignSupernetIT {
    private static final int SIDE = 12;
    private static final String SPACE = """
            name: small
            description: one small space of inverted residuals
            resolutions: [16]
            widthMultipliers: [1.0]
            divisor: 4
            stem: {width: 8, widthFactors: [1.0], kernel: 3, strides: [1, 2]}
            stages:
              - {width: 8, widthFactors: [0.5, 1.0], stride: 2, kernels: [3, 5], expansions: [2, 3], depths: [1, 2]}
              - {width: 16, widthFactors: [0.5, 1.0], stride: 2, kernels: [3, 5], expansions: [2, 3], depths: [1, 2]}
            head: {width: 32, widthFactors: [0.5, 1.0]}
            """;

    @TempDir
    private Path directory;

    @Test
    void aKilledSupernetGoesOnAndItsFinalistsInheritItsWeights() throws Exception {
        write("train", 800, 1);
        write("t10k", 200, 2);
        Files.writeString(directory.resolve("small.yaml"), SPACE);
        Path out = directory.resolve("out");

        Process killed = start("killed.log", false);
        Path checkpoint = out.resolve("state").resolve("supernet.checkpoint");
        while (killed.isAlive() && !Files.exists(checkpoint)) {
            killed.waitFor(50, TimeUnit.MILLISECONDS);
        }
        assertThat(killed.isAlive()).as(log("killed.log")).isTrue();
        killed.destroyForcibly().waitFor();

        Process resumed = start("resumed.log", true);
        assertThat(CommandProcess.exitCode(resumed)).as(log("resumed.log")).isZero();
        assertThat(log("resumed.log")).contains("supernet", "candidates have", "4 finalists");

        JsonNode report = new ObjectMapper().readTree(out.resolve("design.json").toFile());
        assertThat(report.at("/job/strategy").asText()).isEqualTo("evolution and a supernet");
        assertThat(report.at("/device/equalImages").asInt()).isEqualTo(10);
        double last = 1;
        for (JsonNode finalist : report.at("/finalists")) {
            double shared = finalist.get("shared").asDouble();
            assertThat(shared).isBetween(0.3, last);
            last = shared;
        }
        assertThat(report.at("/finalists")).hasSize(4);
        assertThat(out.resolve("state").resolve("inherited-4.json")).exists();
    }

    /** Noise with a bright square in one of four corners, the class, as IDX files. */
    private void write(String part, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (DataOutputStream images = file(part + "-images-idx3-ubyte");
                DataOutputStream labels = file(part + "-labels-idx1-ubyte")) {
            images.writeInt(0x803);
            images.writeInt(count);
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            labels.writeInt(0x801);
            labels.writeInt(count);
            for (int n = 0; n < count; n++) {
                int label = random.nextInt(4);
                labels.writeByte(label);
                for (int i = 0; i < SIDE * SIDE; i++) {
                    boolean bright = i / SIDE < SIDE / 2 == label < 2 && i % SIDE < SIDE / 2 == (label % 2 == 0);
                    images.writeByte(random.nextInt(120) + (bright ? 80 : 0));
                }
            }
        }
    }

    private DataOutputStream file(String name) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        return new DataOutputStream(Files.newOutputStream(data.resolve(name)));
    }

    private Process start(String log, boolean resume) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "design",
                "--accuracy",
                "supernet",
                "--dataset",
                directory.resolve("data").toString(),
                "--space",
                directory.resolve("small.yaml").toString(),
                "--time",
                "80s",
                "--images",
                "10",
                "--out",
                directory.resolve("out").toString()));
        if (resume) {
            arguments.add("--resume");
        }
        return CommandProcess.start(directory.resolve(log), arguments);
    }

    private String log(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }
}
