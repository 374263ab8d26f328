#include "support.h"
#include "tests.h"

int main(void)
{
    test_requantize();
    test_conv();
    test_conv_1x1();
    test_depthwise();
    test_depthwise_inplace();
    test_depthwise_3x3();
    test_depthwise_3x3_inplace();
    test_dense();
    test_add();
    test_add_single();
    test_mul();
    test_groups();
    test_transpose_conv();
    test_mean();
    test_reduce();
    test_move();
    test_lookup();
    test_pool();
    test_pool_accumulation();
    test_concat();
    test_resize();
    test_resize_pixels();
    test_resize_bilinear();
    test_softmax();
    test_stream();
    test_dense_accumulation();
    test_bottleneck();
    test_strip();
    test_status();
    return verdict();
}
