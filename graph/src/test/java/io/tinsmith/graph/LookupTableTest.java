package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LookupTableTest {
    private static final float ALPHA = 0.125f;

    @ParameterizedTest
    @EnumSource(UnaryFunction.class)
    void eachValueIsTheFunctionsToOneStep(UnaryFunction function) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            Quantization in = quantization(random);
            Quantization out = function.outputQuantization().orElseGet(() -> quantization(random));
            for (Rounding rounding : Rounding.values()) {
                byte[] table = LookupTable.of(op(function), in, out, rounding);
                for (int q = -128; q < 128; q++) {
                    double real = function.apply(
                            in.scale() * (q - in.zeroPoint()), op(function).alpha());
                    double wanted = Math.min(Math.max(real / out.scale() + out.zeroPoint(), -128), 127);
                    // Hard-swish has 15 bits, of a product that may be many steps.
                    double steps = function == UnaryFunction.HARD_SWISH ? 2.5 : 1.01;
                    assertThat((double) table[q & 0xff])
                            .as("%s of %d from %s to %s, %s", function, q, in, out, rounding)
                            .isCloseTo(wanted, within(steps));
                }
            }
        }
    }

    /** Hand-computed: input 1/16 a step, zero point 0. */
    @ParameterizedTest
    @CsvSource({
        // 256 / (1 + exp(-1)) - 128 = 59.15; 256 / (1 + e^4) - 128 = -123.4; beyond 15/16 of 16 nothing.
        "LOGISTIC, 16, 59",
        "LOGISTIC, -64, -123",
        "LOGISTIC, 0, 0",
        // 128 * tanh(0.5) = 59.15; tanh(-8) is -1.
        "TANH, 8, 59",
        "TANH, -128, -128",
        "TANH, 0, 0"
    })
    void sigmoidsOfKnownArguments(UnaryFunction function, int q, int wanted) {
        Quantization in = Quantization.perTensor(1f / 16, 0);
        for (Rounding rounding : Rounding.values()) {
            byte[] table = LookupTable.of(
                    op(function), in, function.outputQuantization().orElseThrow(), rounding);
            assertThat((int) table[q & 0xff]).isEqualTo(wanted);
        }
    }

    private static Op.Unary op(UnaryFunction function) {
        return new Op.Unary(0, 1, function, function == UnaryFunction.LEAKY_RELU ? ALPHA : 0);
    }

    private static Quantization quantization(SplittableRandom random) {
        return Quantization.perTensor((float) random.nextDouble(0.01, 0.1), random.nextInt(-128, 128));
    }
}
