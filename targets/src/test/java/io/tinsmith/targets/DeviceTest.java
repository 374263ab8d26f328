package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static final DeviceTimeouts SHORT =
            new DeviceTimeouts(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(60));

    private final FakeDevice fake = new FakeDevice();

    @Test
    void bootMessagesBeforeTheNameArePassedOver() {
        fake.say("m-init-done", "m-ready");
        Device device = Device.connect(fake);
        assertThat(fake.commands).containsExactly("name");
        assertThat(device.modelName()).isEqualTo("shirts");
    }

    @Test
    void handshakeIsRepeated() {
        fake.deaf = 1;
        DeviceTimeouts patient =
                new DeviceTimeouts(Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofMillis(50));
        Device device = Device.connect(fake, patient);
        assertThat(fake.commands).containsExactly("name", "", "name");
        // Nothing of the repeated handshake is taken for the next reply.
        assertThat(device.modelName()).isEqualTo("shirts");
    }

    @Test
    void silenceIsAnErrorThatSaysWhatToTry() {
        fake.deaf = Integer.MAX_VALUE;
        fake.say("garbage");
        assertThatThrownBy(() -> Device.connect(fake, SHORT))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("(fake) did not answer (name%) within 100 ms; received so far: (garbage)")
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void identityIsRead() {
        Device device = Device.connect(fake);
        assertThat(device.identity()).isEqualTo(new DeviceIdentity("ab12", "1", "netduino-plus-2", "double", 256));
        fake.identity = "ab12,1,netduino-plus-2,double";
        assertThat(device.identity().lineBytes()).isEqualTo(31);
    }

    @Test
    void outputIsWhatTheNetworkMakesOfTheInput() {
        byte[] input = randomBytes(784);
        byte[] wanted = new byte[784];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (byte) -input[i];
        }
        assertThat(Device.connect(fake).run(input)).isEqualTo(wanted);
        // 784 bytes at 256 a line: three full lines and one of 16.
        assertThat(fake.commands.stream().filter(c -> c.startsWith("db ") && !c.startsWith("db load")))
                .hasSize(4);
        assertThat(fake.commands).contains("infer 1 0");
    }

    @Test
    void plainFirmwareGets31BytesALine() {
        fake.identity = "ab12,1,netduino-plus-2,double";
        Device.connect(fake).upload(randomBytes(784));
        // ceil(784 / 31) = 26
        assertThat(fake.commands.stream().filter(c -> c.startsWith("db ") && !c.startsWith("db load")))
                .hasSize(26)
                .allMatch(c -> c.length() <= 3 + 62);
    }

    @Test
    void spoiledUploadIsRepeated() {
        fake.spoiledUploads = 2;
        Device.connect(fake).upload(randomBytes(784));
        assertThat(fake.commands.stream().filter(c -> c.startsWith("db load"))).hasSize(3);
    }

    @Test
    void uploadGivesUpAfterThreeAttempts() {
        fake.spoiledUploads = 3;
        Device device = Device.connect(fake);
        assertThatThrownBy(() -> device.upload(randomBytes(784)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("after 3 attempts");
    }

    @Test
    void refusedCommandShowsTheDevicesWords() {
        Device device = Device.connect(fake);
        assertThatThrownBy(() -> device.upload(randomBytes(10)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("refused (db load 10): e-[The input has 784]");
    }

    @Test
    void hangingCommandIsNamed() {
        fake.silentOn = "infer 1 0";
        Device device = Device.connect(fake, SHORT);
        assertThatThrownBy(() -> device.infer(1, 0))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("gave no m-ready to (infer 1 0) within 60 ms");
    }

    @Test
    void lostPeerIsReportedAtOnce() {
        Device device = Device.connect(fake);
        fake.gone = true;
        assertThatThrownBy(device::memory)
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("no bytes any more");
    }

    @Test
    void figuresAreRead() {
        Device device = Device.connect(fake);
        assertThat(device.memory()).isEqualTo(new DeviceMemory(4000, OptionalLong.empty(), 120, 2048, 600));
        assertThat(device.ops()).containsExactly(new DeviceOp(0, "conv_1x1", 500), new DeviceOp(1, "dense", 70));
        assertThat(device.clock()).isEqualTo(new DeviceClock(570, 1_000_000_000));
        DeviceInference inference = device.infer(1, 0);
        assertThat(inference.micros()).isEqualTo(250);
        assertThat(inference.results()).containsExactly(0.125, -1.5);
    }

    @Test
    void wrongArgumentsAreRejected() {
        Device device = Device.connect(fake);
        assertThatThrownBy(() -> device.infer(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> device.ask("name%")).isInstanceOf(IllegalArgumentException.class);
        device.close();
        assertThat(fake.closed).isTrue();
    }

    @Test
    void crcIsIeee() {
        // The check value of CRC-32/ISO-HDLC: "123456789" gives cbf43926.
        assertThat(Device.crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo("cbf43926");
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }
}
