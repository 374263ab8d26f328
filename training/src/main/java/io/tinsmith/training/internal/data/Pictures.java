package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.DatasetOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Pictures of a data set: decoded, of one size, one after another. */
final class Pictures {
    private Pictures() {}

    /** As it is in the file. */
    static Picture decode(FileTree tree, String file) {
        try {
            return Picture.decode(tree.read(file));
        } catch (IOException e) {
            throw new DatasetException(
                    "The picture (" + tree.name(file) + ") cannot be decoded: " + e.getMessage()
                            + ".\nMaybe it is damaged, or in colours other than grey and RGB: save it"
                            + " again as PNG, or take it out.",
                    e);
        }
    }

    /** How the options make inputs of them, as {@link io.tinsmith.training.Dataset#input} has it. */
    static Map<String, String> input(DatasetOptions options) {
        return options.imageSide() == 0
                ? Map.of()
                : Map.of("pictures", "middle square, area average to " + options.imageSide());
    }

    /** @param files of the pictures */
    static void requireOneSize(FileTree tree, List<String> files, List<Picture> pictures) {
        Picture first = pictures.get(0);
        for (int i = 0; i < pictures.size(); i++) {
            Picture p = pictures.get(i);
            if (p.height() != first.height() || p.width() != first.width()) {
                throw new DatasetException("The pictures differ in size: ("
                        + tree.name(files.get(0)) + ") is " + first.width() + "x" + first.height()
                        + ", (" + tree.name(files.get(i)) + ") " + p.width() + "x" + p.height()
                        + ".\nMaybe give --image-size 64, which takes the square in the middle of each and scales it.");
            }
        }
    }

    /** Of all grey ones one channel, else of all three. */
    static Shape shape(Picture first, boolean grey) {
        return Shape.of(1, first.height(), first.width(), grey ? 1 : 3);
    }

    /** The values of all, {@code [count, H, W, C]}. */
    static byte[] pixels(FileTree tree, List<Picture> pictures, boolean grey) {
        long size = shape(pictures.get(0), grey).elements();
        long bytes = size * pictures.size();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new DatasetException("The " + pictures.size() + " pictures of (" + tree.root() + ") have " + bytes
                    + " values, more than 2 GiB.\nMaybe give a smaller --image-size.");
        }
        byte[] pixels = new byte[(int) bytes];
        for (int i = 0; i < pictures.size(); i++) {
            Picture p = pictures.get(i);
            System.arraycopy(grey ? p.values() : p.rgb(), 0, pixels, i * (int) size, (int) size);
        }
        return pixels;
    }
}
