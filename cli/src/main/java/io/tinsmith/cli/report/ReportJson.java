package io.tinsmith.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tinsmith.search.Network;
import io.tinsmith.search.Networks;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON with keys in a fixed order, so that two equal runs give equal files. */
public final class ReportJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addModule(networks())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private ReportJson() {}

    /** Networks stand as the text of their file. */
    private static SimpleModule networks() {
        return new SimpleModule()
                .addSerializer(Network.class, new StdSerializer<>(Network.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void serialize(Network network, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(network.toYaml());
                    }
                })
                .addDeserializer(Network.class, new StdDeserializer<>(Network.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Network deserialize(JsonParser json, DeserializationContext context) throws IOException {
                        return Networks.parse("network", json.getText());
                    }
                });
    }

    /** Pretty-printed, with {@code \n} line ends on every system. */
    public static String write(Object value) {
        try {
            DefaultPrettyPrinter printer =
                    new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static <T> T read(String json, Class<T> type) throws IOException {
        return MAPPER.readValue(json, type);
    }
}
