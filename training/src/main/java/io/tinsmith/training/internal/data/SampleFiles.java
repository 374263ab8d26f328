package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.internal.IdxFile;
import io.tinsmith.training.internal.Resampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Samples without labels: arrays, rows of numbers, pictures in any folders. */
public final class SampleFiles {
    private static final List<String> ARRAYS =
            List.of("samples", "x_train", "train_images", "x", "images", "x_test", "test_images");
    private static final Pattern IDX = Pattern.compile("(.*idx(\\d)-ubyte)(\\.gz)?");

    private SampleFiles() {}

    /**
     * The samples of a tree, to be read while it is open; empty where it holds none of these, but maybe a data set.
     *
     * @param input shape of one, {@code [1, ...]}
     * @throws DatasetException if they are malformed or of another shape
     */
    public static Optional<SampleRows> read(FileTree tree, Shape input) {
        List<String> arrays = tree.files(Tensors.ENDINGS);
        if (!arrays.isEmpty()) {
            return Optional.of(array(tree, arrays, input));
        }
        List<String> tables = tree.files(CsvFile.ENDINGS);
        if (!tables.isEmpty()) {
            return Optional.of(NumberRows.read(tree, tables.get(0), input));
        }
        List<String> pictures = MapListing.isIn(tree) ? MapListing.images(tree) : tree.files(PictureFolders.ENDINGS);
        if (!pictures.isEmpty()) {
            return Optional.of(pictures(tree, pictures, input));
        }
        Matcher idx = IDX.matcher(tree.files().size() == 1 ? tree.files().get(0) : "");
        return idx.matches() ? Optional.of(idx(tree, idx, input)) : Optional.empty();
    }

    private static SampleRows array(FileTree tree, List<String> files, Shape input) {
        String file = ARRAYS.stream()
                .flatMap(name -> files.stream().filter(f -> f.equals(name + ".npy") || f.endsWith("/" + name + ".npy")))
                .findFirst()
                .orElse(files.get(0));
        if (files.size() > 1 && ARRAYS.stream().noneMatch(n -> file.endsWith(n + ".npy"))) {
            throw new DatasetException("The samples (" + tree.root() + ") have the arrays " + Listing.shortened(files)
                    + ".\nMaybe name the one with the inputs samples.npy, or x_train.npy.");
        }
        NpyFile npy = parse(tree, file);
        int[] wanted = input.dims().stream().skip(1).mapToInt(d -> d).toArray();
        int[] has = npy.extents();
        int size = Math.toIntExact(input.elements());
        boolean bytes = npy.type().equals("u1");
        boolean one = Arrays.equals(longer(has), longer(wanted));
        int[] each = has.length == 0 ? has : Arrays.copyOfRange(has, 1, has.length);
        if (one || Arrays.equals(longer(each), longer(wanted))) {
            return rows(tree.name(file), one ? 1 : has[0], bytes, i -> {
                float[] values = new float[size];
                for (int k = 0; k < size; k++) {
                    values[k] = (float) npy.value(i * size + k);
                }
                return values;
            });
        }
        if (wanted.length == 3 && Arrays.equals(each, new int[] {wanted[2], wanted[0], wanted[1]})) {
            int plane = wanted[0] * wanted[1];
            int channels = wanted[2];
            return rows(tree.name(file), has[0], bytes, i -> {
                float[] values = new float[size];
                for (int k = 0; k < size; k++) {
                    values[k] = (float) npy.value(i * size + k % channels * plane + k / channels);
                }
                return values;
            });
        }
        throw new DatasetException("The array (" + tree.name(file) + ") has the shape " + Arrays.toString(has)
                + ", the model's input is " + input + ".\nMaybe reshape it to [N, "
                + Arrays.stream(wanted).mapToObj(Integer::toString).collect(Collectors.joining(", "))
                + "], samples first.");
    }

