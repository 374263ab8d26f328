package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.targets.StackBound.Frame;
import io.tinsmith.targets.internal.StackUsage;
import org.junit.jupiter.api.Test;

class StackBoundTest {
    /** Stack top, reset (0x100), a handler (0x180) that starts the stack afresh. */
    private static final String VECTORS = "Contents of section .isr_vector:\n 0000 00080020 01010000 81010000\n";

    private static final String HANDLER = "00000180 <fault>:\n     180:\tf382 8808 \tmsr\tMSP, r2\n";

    private static final String FRAMES = """
            app/start.c:9:6:reset\t8\tstatic
            app/main.c:10:5:main\t24\tstatic
            app/main.c:4:6:row\t40\tstatic
            app/fault.c:1:6:fault\t0\tstatic
            """;

    @Test
    void addsTheFramesOfTheDeepestPath() {
        StackBound bound = bound("""
                00000100 <reset>:
                     100:\tb508      \tpush\t{r3, lr}
                     102:\tf000 f805 \tbl\t110 <main>
                     106:\te7fe      \tb.n\t106 <reset+0x6>
                00000110 <main>:
                     110:\tb510      \tpush\t{r4, lr}
                     112:\tf000 f815 \tbl\t140 <memset>
                     116:\tf000 b823 \tb.w\t160 <row>
                00000140 <memset>:
                     140:\tb530      \tpush\t{r4, r5, lr}
                     142:\tb082      \tsub\tsp, #8
                     144:\tf84d 4d08 \tstr.w\tr4, [sp, #-8]!
                     148:\t4770      \tbx\tlr
                00000160 <row>:
                     160:\t4770      \tbx\tlr
                """);
        // memset: 3 * 4 + 8 + 8 = 28. Main 24 + 28 = 52; row comes when main's frame is gone: 40. Reset 8 + 52.
        assertThat(bound.programBytes()).isEqualTo(60);
        assertThat(bound.deepestPath())
                .containsExactly(new Frame("reset", 8), new Frame("main", 24), new Frame("memset", 28));
        // Exception entry 32, and 4 where the stack pointer was no multiple of 8.
        assertThat(bound.exceptionBytes()).isEqualTo(36);
        assertThat(bound.bytes()).isEqualTo(96);
    }

    @Test
    void followsPointersToFunctionsWhoseAddressIsInATable() {
        // A table is an object: objdump shows it as half-words, so its words come from the dump of the section.
        StackBound bound = bound("""
                Contents of section .text:
                 0160 7047c046 61010000                     pG.Fa...
                00000100 <reset>:
                     100:\t4798      \tblx\tr3
                00000160 <row.isra.0>:
                     160:\t4770      \tbx\tlr
                00000164 <table>:
                     164:\t0161 0000                                   a...
                """, FRAMES.replace(":row\t", ":row.isra\t"));
        assertThat(bound.deepestPath()).containsExactly(new Frame("reset", 8), new Frame("row.isra.0", 40));
    }

    @Test
    void pointersBuiltByInstructionsCount() {
        StackBound bound = bound("""
                00000100 <reset>:
                     100:\tf240 1361 \tmovw\tr3, #353\t@ 0x161
                     104:\tf2c0 0300 \tmovt\tr3, #0
                     108:\t4798      \tblx\tr3
                00000160 <row>:
                     160:\t4770      \tbx\tlr
                """);
        assertThat(bound.programBytes()).isEqualTo(48);
    }

    @Test
    void registersOfAnFpuLengthenTheEntry() {
        StackBound bound = bound("""
                00000100 <reset>:
                     100:\tf000 f805 \tbl\t110 <save>
                00000110 <save>:
                     110:\ted2d 8b04 \tvpush\t{d8-d9}
                     114:\t4770      \tbx\tlr
                """);
        assertThat(bound.programBytes()).isEqualTo(8 + 16);
        assertThat(bound.exceptionBytes()).isEqualTo(108);
    }

