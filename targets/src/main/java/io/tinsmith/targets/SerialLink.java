package io.tinsmith.targets;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.time.Duration;
import java.util.Arrays;

/** A serial port: a real one, a USB one or a pseudo terminal, all by their path ({@code /dev/ttyACM0}, {@code COM3}). */
public final class SerialLink implements Link {
    private static final int WRITE_TIMEOUT_MILLIS = 10_000;

    static {
        // jSerialComm unpacks its native library into a folder of this name; without it, into a shared one.
        if (System.getProperty("fazecast.jSerialComm.appid") == null) {
            System.setProperty("fazecast.jSerialComm.appid", "tinsmith");
        }
    }

    private final SerialPort port;
    private final String path;
    private int timeoutMillis = -1;

    private SerialLink(SerialPort port, String path) {
        this.port = port;
        this.path = path;
    }

    /**
     * Opens a port with 8 data bits, no parity, 1 stop bit, for this process alone.
     *
     * @param path the port's path; it need not be among the listed ones
     * @param baud bits per second
     * @throws TargetException if there is no such port, or another program holds it
     */
    public static SerialLink open(String path, int baud) {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new TargetException(
                    "The port (" + path
                            + ") does not exist.\nMaybe plug the board in, or look for its name: ls /dev/tty*.",
                    e);
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        if (!port.openPort(0)) {
            throw new TargetException(
                    "The port (" + path + ") can't be opened (error " + port.getLastErrorCode()
                            + ").\nMaybe close the other program that holds it, or get the right to it: usermod -aG dialout USER.");
        }
        return new SerialLink(port, path);
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public int read(byte[] buffer, Duration timeout) {
        int millis = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        if (millis != timeoutMillis) {
            port.setComPortTimeouts(
                    SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
                    millis,
                    WRITE_TIMEOUT_MILLIS);
            timeoutMillis = millis;
        }
        int count = port.readBytes(buffer, buffer.length);
        if (count < 0) {
            throw gone("gives no bytes any more");
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) {
        int sent = 0;
        while (sent < bytes.length) {
            byte[] rest = sent == 0 ? bytes : Arrays.copyOfRange(bytes, sent, bytes.length);
            int count = port.writeBytes(rest, rest.length);
            if (count <= 0) {
                throw gone("took " + sent + " of " + bytes.length + " bytes");
            }
            sent += count;
        }
    }

    @Override
    public void close() {
        port.closePort();
    }

    private TargetException gone(String what) {
        return new TargetException("The port (" + path + ") " + what
                + ".\nMaybe the board was unplugged or the emulator ended: start again.");
    }
}
