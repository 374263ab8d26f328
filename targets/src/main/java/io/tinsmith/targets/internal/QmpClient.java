package io.tinsmith.targets.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tinsmith.targets.TargetException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * QEMU's machine protocol (QMP) over a UNIX socket. We listen and QEMU connects, so that there is nothing to wait for
 * in a file system.
 */
public final class QmpClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocketChannel server;
    private final Duration timeout;
    private final StringBuilder received = new StringBuilder();
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);
    private SocketChannel connection;

    private QmpClient(ServerSocketChannel server, SocketChannel connection, Duration timeout) {
        this.server = server;
        this.connection = connection;
        this.timeout = timeout;
    }

    /** Listens on a socket file that does not exist yet. */
    public static QmpClient listen(Path socket, Duration timeout) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        server.configureBlocking(false);
        return new QmpClient(server, SocketChannel.open(StandardProtocolFamily.UNIX), timeout);
    }

    /** Takes QEMU's connection and agrees on capabilities. */
    public void accept() throws IOException {
        await(server, SelectionKey.OP_ACCEPT, "a connection");
        SocketChannel accepted = server.accept();
        if (accepted == null) {
            throw new TargetException("QEMU's monitor did not connect.\nMaybe start again.");
        }
        connection.close();
        connection = accepted;
        connection.configureBlocking(false);
        line();
        execute("qmp_capabilities");
    }

    /** Runs a command without arguments and waits for its return. */
    public void execute(String command) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode("{\"execute\": \"" + command + "\"}\n");
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
        while (true) {
            JsonNode answer = parse(line());
            if (answer.has("return")) {
                return;
            }
            if (answer.has("error")) {
                throw new TargetException("QEMU refused (" + command + "): "
                        + answer.path("error").path("desc").asText() + "\nMaybe another QEMU version is needed.");
            }
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new TargetException("QEMU's monitor said (" + line + "), which is no JSON.", e);
        }
    }

    private String line() throws IOException {
        int end;
        while ((end = received.indexOf("\n")) < 0) {
            await(connection, SelectionKey.OP_READ, "an answer");
            buffer.clear();
            if (connection.read(buffer) < 0) {
                throw new TargetException("QEMU ended while its monitor was asked.\nMaybe its output says why.");
            }
            received.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        }
        String line = received.substring(0, end);
        received.delete(0, end + 1);
        return line;
    }

    private void await(SelectableChannel channel, int operation, String what) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, operation);
            if (selector.select(timeout.toMillis()) == 0) {
                throw new TargetException("QEMU's monitor gave not " + what + " within " + timeout.toSeconds()
                        + " s.\nMaybe the machine is busy: try again.");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (server) {
            connection.close();
        }
    }
}
