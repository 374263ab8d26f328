package io.tinsmith.cli.design;

import io.tinsmith.search.Architecture;
import io.tinsmith.search.Block;
import java.util.stream.Collectors;

/** A network's genotype in one line, such as {@code stem 16/2, k3 e4 24/2, k5 e6 24, head 128}. */
final class ArchitectureText {
    private ArchitectureText() {}

    static String line(Architecture a) {
        String blocks = a.blocks().stream().map(ArchitectureText::block).collect(Collectors.joining(", "));
        return "stem " + a.stem().width() + stride(a.stem().stride()) + (blocks.isEmpty() ? "" : ", " + blocks)
                + (a.headWidth() > 0 ? ", head " + a.headWidth() : "");
    }

    private static String block(Block b) {
        return "k" + b.kernel() + " e" + b.expansion() + " " + b.width() + stride(b.stride());
    }

    private static String stride(int stride) {
        return stride == 1 ? "" : "/" + stride;
    }
}
