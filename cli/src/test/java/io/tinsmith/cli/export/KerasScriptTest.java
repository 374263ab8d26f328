package io.tinsmith.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import io.tinsmith.search.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KerasScriptTest {
    @Test
    void writesEachOp() {
        GraphBuilder b = new GraphBuilder("net", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 8, 6, 4));
        int c = b.groupConv2d("c", x, 8, 3, 2, Window.same(2), Activation.RELU6);
        int h = b.unary("h", c, UnaryFunction.HARD_SWISH);
        int p = b.globalAveragePool("p", h);
        String script = KerasScript.of(b.build(b.fullyConnected("d", p, 3, Activation.NONE)), "a network");
        assertThat(script).startsWith("# a network\nimport keras\n").contains("""
                def build():
                    t0 = keras.Input(shape=(8, 6, 4))
                    t3 = normalized(layers.Conv2D(8, (3, 3), strides=(2, 2), padding="same", groups=2, use_bias=False)(t0))
                    t3 = layers.ReLU(max_value=6.0)(t3)
                    t4 = hard_swish(t3)
                    t5 = layers.GlobalAveragePooling2D(keepdims=True)(t4)
                    t8 = layers.Dense(3)(layers.Flatten()(t5))
                    return keras.Model(t0, t8)
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilenet-v3-small-224",
                "shufflenet-v1-1.0-g3-224",
                "shufflenet-v2-1.0-224",
                "autoencoder-toyadmos"
            })
    void writesNetworksOfTheZoo(String name) {
        String script = KerasScript.of(Zoo.network(name).toGraph(DType.FLOAT32), name);
        assertThat(script).contains("return keras.Model(t0, ").doesNotContain("null");
    }
}
