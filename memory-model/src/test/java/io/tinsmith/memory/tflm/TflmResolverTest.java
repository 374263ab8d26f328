package io.tinsmith.memory.tflm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TflmResolverTest {
    @ParameterizedTest
    @CsvSource({
        "CONV_2D, AddConv2D()",
        "DEPTHWISE_CONV_2D, AddDepthwiseConv2D()",
        "AVERAGE_POOL_2D, AddAveragePool2D()",
        "FULLY_CONNECTED, AddFullyConnected()",
        "RELU6, AddRelu6()",
        "PADV2, AddPadV2()",
        "RESIZE_NEAREST_NEIGHBOR, AddResizeNearestNeighbor()"
    })
    void callsAreNamedAsTflmNamesThem(String op, String call) {
        assertThat(new TflmResolver.Entry(op, false, 1, 1).call()).isEqualTo(call);
    }

    @Test
    void eachOpIsRegisteredOnceWithItsHighestVersion() {
        TflmOp one = TflmModels.op("RELU", List.of(0), List.of(1));
        TflmOp two = new TflmOp("RELU", false, 2, List.of(1), List.of(2), TflmWindow.NONE, List.of());
        TflmModel model = TflmModels.model(
                List.of(
                        TflmModels.activation("a", 1, 4),
                        TflmModels.activation("b", 1, 4),
                        TflmModels.activation("c", 1, 4)),
                List.of(0),
                List.of(2),
                one,
                two);
        assertThat(TflmResolver.entries(model)).containsExactly(new TflmResolver.Entry("RELU", false, 2, 2));
        assertThat(TflmResolver.code(model, 1024))
                .contains("MicroMutableOpResolver<1>", "resolver.AddRelu()", "tensor_arena[1024]");
    }
}
