package io.tinsmith.targets.internal;

import io.tinsmith.targets.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads ELF32 little-endian (System V ABI, chapter 4 "Object Files", and chapter 5 for program headers). */
public final class ElfReader {
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_NOBITS = 8;
    private static final int SHF_WRITE = 1;
    private static final int SHF_ALLOC = 2;
    private static final int SHF_EXECINSTR = 4;
    private static final int PT_LOAD = 1;
    private static final int SYMBOL_BYTES = 16;

    private final byte[] bytes;
    private final ByteBuffer file;

    private ElfReader(byte[] bytes, ByteBuffer file) {
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * The ELF file in these bytes.
     *
     * @throws IllegalArgumentException if they are none
     * @throws IndexOutOfBoundsException if the file ends too early
     */
    public static ElfFile read(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 52 || file.getInt(0) != 0x464C457F) {
            throw new IllegalArgumentException("it does not start with an ELF header.");
        }
        if (bytes[4] != 1 || bytes[5] != 1) {
            throw new IllegalArgumentException("its class (" + bytes[4] + ") and byte order (" + bytes[5]
                    + ") are not 1 (32 bits) and 1 (little-endian).");
        }
        return new ElfReader(bytes, file).elf();
    }

    private ElfFile elf() {
        int sectionsAt = file.getInt(32);
        int sectionBytes = half(46);
        int sectionCount = half(48);
        int namesSection = half(50);
        List<ElfFile.Section> sections = new ArrayList<>();
        List<ElfFile.Symbol> symbols = new ArrayList<>();
        int namesAt = sectionCount == 0 ? 0 : file.getInt(sectionsAt + namesSection * sectionBytes + 16);
        for (int i = 0; i < sectionCount; i++) {
            int at = sectionsAt + i * sectionBytes;
            int type = file.getInt(at + 4);
            int flags = file.getInt(at + 8);
            if (type == SHT_SYMTAB) {
                int stringsAt = file.getInt(sectionsAt + file.getInt(at + 24) * sectionBytes + 16);
                readSymbols(file.getInt(at + 16), file.getInt(at + 20), stringsAt, symbols);
            }
            sections.add(new ElfFile.Section(
                    text(namesAt + file.getInt(at)),
                    word(at + 12),
                    word(at + 20),
                    (flags & SHF_ALLOC) != 0,
                    (flags & SHF_WRITE) != 0,
                    (flags & SHF_EXECINSTR) != 0,
                    type != SHT_NOBITS));
        }
        return new ElfFile(word(24), sections, segments(), symbols);
    }

    private List<ElfFile.Segment> segments() {
        int headersAt = file.getInt(28);
        int headerBytes = half(42);
        int count = half(44);
        List<ElfFile.Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = headersAt + i * headerBytes;
            if (file.getInt(at) == PT_LOAD) {
                segments.add(new ElfFile.Segment(word(at + 8), word(at + 12), word(at + 16), word(at + 20)));
            }
        }
        return segments;
    }

    private void readSymbols(int at, int bytes, int stringsAt, List<ElfFile.Symbol> symbols) {
        for (int i = 0; i < bytes / SYMBOL_BYTES; i++) {
            int symbolAt = at + i * SYMBOL_BYTES;
            String name = text(stringsAt + file.getInt(symbolAt));
            if (!name.isEmpty()) {
                symbols.add(new ElfFile.Symbol(name, word(symbolAt + 4), word(symbolAt + 8)));
            }
        }
    }

    private String text(int at) {
        int end = at;
        while (bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    private int half(int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }

    private long word(int at) {
        return Integer.toUnsignedLong(file.getInt(at));
    }
}
