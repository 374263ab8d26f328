/* One row of an inverted bottleneck, a group of expanded channels at a time. */
#include <stddef.h>
#include <string.h>

#include "tns_depthwise_row.h"
#include "tns_kernels.h"
#include "tns_layer.h"
#include "tns_layer_add.h"
#include "tns_layer_finish.h"
#include "tns_weights.h"

static tns_layer layer_of(const tns_conv_params *p)
{
    const tns_layer layer = {p->weights, p->bias,           p->multiplier, p->shift,  p->out_c,
                             p->in_c,    p->out_zero_point, p->act_min,    p->act_max};
    return layer;
}

/*
 * The rows inside the image, which follow each other, stand expanded one after the other; the depthwise convolution
 * takes them for a whole image.
 */
void tns_bottleneck_row_s8(const tns_bottleneck_params *p, const int8_t *const *rows, int8_t *scratch, int8_t *output)
{
    tns_conv_params filter = *p->depthwise;
    tns_layer expand = layer_of(p->expand);
    tns_layer project = layer_of(p->project);
    const int32_t pixels = filter.out_w;
    const int32_t sum_bytes = pixels * project.channels * (int32_t)sizeof(tns_sum);
    tns_sum *const sums = (tns_sum *)(void *)scratch;
    int8_t *const expanded = scratch + sum_bytes;
    int8_t *const filtered = expanded + filter.k_h * filter.in_w * p->group;
    tns_row_source source = tns_source_image(&filter, expanded);

    source.top = 0;
    while (source.top > -filter.k_h && rows[-source.top] == NULL) {
        source.top--;
    }
    rows -= source.top;
    filter.dilation_h = 1;
    filter.in_h = 0;
    while (filter.in_h - source.top < filter.k_h && rows[filter.in_h] != NULL) {
        filter.in_h++;
    }
    memset(sums, 0, (size_t)sum_bytes);
    for (int32_t left = p->depthwise->in_c; left > 0; left -= p->group) {
        const int32_t group = left < p->group ? left : p->group;
        int8_t *row = expanded;
        expand.channels = group;
        for (int32_t y = 0; y < filter.in_h; y++) {
            tns_layer_run(&expand, rows[y] + p->first, row, filter.in_w);
            row += filter.in_w * group;
        }
        filter.in_c = group;
        filter.out_c = group;
        tns_depthwise_rows(&filter, &source, filtered, 1);
        project.taps = group;
        tns_layer_add(&project, filtered, sums, pixels);
        expand.weights += tns_weight_bytes(group, expand.taps);
        expand.bias += group;
        expand.multiplier += group;
        expand.shift += group;
        filter.weights += filter.k_h * filter.k_w * group;
        filter.bias += group;
        filter.multiplier += group;
        filter.shift += group;
        project.weights += tns_weight_bytes(project.channels, group);
    }
    tns_layer_finish(&project, sums, output, pixels);
}
