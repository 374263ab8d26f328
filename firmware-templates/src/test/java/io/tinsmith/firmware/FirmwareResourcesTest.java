package io.tinsmith.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FirmwareResourcesTest {
    @Test
    void listsEveryFolder() {
        assertThat(FirmwareResources.list())
                .contains(
                        "app/main.c",
                        "port/tns_port.h",
                        "port/cortexm/tns_startup.c",
                        "project/Makefile.in",
                        "runtime/tns_kernels.h")
                .isSorted();
    }

    @Test
    void listsOneFolderOnly() {
        assertThat(FirmwareResources.list("app"))
                .contains("app/tns_protocol.c")
                .allMatch(name -> name.startsWith("app/"));
    }

    @Test
    void everyListedFileCanBeRead() {
        assertThat(FirmwareResources.list())
                .allSatisfy(name -> assertThat(FirmwareResources.read(name)).isNotEmpty());
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> FirmwareResources.read("app/none.c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(app/none.c)")
                .hasMessageContaining("Maybe");
    }
}
