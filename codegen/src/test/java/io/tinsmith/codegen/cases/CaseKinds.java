package io.tinsmith.codegen.cases;

import static io.tinsmith.codegen.cases.CaseKind.inPlace;
import static io.tinsmith.codegen.cases.CaseKind.layer;
import static io.tinsmith.codegen.cases.CaseKind.rows;

import java.util.List;

/** All kinds of cases: a new kernel is one more line. */
final class CaseKinds {
    static final List<CaseKind> ALL = List.of(
            layer("conv", "tns_conv_s8", LinearCases::conv),
            layer("conv1x1", "tns_conv_1x1_s8", LinearCases::pointwise),
            layer("depthwise", "tns_depthwise_s8", LinearCases::depthwise),
            inPlace("depthwise_inplace", "tns_depthwise_inplace_s8", LinearCases::depthwiseOfStrideOne),
            layer("conv_groups", "tns_conv_groups_s8", LinearCases::convOfGroups),
            layer("depthwise_multiplier", "tns_conv_groups_s8", LinearCases::depthwiseWithMultiplier),
            layer("transpose_conv", "tns_transpose_conv_s8", LinearCases::transposed),
            layer("dense", "tns_dense_s8", LinearCases::dense),
            layer("dense_halves", "tns_dense_s8", LinearCases::denseInHalves),
            layer("add", "tns_add", OtherCases::add),
            inPlace("add_inplace", "tns_add", OtherCases::add),
            layer("add_channels", "tns_add_", PairCases::addOfChannels),
            layer("sub", "tns_add_", PairCases::sub),
            inPlace("sub_inplace", "tns_add_", PairCases::sub),
            layer("sub_channels", "tns_add_", PairCases::subOfChannels),
            layer("mul", "tns_mul_s8", PairCases::mul),
            inPlace("mul_inplace", "tns_mul_s8", PairCases::mul),
            layer("mul_channels", "tns_mul_channels_s8", PairCases::mulOfChannels),
            inPlace("mul_channels_inplace", "tns_mul_channels_s8", PairCases::mulOfChannels),
            layer("maximum", "tns_maximum_s8", PairCases::maximum),
            inPlace("maximum_inplace", "tns_maximum_s8", PairCases::maximum),
            layer("minimum", "tns_minimum_s8", PairCases::minimum),
            layer("prelu", "tns_prelu_s8", PairCases::prelu),
            inPlace("prelu_inplace", "tns_prelu_s8", PairCases::prelu),
            layer("with_constant", "tns_lookup_s8", PairCases::withConstant),
            layer("lookup", "tns_lookup_s8", ElementCases::unary),
            inPlace("lookup_inplace", "tns_lookup_s8", ElementCases::unary),
            layer("average_pool", "tns_average_pool_s8", OtherCases::averagePool),
            layer("global_pool", "tns_average_pool_s8", OtherCases::globalPool),
            layer("mean", "tns_mean_s8", OtherCases::mean),
            layer("max_pool", "tns_max_pool_s8", OtherCases::maxPool),
            layer("softmax", "tns_softmax_s8", OtherCases::softmax),
            layer("concat", "tns_concat_s8", OtherCases::concat),
            layer("pad", "tns_move_s8", MoveCases::pad),
            layer("pad_value", "tns_move_s8", MoveCases::padWithValue),
            layer("transpose", "tns_move_s8", MoveCases::transpose),
            layer("slice", "tns_move_s8", MoveCases::slice),
            layer("resize", "tns_resize_nearest_s8", OtherCases::resize),
            layer("reduce_sum", "tns_reduce_sum_s8", OtherCases::reduceSum),
            layer("reduce_mean", "tns_reduce_sum_s8", OtherCases::reduceMean),
            layer("reduce_max", "tns_reduce_max_s8", OtherCases::reduceMax),
            layer("resize_pixels", "tns_resize_pixels_s8", ResizeCases::nearest),
            layer("resize_bilinear", "tns_resize_bilinear_s8", ResizeCases::bilinear),
            rows("conv_rows", "tns_conv_row_s8", LinearCases::conv),
            rows("conv1x1_rows", "tns_conv_1x1_row_s8", LinearCases::pointwise),
            rows("depthwise_rows", "tns_depthwise_row_s8", LinearCases::depthwise),
            rows("average_pool_rows", "tns_average_pool_row_s8", OtherCases::averagePoolRow),
            rows("max_pool_rows", "tns_max_pool_row_s8", OtherCases::maxPool),
            rows("global_pool_rows", "tns_average_pool_accumulate_s8", OtherCases::globalPoolOfRows),
            rows("dense_rows", "tns_dense_accumulate_s8", LinearCases::denseOfRows),
            rows("bottleneck_rows", "tns_bottleneck_row_s8", LinearCases::bottleneck));

    private CaseKinds() {}
}
