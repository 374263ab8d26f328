package io.tinsmith.targets.internal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Mcu;
import io.tinsmith.targets.MemoryRegion;
import io.tinsmith.targets.Power;
import io.tinsmith.targets.Uart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads MCU and board files (YAML). Every error names the file, and the line where there is one. */
public final class BoardFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Jackson looks for missing keys first; this one lets them pass, so that a mistyped key is called unknown. */
    private static final YAMLMapper FOR_UNKNOWN_KEYS = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .annotationIntrospector(new NothingRequired())
            .build();

    private BoardFiles() {}

    /**
     * The MCU that a text describes.
     *
     * @param file the name to report errors under
     */
    public static Mcu readMcu(String text, String file) {
        BoardFile.McuKeys keys = read(text, file, BoardFile.McuKeys.class);
        return named(
                file,
                () -> new Mcu(
                        keys.name(),
                        keys.core(),
                        keys.fpu(),
                        keys.dsp(),
                        keys.mve(),
                        keys.maxClockHz(),
                        keys.memory().stream().map(BoardFiles::region).toList(),
                        keys.source()));
    }

    /**
     * The board that a text describes.
     *
     * @param file the name to report errors under
     * @param mcus finds an MCU by its name
     */
    public static Board readBoard(String text, String file, Function<String, Mcu> mcus) {
        BoardFile.BoardKeys keys = read(text, file, BoardFile.BoardKeys.class);
        return named(file, () -> board(keys, mcus.apply(keys.mcu())));
    }

    private static Board board(BoardFile.BoardKeys keys, Mcu mcu) {
        BoardFile.UartKeys uart = keys.uart();
        return new Board(
                keys.name(),
                keys.title(),
                mcu,
                keys.clockHz(),
                new Uart(uart.name(), uart.baud(), orEmpty(uart.tx()), orEmpty(uart.rx())),
                keys.port(),
                joined(mcu, keys.program()),
                joined(mcu, keys.data()),
                keys.reservedFlash() == null ? 0 : keys.reservedFlash(),
                keys.reservedSram() == null ? 0 : keys.reservedSram(),
                keys.source(),
                Optional.ofNullable(keys.emulation()).map(BoardFiles::emulation),
                Optional.ofNullable(keys.power())
                        .map(p -> new Power(p.activeMilliwatts(), p.idleMilliwatts(), p.source())));
    }

    private static Emulation emulation(BoardFile.EmulationKeys keys) {
        return new Emulation(
                keys.machine(),
                keys.port(),
                region(keys.program()),
                region(keys.data()),
                Optional.ofNullable(keys.spare()).map(BoardFiles::region),
                keys.uart(),
                keys.timer(),
                keys.timerHz(),
                keys.instructionsPerTick(),
                keys.source());
    }

    private static MemoryRegion region(BoardFile.RegionKeys keys) {
        return new MemoryRegion(
                keys.name(),
                keys.kind(),
                keys.origin(),
                keys.size(),
                keys.waitStates() == null ? OptionalInt.empty() : OptionalInt.of(keys.waitStates()),
                keys.source());
    }

    /** One region out of adjacent ones, since a linker and an arena see no border between them. */
    static MemoryRegion joined(Mcu mcu, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A list of regions is empty.\nMaybe name one of "
                    + mcu.memory().stream().map(MemoryRegion::name).collect(Collectors.joining(", ")) + ".");
        }
        List<MemoryRegion> regions = new ArrayList<>();
        for (String name : names) {
            MemoryRegion region = mcu.region(name);
            if (!regions.isEmpty()) {
                MemoryRegion last = regions.get(regions.size() - 1);
                if (last.endAddress() != region.originAddress() || last.kind() != region.kind()) {
                    throw new IllegalArgumentException("The region (" + region.name() + ") does not follow ("
                            + last.name() + ") in MCU (" + mcu.name()
                            + ").\nMaybe list adjacent regions of one kind, lowest address first.");
                }
            }
            regions.add(region);
        }
        if (regions.size() == 1) {
            return regions.get(0);
        }
        return new MemoryRegion(
                String.join("_", names),
                regions.get(0).kind(),
                regions.get(0).originAddress(),
                regions.stream().mapToLong(MemoryRegion::sizeBytes).sum(),
                OptionalInt.empty(),
                regions.stream().map(MemoryRegion::source).collect(Collectors.joining("; ")));
    }

    private static <T> T read(String text, String file, Class<T> type) {
        try {
            FOR_UNKNOWN_KEYS.readValue(text, type);
            T value = YAML.readValue(text, type);
            if (value == null) {
                throw new IllegalArgumentException("The file (" + file + ") is empty.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    file + ", line " + lineOfKey(text, e.getPath()) + ": The key (" + e.getPropertyName()
                            + ") is unknown.\n" + suggestion(e.getPropertyName(), e.getKnownPropertyIds()),
                    e);
        } catch (JsonProcessingException e) {
            String hint = e instanceof BadValueException ? "" : "\nMaybe compare it with one of Tinsmith's own files.";
            throw new IllegalArgumentException(place(file, e) + e.getOriginalMessage() + hint, e);
        }
    }

    private static final class NothingRequired extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            return false;
        }
    }

    /** Where a key stands: Jackson reports an unknown key of a record only at the record's end. */
    private static int lineOfKey(String text, List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            pointer.append('/')
                    .append(step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName());
        }
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.getParsingContext().pathAsPointer().toString().contentEquals(pointer)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't be read.", e);
        }
        return 1;
    }

    private static String suggestion(String key, Collection<Object> known) {
        List<String> names = known.stream().map(Object::toString).sorted().toList();
        List<String> near = NearNames.of(key, names);
        return near.isEmpty()
                ? "Maybe one of " + String.join(", ", names) + "."
                : "Maybe you meant " + String.join(" or ", near) + ".";
    }

    private static String place(String file, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        // A broken YAML text reaches us with the location on the cause only.
        if (location == null
                && e instanceof JsonMappingException
                && e.getCause() instanceof JsonProcessingException c) {
            location = c.getLocation();
        }
        return location == null ? file + ": " : file + ", line " + location.getLineNr() + ": ";
    }

    private static <T> T named(String file, Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