    @Test
    void loopsAndVectorsOfArmv81M() {
        StackBound bound = bound("""
                00000100 <reset>:
                     100:\tf000 f805 \tbl\t110 <dot>
                00000110 <dot>:
                     110:\te92d 4ff0 \tstmdb\tsp!, {r4, r5, r6, r7, r8, r9, sl, fp, lr}
                     114:\ted2d 8b10 \tvpush\t{d8-d15}
                     118:\tedad 1f04 \tvstrw.32\tq0, [sp, #-16]!
                     11c:\tf007 e001 \twlstp.8\tlr, r7, 128 <dot+0x18>
                     120:\tfef3 4e00 \tvmladava.s8\tr4, q1, q0
                     124:\tf01f c005 \tletp\tlr, 120 <dot+0x10>
                     128:\t4770      \tbx\tlr
                """);
        // 9 * 4 + 8 * 8 + 16.
        assertThat(bound.programBytes()).isEqualTo(8 + 116);
        assertThat(bound.exceptionBytes()).isEqualTo(108);
    }

    @Test
    void highRegistersOfArmv6MAreSavedThroughLowOnes() {
        StackBound bound = bound("""
                00000100 <reset>:
                     100:\tf000 f805 \tbl\t110 <__aeabi_lmul>
                00000110 <__aeabi_lmul>:
                     110:\tb5f0      \tpush\t{r4, r5, r6, r7, lr}
                     112:\t46ce      \tmov\tlr, r9
                     114:\t4647      \tmov\tr7, r8
                     116:\tb580      \tpush\t{r7, lr}
                     118:\tbcc0      \tpop\t{r6, r7}
                     11a:\tbdf0      \tpop\t{r4, r5, r6, r7, pc}
                """);
        assertThat(bound.programBytes()).isEqualTo(8 + 20 + 8);
    }

    @Test
    void handlersThatKeepTheStackNest() {
        StackBound bound = StackBound.of("""
                Contents of section .isr_vector:
                 0000 00080020 01010000 61010000 61010000
                00000100 <reset>:
                     100:\te7fe      \tb.n\t100 <reset>
                00000160 <row>:
                     160:\t4770      \tbx\tlr
                """, StackUsage.parse(FRAMES));
        // Two vectors of it may interrupt each other: 2 * (36 + 40).
        assertThat(bound.exceptionBytes()).isEqualTo(152);
    }

    @Test
    void recursionHasNoBound() {
        String text = """
                00000100 <reset>:
                     100:\tf000 f805 \tbl\t110 <main>
                00000110 <main>:
                     110:\tf000 f805 \tbl\t160 <row>
                00000160 <row>:
                     160:\td0f0      \tbeq.w\t110 <main>
                """;
        assertThatThrownBy(() -> bound(text))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("recursion (main -> row -> main)");
    }

    @Test
    void framesOfVariableSizeHaveNoBound() {
        String text = """
                00000100 <reset>:
                     100:\tf000 f805 \tbl\t160 <row>
                00000160 <row>:
                     160:\tebad 0d03 \tsub.w\tsp, sp, r3
                """;
        assertThatThrownBy(() -> bound(text, FRAMES.replace("40\tstatic", "40\tdynamic")))
                .hasMessageContaining("the frame of (row)");
        assertThatThrownBy(() -> bound(text, "a.c:1:1:reset\t8\tstatic\n")).hasMessageContaining("the frame of (row)");
        String armv6m = text.replace("sub.w\tsp, sp, r3", "add\tsp, r4");
        assertThatThrownBy(() -> bound(armv6m, "a.c:1:1:reset\t8\tstatic\n"))
                .hasMessageContaining("the frame of (row)");
    }

    @Test
    void coldPartsBelongToTheirFunction() {
        StackBound bound = bound("""
                00000100 <reset>:
                     100:\td0f0      \tbeq.w\t170 <reset.cold>
                00000170 <reset.cold>:
                     170:\tf000 f805 \tbl\t160 <row>
                     174:\te7fe      \tb.w\t104 <reset+0x4>
                00000160 <row>:
                     160:\t4770      \tbx\tlr
                """);
        assertThat(bound.programBytes()).isEqualTo(48);
    }

    @Test
    void malformedTextIsRejected() {
        assertThatThrownBy(() -> StackUsage.parse("a.c:1:1:f 8 static")).hasMessageContaining("a.c:1:1:f 8 static");
        assertThatThrownBy(() -> StackBound.of("", StackUsage.parse(FRAMES)))
                .hasMessageContaining("(0) functions and (0) vectors");
    }

    private static StackBound bound(String functions) {
        return bound(functions, FRAMES);
    }

    private static StackBound bound(String functions, String frames) {
        return StackBound.of(VECTORS + functions + HANDLER, StackUsage.parse(frames));
    }
}
