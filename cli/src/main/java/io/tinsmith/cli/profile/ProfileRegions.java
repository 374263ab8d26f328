package io.tinsmith.cli.profile;

import io.tinsmith.codegen.Firmware;
import io.tinsmith.targets.ElfFile;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.ProfilePlugin.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The regions that loads and stores are told apart by, in the emulated program. */
final class ProfileRegions {
    private static final Pattern PART = Pattern.compile("__arena_(\\w+)_start");

    private ProfileRegions() {}

    /** Arena, each further part of it, stack, statics, weights; then what is left of RAM and flash. */
    static List<Region> of(ElfFile elf, Emulation emulation) {
        List<Region> regions = new ArrayList<>();
        regions.add(Region.between(elf, "arena", false, Firmware.ARENA_START, Firmware.ARENA_END));
        for (ElfFile.Symbol symbol : elf.symbols()) {
            Matcher part = PART.matcher(symbol.name());
            if (part.matches()) {
                regions.add(Region.between(
                        elf, "arena_" + part.group(1), false, symbol.name(), "__arena_" + part.group(1) + "_end"));
            }
        }
        regions.add(Region.between(elf, "stack", false, Firmware.STACK_LIMIT, Firmware.STACK_TOP));
        regions.add(Region.between(elf, "statics", false, Firmware.STATICS_START, Firmware.STATICS_END));
        if (elf.symbol(Firmware.INPUT_START).isPresent()) {
            regions.add(Region.between(elf, "input", false, Firmware.INPUT_START, Firmware.INPUT_END));
        }
        regions.add(Region.between(elf, "weights", true, Firmware.WEIGHTS_START, Firmware.WEIGHTS_END));
        regions.add(Region.of("constants", emulation.program()));
        regions.add(Region.of("ram", emulation.data()));
        return regions;
    }
}
