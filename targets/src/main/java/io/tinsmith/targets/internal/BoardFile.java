package io.tinsmith.targets.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tinsmith.targets.ByteSize;
import io.tinsmith.targets.Core;
import io.tinsmith.targets.Fpu;
import io.tinsmith.targets.MemoryRegion;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands in MCU and board files, key by key. */
final class BoardFile {
    private BoardFile() {}

    record McuKeys(
            @JsonProperty(required = true) String name,

            @JsonProperty(required = true) @JsonDeserialize(using = CoreKey.class)
            Core core,

            @JsonProperty(required = true) @JsonDeserialize(using = FpuKey.class)
            Fpu fpu,

            @JsonProperty(required = true) boolean dsp,
            @JsonProperty(required = true) boolean mve,
            @JsonProperty(required = true) long maxClockHz,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) List<RegionKeys> memory) {}

    record RegionKeys(
            @JsonProperty(required = true) String name,

            @JsonProperty(required = true) @JsonDeserialize(using = KindKey.class)
            MemoryRegion.Kind kind,

            @JsonProperty(required = true) @JsonDeserialize(using = AddressKey.class)
            Long origin,

            @JsonProperty(required = true) @JsonDeserialize(using = SizeKey.class)
            Long size,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @Nullable
            Integer waitStates,

            @JsonProperty(required = true) String source) {}

    record UartKeys(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) int baud,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @Nullable
            String tx,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @Nullable
            String rx) {}

    record EmulationKeys(
            @JsonProperty(required = true) String machine,
            @JsonProperty(required = true) String port,
            @JsonProperty(required = true) RegionKeys program,
            @JsonProperty(required = true) RegionKeys data,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @Nullable
            RegionKeys spare,

            @JsonProperty(required = true) String uart,
            @JsonProperty(required = true) String timer,
            @JsonProperty(required = true) long timerHz,
            @JsonProperty(required = true) int instructionsPerTick,
            @JsonProperty(required = true) String source) {}

    record PowerKeys(
            @JsonProperty(required = true) double activeMilliwatts,
            @JsonProperty(required = true) double idleMilliwatts,
            @JsonProperty(required = true) String source) {}

    record BoardKeys(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) String mcu,
            @JsonProperty(required = true) long clockHz,
            @JsonProperty(required = true) UartKeys uart,
            @JsonProperty(required = true) String port,
            @JsonProperty(required = true) List<String> program,
            @JsonProperty(required = true) List<String> data,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = SizeKey.class) @Nullable
            Long reservedFlash,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = SizeKey.class) @Nullable
            Long reservedSram,

            @JsonProperty(required = true) String source,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @Nullable
            EmulationKeys emulation,

            @JsonProperty @JsonSetter(nulls = Nulls.SET) @Nullable
            PowerKeys power) {}

    /** A scalar whose text is parsed by us, so that a wrong one is reported with its line. */
    abstract static class TextKey<T> extends StdDeserializer<T> {
        TextKey(Class<?> type) {
            super(type);
        }

        abstract T of(String text);

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return of(text);
            } catch (IllegalArgumentException e) {
                throw new BadValueException(parser, String.valueOf(e.getMessage()));
            }
        }
    }

    static final class SizeKey extends TextKey<Long> {
        SizeKey() {
            super(Long.class);
        }

        @Override
        Long of(String text) {
            return ByteSize.parse(text);
        }
    }

    static final class AddressKey extends TextKey<Long> {
        AddressKey() {
            super(Long.class);
        }

        @Override
        Long of(String text) {
            if (!text.matches("0x[0-9A-Fa-f]{1,8}")) {
                throw new IllegalArgumentException("The address (" + text
                        + ") is not understood.\nMaybe write it in quotes and hexadecimal, as \"0x20000000\".");
            }
            return Long.parseLong(text.substring(2), 16);
        }
    }

    static final class KindKey extends TextKey<MemoryRegion.Kind> {
        KindKey() {
            super(MemoryRegion.Kind.class);
        }

        @Override
        MemoryRegion.Kind of(String text) {
            for (MemoryRegion.Kind kind : MemoryRegion.Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("The kind (" + text + ") is unknown.\nMaybe one of flash, ram.");
        }
    }

    static final class CoreKey extends TextKey<Core> {
        CoreKey() {
            super(Core.class);
        }

        @Override
        Core of(String text) {
            return Core.byGccName(text);
        }
    }

    static final class FpuKey extends TextKey<Fpu> {
        FpuKey() {
            super(Fpu.class);
        }

        @Override
        Fpu of(String text) {
            return Fpu.byGccName(text);
        }
    }
}
