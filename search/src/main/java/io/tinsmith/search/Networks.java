package io.tinsmith.search;

import io.tinsmith.search.cell.CellFiles;
import io.tinsmith.search.cell.CellNetwork;
import io.tinsmith.search.internal.YamlMap;
import io.tinsmith.search.trellis.TrellisFiles;
import io.tinsmith.search.trellis.TrellisNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Networks of every kind as YAML files. */
public final class Networks {
    private Networks() {}

    /**
     * Reads a file that holds what {@link Network#toYaml} gives.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static Network read(Path file) throws IOException {
        return parse(String.valueOf(file.getFileName()), Files.readString(file));
    }

    public static void write(Network network, Path file) throws IOException {
        Files.writeString(file, network.toYaml());
    }

    /**
     * A network from text.
     *
     * @param source how errors call the text
     */
    public static Network parse(String source, String text) {
        YamlMap root = YamlMap.parse(source, text);
        return switch (root.kind(SpaceFamily.KIND, CellNetwork.KIND, TrellisNetwork.KIND, DenseNetwork.KIND)) {
            case CellNetwork.KIND -> CellFiles.read(root);
            case TrellisNetwork.KIND -> TrellisFiles.read(root);
            case DenseNetwork.KIND -> DenseNetwork.parse(root);
            default -> Architectures.parse(source, text);
        };
    }
}
