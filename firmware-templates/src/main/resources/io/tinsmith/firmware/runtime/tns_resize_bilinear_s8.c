/* An image of another size, by bilinear interpolation. */
#include "tns_kernels.h"

#define ONE 1024
#define HALF (ONE * ONE / 2)

/* Two neighbours along an axis, and their weights, whose sum is ONE. */
typedef struct {
    int32_t lower, upper;
    int32_t lower_weight, upper_weight;
} neighbours;

static inline neighbours neighbours_of(int32_t place, int32_t size)
{
    neighbours n;
    n.lower = place < 0 ? 0 : place / ONE;
    n.upper = (place + ONE - 1) / ONE;
    n.upper = n.upper < size ? n.upper : size - 1;
    n.upper_weight = place - n.lower * ONE;
    n.lower_weight = ONE - n.upper_weight;
    return n;
}

void tns_resize_bilinear_s8(const tns_resize_bilinear_params *p, const int8_t *input, int8_t *output)
{
    int32_t place_y = p->start_y;
    for (int32_t y = 0; y < p->out_h; y++) {
        const neighbours row = neighbours_of(place_y, p->in_h);
        const int8_t *above = input + row.lower * p->in_w * p->channels;
        const int8_t *below = input + row.upper * p->in_w * p->channels;
        int32_t place_x = p->start_x;
        for (int32_t x = 0; x < p->out_w; x++) {
            const neighbours column = neighbours_of(place_x, p->in_w);
            const int32_t left = column.lower * p->channels;
            const int32_t right = column.upper * p->channels;
            const int32_t above_left = row.lower_weight * column.lower_weight;
            const int32_t above_right = row.lower_weight * column.upper_weight;
            const int32_t below_left = row.upper_weight * column.lower_weight;
            const int32_t below_right = row.upper_weight * column.upper_weight;
            for (int32_t c = 0; c < p->channels; c++) {
                const int32_t sum = above[left + c] * above_left + above[right + c] * above_right +
                                    below[left + c] * below_left + below[right + c] * below_right;
                *output++ = (int8_t)((sum + (sum > 0 ? HALF : -HALF)) / (2 * HALF));
            }
            place_x += p->step_x;
        }
        place_y += p->step_y;
    }
}
