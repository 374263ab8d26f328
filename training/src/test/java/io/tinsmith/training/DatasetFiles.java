package io.tinsmith.training;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Writes tiny data sets. */
final class DatasetFiles {
    private DatasetFiles() {}

    /** A picture of one colour, with a black pixel in the corner. */
    static void picture(Path file, int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x + y == 0 ? 0 : rgb);
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    static void pictures(Path folder, int count, int rgb) throws IOException {
        for (int i = 0; i < count; i++) {
            picture(folder.resolve(String.format("%02d.png", i)), 4, 3, rgb);
        }
    }

    /** A grey picture of these values. */
    static void map(Path file, int width, int height, IntBinaryOperator valueAt) throws IOException {
        write(file, new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), valueAt);
    }

    /** The same with a palette of 256 colours, whose numbers the values are. */
    static void indexed(Path file, int width, int height, IntBinaryOperator valueAt) throws IOException {
        byte[] red = new byte[256];
        byte[] other = new byte[256];
        for (int i = 0; i < 256; i++) {
            red[i] = (byte) (255 - i);
            other[i] = (byte) (i * 37);
        }
        IndexColorModel palette = new IndexColorModel(8, 256, red, other, other);
        write(file, new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette), valueAt);
    }

    private static void write(Path file, BufferedImage image, IntBinaryOperator valueAt) throws IOException {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, valueAt.applyAsInt(x, y));
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    /** Half a second of a tone at 8 kHz. */
    static void tone(Path file, double hertz) throws IOException {
        int samples = 4000;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put(ascii("data")).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (16000 * Math.sin(2 * Math.PI * hertz * i / 8000)));
        }
        Files.createDirectories(file.getParent());
        Files.write(file, wav.array());
    }

    /** An array in NumPy's format, version 1.0. */
    static void npy(Path file, String type, String shape, byte[] data) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x93);
        out.writeBytes(ascii("NUMPY"));
        out.write(1);
        out.write(0);
        out.write(header.length());
        out.write(0);
        out.writeBytes(ascii(header));
        out.writeBytes(data);
        Files.write(file, out.toByteArray());
    }

    static void zip(Path folder, Path archive) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry("top/" + folder.relativize(file)));
                out.write(Files.readAllBytes(file));
            }
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
