package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileIT {
    @TempDir
    static Path folder;

    private static Path elf = Path.of("");

    @BeforeAll
    static void build() {
        elf = EchoFirmware.build(folder);
    }

    @Test
    void sizesAreTheProgramsOwn() {
        ElfFile file = ElfFile.read(elf);
        // constants: 100 bytes, and gcc's 17 of "0123456789abcdef", rounded up to 4: 120.
        assertThat(file.rodataBytes()).isEqualTo(120);
        // initialised: 4 words.
        assertThat(file.dataBytes()).isEqualTo(16);
        // tns_arena 1000 (a multiple of 8 after 16 bytes of data) and the stack's 512.
        assertThat(file.bssBytes()).isEqualTo(1512);
        assertThat(file.textBytes()).isBetween(100L, 600L);
        assertThat(file.flashBytes()).isEqualTo(file.textBytes() + file.rodataBytes() + file.dataBytes());
        assertThat(file.section(".stack").orElseThrow().sizeBytes()).isEqualTo(512);
    }

    @Test
    void symbolsHaveAddressAndSize() {
        ElfFile file = ElfFile.read(elf);
        assertThat(file.requireSymbol("tns_arena")).isEqualTo(new ElfFile.Symbol("tns_arena", 0x20000010L, 1000));
        assertThat(file.requireSymbol("_sdata").address()).isEqualTo(0x20000000L);
        assertThat(file.bytesBetween("_sdata", "_ebss")).isEqualTo(1016);
        assertThat(file.bytesBetween("__stack_limit", "__stack_top")).isEqualTo(512);
        // A Thumb function: the lowest bit is set.
        assertThat(file.entryAddress() & 1).isEqualTo(1);
        assertThat(file.symbol("nothing")).isEmpty();
        assertThatThrownBy(() -> file.requireSymbol("nothing"))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("The symbol (nothing)");
        assertThatThrownBy(() -> file.bytesBetween("_ebss", "_sdata")).isInstanceOf(TargetException.class);
    }

    @Test
    void otherFilesAreRejected() throws IOException {
        assertThatThrownBy(() -> ElfFile.read(folder.resolve("echo.c")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("echo.c");
        assertThatThrownBy(() -> ElfFile.read(folder.resolve("none")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("Maybe run make first.");
        byte[] whole = Files.readAllBytes(elf);
        Path half = folder.resolve("half.elf");
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ElfFile.read(half)).isInstanceOf(TargetException.class);
    }
}
