/* Depthwise convolution whose output takes the place of its input. */
#include <string.h>

#include "tns_depthwise_row.h"
#include "tns_kernels.h"

/*
 * Output row y overwrites image row y, which this and later output rows read. So the scratch keeps the image rows
 * y - pad_top .. y, in order; the rows below y are still in place. Rows above the image stay unread.
 */
void tns_depthwise_inplace_s8(const tns_conv_params *p, int8_t *data, int8_t *scratch)
{
    if (tns_depthwise_fits_in_place(p)) {
        const tns_row_source image = tns_source_image(p, data);
        tns_depthwise_rows(p, &image, data, p->out_h);
        return;
    }
    const int32_t row_size = p->in_w * p->in_c;
    int8_t *current = scratch + p->pad_top * row_size;
    tns_row_source source = {NULL, data, scratch, p->pad_top + 1, -p->pad_top};
    int8_t *row = data;
    for (int32_t y = 0; y < p->out_h; y++) {
        for (int32_t i = 0; i < p->pad_top; i++) {
            memcpy(scratch + i * row_size, scratch + (i + 1) * row_size, (size_t)row_size);
        }
        memcpy(current, row, (size_t)row_size);
        tns_depthwise_rows(p, &source, row, 1);
        row += row_size;
        source.top++;
    }
}
