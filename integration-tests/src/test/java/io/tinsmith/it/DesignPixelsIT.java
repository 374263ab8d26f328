package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A design for pictures with label maps, from the files to firmware whose maps of logits equal the interpreter's. */
class DesignPixelsIT {
    private static final int SIDE = 20;
    private static final int PICTURES = 60;
    private static final String SPACE = """
            kind: trellis
            name: small
            task: pixels
            resolutions: [16]
            widthMultipliers: [1.0]
            stem: {strides: [1, 2]}
            widths: [8, 12]
            layers: 3
            operations: [conv-3x3, separable-3x3]
            head: {width: 12}
            """;

    @TempDir
    private Path directory;

    @Test
    void designsANetworkThatTellsPixelsAndProvesIt() throws Exception {
        write();
        Path space = Files.writeString(directory.resolve("small.yaml"), SPACE);
        Path out = directory.resolve("out");

        assertThat(design("out", "--space", space.toString(), "--qat", "2", "--images", "4"))
                .as(log())
                .isZero();

        JsonNode report = new ObjectMapper().readTree(out.resolve("design.json").toFile());
        assertThat(report.at("/device/images").asInt()).isEqualTo(4);
        assertThat(report.at("/device/equalImages").asInt()).isEqualTo(4);
        for (int i = 0; i < 3; i++) {
            JsonNode accuracy = report.at("/accuracies/" + i);
            int images = i == 2 ? 4 : PICTURES / 5;
            assertThat(accuracy.get("images").asInt()).isEqualTo(images);
            assertThat(accuracy.get("pixels").asInt()).isBetween(images * 16 * 15, images * 16 * 16);
            // Some four of five pixels are of the background.
            assertThat(accuracy.get("correct").asDouble()
                            / accuracy.get("pixels").asDouble())
                    .isGreaterThan(0.9);
            assertThat(accuracy.get("meanIou").asDouble()).isGreaterThan(0.6);
        }
        assertThat(log()).contains("mean IoU, int8, on the device");

        assertThat(design("other", "--space", "mobile-tiny")).isEqualTo(2);
        assertThat(log()).contains("a class for each pixel", "Maybe use --space trellis-pixels");
        assertThat(directory.resolve("other")).doesNotExist();
    }

    /** Noise with a red square (class 1) and a green disc (class 2); a column without a class. */
    private void write() throws IOException {
        Files.createDirectories(directory.resolve("data/images"));
        Files.createDirectories(directory.resolve("data/labels"));
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < PICTURES; n++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            BufferedImage map = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            int squareY = 4 + random.nextInt(12);
            int discY = 4 + random.nextInt(12);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean square = Math.abs(x - 5) <= 3 && Math.abs(y - squareY) <= 2;
                    boolean disc = (x - 14) * (x - 14) + (y - discY) * (y - discY) <= 10;
                    int red = random.nextInt(100) + (square ? 150 : 0);
                    int green = random.nextInt(100) + (disc ? 150 : 0);
                    image.setRGB(x, y, red << 16 | green << 8 | random.nextInt(100));
                    map.getRaster().setSample(x, y, 0, x == 0 ? 255 : square ? 1 : disc ? 2 : 0);
                }
            }
            ImageIO.write(
                    image, "png", directory.resolve("data/images/" + n + ".png").toFile());
            ImageIO.write(
                    map, "png", directory.resolve("data/labels/" + n + ".png").toFile());
        }
    }

    private int design(String out, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "design",
                "--dataset",
                directory.resolve("data").toString(),
                "--time",
                "40s",
                "--out",
                directory.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return CommandProcess.exitCode(CommandProcess.start(directory.resolve("log"), arguments));
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }
}
