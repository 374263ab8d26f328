package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "100KB, 100000",
        "100KiB, 102400",
        "2048, 2048",
        "7 B, 7",
        "1MB, 1000000",
        "1MiB, 1048576",
        "1.5KiB, 1536",
        "0, 0"
    })
    void sizesAreRead(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KB", "-1KB", "1e3", "100K", "100GB", "1,000", "100KB!", "0.3B", "999999999999999MiB"})
    void rubbishIsRejected(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The size (" + text + ")");
    }

    @Test
    void sizesAreShown() {
        assertThat(ByteSize.format(1 << 20)).isEqualTo("1 MiB");
        assertThat(ByteSize.format(96 << 10)).isEqualTo("96 KiB");
        assertThat(ByteSize.format(256_000)).isEqualTo("256 KB");
        assertThat(ByteSize.format(100_001)).isEqualTo("100,001 bytes");
        assertThat(ByteSize.format(0)).isEqualTo("0 bytes");
    }

    @ParameterizedTest
    @CsvSource({"50ms, 50", "90s, 90000", "6m, 360000", "1h30m, 5400000"})
    void timesAreRead(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "m", "-1s", "1s1m", "1.5m"})
    void wrongTimesAreRejected(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The time (" + text + ")");
    }
}
