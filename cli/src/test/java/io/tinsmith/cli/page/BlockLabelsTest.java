package io.tinsmith.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.report.ArenaMap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockLabelsTest {
    @Test
    void noTwoNamesMeetWhateverCrosses() {
        SplittableRandom random = new SplittableRandom(1);
        int drawn = 0;
        for (int round = 0; round < 50; round++) {
            Frame frame = frame();
            List<BlockLabels.Label> labels = BlockLabels.of(frame, blocks(random));
            drawn += labels.size();
            for (int i = 0; i < labels.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(meet(labels.get(i), labels.get(j))).isFalse();
                }
            }
        }
        assertThat(drawn).isGreaterThan(100);
    }

    @Test
    void namesStandWhereNothingCrosses() {
        // The second takes the place of the first in the last of its ten steps.
        ArenaMap.Block first = block("first", 0, 0, 9);
        ArenaMap.Block second = block("second", 1, 9, 19);
        List<BlockLabels.Label> labels = BlockLabels.of(frame(), List.of(first, second));
        assertThat(labels).extracting(BlockLabels.Label::text).containsExactly("first", "second");
        assertThat(labels.get(0).x()).isEqualTo(frame().x().at(4.5));
        assertThat(labels.get(1).x()).isEqualTo(frame().x().at(15));
    }

    private static ArenaMap.Block block(String name, int tensor, int from, int to) {
        return new ArenaMap.Block(name, ArenaMap.Kind.TENSOR, tensor, 0, 50_000, from, to);
    }

    private static List<ArenaMap.Block> blocks(SplittableRandom random) {
        List<ArenaMap.Block> blocks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(20);
            blocks.add(new ArenaMap.Block(
                    "model/activation_" + i + "/Relu",
                    ArenaMap.Kind.TENSOR,
                    i,
                    random.nextInt(60_000),
                    1 + random.nextInt(40_000),
                    from,
                    Math.min(19, from + random.nextInt(6))));
        }
        return blocks;
    }

    private static boolean meet(BlockLabels.Label a, BlockLabels.Label b) {
        double aWide = a.upwards() ? 6 : a.text().length() * 3;
        double bWide = b.upwards() ? 6 : b.text().length() * 3;
        double aHigh = a.upwards() ? a.text().length() * 3 : 6;
        double bHigh = b.upwards() ? b.text().length() * 3 : 6;
        return Math.abs(a.x() - b.x()) < aWide + bWide && Math.abs(a.y() - b.y()) < aHigh + bHigh;
    }

    private static Frame frame() {
        return Frame.cells(
                new Svg(1040, 460, "test"), 30, "step", 20, new Frame.Axis("KiB", 0, 100_000 / 1024.0, 6, Units::tick));
    }
}