    /** Extents above 1: others do not change the order of the values. */
    private static int[] longer(int[] extents) {
        return Arrays.stream(extents).filter(e -> e != 1).toArray();
    }

    private static SampleRows rows(String name, int count, boolean bytes, IntFunction<float[]> rows) {
        if (count == 0) {
            throw new DatasetException("The samples (" + name + ") are none.\nMaybe the array was saved empty.");
        }
        return new SampleRows(name, count, bytes, rows);
    }

    private static NpyFile parse(FileTree tree, String file) {
        try {
            return NpyFile.parse(tree.read(file));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DatasetException(
                    "The array (" + tree.name(file) + ") cannot be used: " + e.getMessage()
                            + ".\nMaybe its download was cut short, or it was saved as objects: numpy.save it again.",
                    e);
        }
    }

    private static SampleRows idx(FileTree tree, Matcher name, Shape input) {
        Path folder =
                Optional.ofNullable(tree.root().toAbsolutePath().getParent()).orElse(tree.root());
        IdxFile idx = IdxFile.read(folder, name.group(1), Integer.parseInt(name.group(2)));
        int size = Math.toIntExact(input.elements());
        int count = idx.extents()[0];
        if (idx.values().length != (long) count * size) {
            throw new DatasetException("The file (" + tree.root() + ") has samples of "
                    + Arrays.toString(Arrays.copyOfRange(idx.extents(), 1, idx.extents().length))
                    + ", the model's input is " + input + ".\nMaybe they are of another model.");
        }
        return new SampleRows(tree.root().toString(), count, true, i -> bytes(idx.values(), i * size, size));
    }

    private static SampleRows pictures(FileTree tree, List<String> files, Shape input) {
        if (input.rank() != 4 || (input.channels() != 1 && input.channels() != 3)) {
            throw new DatasetException("The samples (" + tree.root() + ") are pictures, the model's input is " + input
                    + ", not [1, H, W, 1] or [1, H, W, 3].\nMaybe give arrays of that shape as .npy.");
        }
        return new SampleRows(tree.root().toString(), files.size(), true, i -> picture(tree, files.get(i), input));
    }

    /** The part in the middle with the input's ratio of sides, scaled. */
    private static float[] picture(FileTree tree, String file, Shape input) {
        try {
            Picture picture = Picture.decode(tree.read(file));
            if (!picture.grey() && input.channels() == 1) {
                throw new DatasetException("The picture (" + tree.name(file) + ") is in colour, the model's input is "
                        + input + ".\nMaybe convert the pictures to grey.");
            }
            int channels = input.channels();
            byte[] values = channels == 3 ? picture.rgb() : picture.values();
            double ratio =
                    Math.min(picture.height() / (double) input.height(), picture.width() / (double) input.width());
            int height = Math.min(picture.height(), Math.max(1, (int) Math.round(ratio * input.height())));
            int width = Math.min(picture.width(), Math.max(1, (int) Math.round(ratio * input.width())));
            int top = (picture.height() - height) / 2;
            int left = (picture.width() - width) / 2;
            byte[] cut = new byte[height * width * channels];
            for (int y = 0; y < height; y++) {
                int from = ((top + y) * picture.width() + left) * channels;
                System.arraycopy(values, from, cut, y * width * channels, width * channels);
            }
            byte[] out = Resampler.resize(cut, 1, Shape.of(1, height, width, channels), input.height(), input.width());
            return bytes(out, 0, out.length);
        } catch (IOException e) {
            throw new DatasetException(
                    "The picture (" + tree.name(file) + ") cannot be decoded: " + e.getMessage()
                            + ".\nMaybe it is damaged: save it again as PNG, or take it out.",
                    e);
        }
    }

    private static float[] bytes(byte[] values, int from, int count) {
        float[] out = new float[count];
        for (int k = 0; k < count; k++) {
            out[k] = values[from + k] & 0xFF;
        }
        return out;
    }
}
