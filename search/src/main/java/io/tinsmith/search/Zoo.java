package io.tinsmith.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Published networks as files, with the figures that were published of them. */
public final class Zoo {
    private static final String TORCHVISION = "torchvision's table of weights";
    private static final String MLPERF = "MLPerf Tiny, arXiv:2106.07597, and its reference model";

    /** Parameters count batch norm folded into the convolutions before it: one bias a channel. */
    private static final List<Entry> ENTRIES = List.of(
            new Entry("resnet8-cifar10", 12_501_632, 78_666 - 960, MLPERF + "; 960 of 78,666 parameters fold away"),
            new Entry("resnet18-224", 1_814_000_000, 11_689_512, "arXiv:1512.03385 (1.8 G); " + TORCHVISION),
            new Entry("resnet50-224", 4_089_000_000L, 25_557_032, "arXiv:1512.03385; " + TORCHVISION),
            new Entry(
                    "resnext50-32x4d-224",
                    4_230_000_000L,
                    25_028_904,
                    "arXiv:1611.05431 (4.2 G, 25.0 M); " + TORCHVISION),
            new Entry(
                    "mobilenet-v1-1.0-224", 569_000_000, 4_231_976, "arXiv:1704.04861 (569 M, 4.2 M); Keras's summary"),
            new Entry(
                    "mobilenet-v1-0.25-96",
                    7_489_664,
                    221_794 - 10_944,
                    MLPERF + "; 10,944 of 221,794 parameters fold away"),
            new Entry("mobilenet-v2-1.0-224", 300_000_000, 3_504_872, "arXiv:1801.04381 (300 M); " + TORCHVISION),
            new Entry(
                    "mobilenet-v3-small-224", 56_000_000, 2_542_856, "arXiv:1905.02244 (56 M, 2.5 M); " + TORCHVISION),
            new Entry(
                    "shufflenet-v1-1.0-g3-224",
                    138_000_000,
                    1_870_000,
                    "arXiv:1707.01083; megvii-model/ShuffleNet-Series (138 M, 1.9 M); mmpretrain (1.87 M)"),
            new Entry(
                    "shufflenet-v2-1.0-224", 146_000_000, 2_278_604, "arXiv:1807.11164 (146 M, 2.3 M); " + TORCHVISION),
            new Entry(
                    "efficientnet-b0-224", 386_000_000, 5_288_548, "arXiv:1905.11946 (0.39 G, 5.3 M); " + TORCHVISION),
            new Entry("mcunet-vww1", 11_600_000, 430_000, "mit-han-lab/mcunet (11.6 M, 0.43 M)"),
            new Entry("ds-cnn-s", 2_656_768, 24_908 - 2_304, MLPERF + "; 2,304 of 24,908 parameters fold away"),
            new Entry("ds-cnn-m", 9_900_000, 0, "arXiv:1711.07128, table 2: 19.8 M ops, two a MAC"),
            new Entry("ds-cnn-l", 28_450_000, 0, "arXiv:1711.07128, table 2: 56.9 M ops, two a MAC"),
            new Entry(
                    "autoencoder-toyadmos",
                    264_192,
                    269_992 - 4_128,
                    MLPERF + "; 4,128 of 269,992 parameters fold away"));

    private Zoo() {}

    /**
     * A network and what was published of it.
     *
     * @param macs multiply-accumulates of one inference
     * @param parameters 0 where none were published
     */
    public record Entry(String name, long macs, long parameters, String source) {}

    public static List<Entry> entries() {
        return ENTRIES;
    }

    /**
     * The file of a network.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static String text(String name) {
        if (ENTRIES.stream().noneMatch(e -> e.name().equals(name))) {
            throw new IllegalArgumentException("The network (" + name + ") is not in the zoo.\nMaybe it is one of "
                    + ENTRIES.stream().map(Entry::name).collect(Collectors.joining(", ")) + ".");
        }
        try (InputStream in = Zoo.class.getResourceAsStream("architectures/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The resource (architectures/" + name + ".yaml) is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The network of a name; see {@link #text}. */
    public static Network network(String name) {
        return Networks.parse(name + ".yaml", text(name));
    }
}
