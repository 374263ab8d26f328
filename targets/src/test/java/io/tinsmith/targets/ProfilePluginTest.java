package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilePluginTest {
    /** Two classes, one region and what is in none, one op. */
    private static final String TEXT = """
            tinsmith-profile 1
            classes alu load
            region arena 0 536870912 536870920
            inferences 1
            measured 20
            metering 5
            op 7 3 2 0 1 3 12 1 4 0 0 0 0
            between 4 0 0 0 0 0 0 0 0 0 0 0 0
            end
            """;

    @TempDir
    private Path folder;

    @Test
    void readsWhatThePluginWrites() throws IOException {
        ExecutionProfile profile = ExecutionProfile.read(Files.writeString(folder.resolve("p"), TEXT));
        assertThat(profile.ops()).hasSize(1);
        assertThat(profile.total().instructions()).isEqualTo(7 + 3 + 4);
        assertThat(profile.total().count(InstructionClass.LOAD)).isEqualTo(3);
        assertThat(profile.total().loadedWords()).isEqualTo(2);
        assertThat(profile.total().flashLines()).isEqualTo(1);
        assertThat(profile.total().traffic().get(0)).isEqualTo(new MemoryTraffic(3, 12, 1, 4));
        assertThat(profile.regions()).extracting(ExecutionProfile.Region::name).containsExactly("arena", "other");
        assertThat(profile.measuredInstructions()).isEqualTo(20);
        assertThat(profile.meteringInstructions()).isEqualTo(5);
    }

    @Test
    void halfAProfileIsRefused() {
        for (String text : List.of(
                "",
                TEXT.replace("end\n", ""),
                TEXT.replace("inferences 1", "inferences 0"),
                TEXT.replace("op 7 3 2", "op 7 3"),
                TEXT.replace("alu load", "alu paint"),
                TEXT + "more\n")) {
            Path file = folder.resolve("p");
            assertThatThrownBy(() -> ExecutionProfile.read(Files.writeString(file, text)))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("is not whole")
                    .hasMessageContaining("Maybe");
        }
    }

    @Test
    void missingHostCompilerIsNamed() {
        ElfFile elf = new ElfFile(
                0,
                List.of(),
                List.of(),
                List.of(
                        symbol("op_ticks"),
                        symbol("tns_op_begin"),
                        symbol("tns_op_end"),
                        symbol("tns_model_invoke"),
                        symbol("tns_meter_invoke"),
                        symbol("tns_port_ticks"),
                        symbol("tns_meter_now")));
        ElfFile bare = new ElfFile(0, List.of(), List.of(), List.of());
        Toolchain none = new Toolchain(List.of(folder));
        assertThatThrownBy(() -> ProfilePlugin.prepare(none, bare, List.of(), folder.resolve("out")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("op_ticks");
        ProfilePlugin.Region flash = new ProfilePlugin.Region("a", true, 0, 16);
        // The library may be in the cache already: then no compiler is needed.
        try {
            assertThat(ProfilePlugin.prepare(none, elf, List.of(flash), folder.resolve("out"))
                            .qemuArguments()
                            .get(1))
                    .contains("ops=100:104", "flash=a:0:10");
        } catch (TargetException e) {
            assertThat(e).hasMessageContaining("(gcc)").hasMessageContaining("Maybe");
        }
    }

    private static ElfFile.Symbol symbol(String name) {
        return new ElfFile.Symbol(name, 0x101, 4);
    }
}
