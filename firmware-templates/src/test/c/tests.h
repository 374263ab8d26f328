/* The tests, one function a group. */
#ifndef TESTS_H
#define TESTS_H

void test_requantize(void);
void test_conv(void);
void test_conv_1x1(void);
void test_depthwise(void);
void test_depthwise_inplace(void);
void test_depthwise_3x3(void);
void test_depthwise_3x3_inplace(void);
void test_dense(void);
void test_add(void);
void test_add_single(void);
void test_mul(void);
void test_groups(void);
void test_transpose_conv(void);
void test_mean(void);
void test_reduce(void);
void test_move(void);
void test_lookup(void);
void test_pool(void);
void test_pool_accumulation(void);
void test_concat(void);
void test_resize(void);
void test_resize_pixels(void);
void test_resize_bilinear(void);
void test_softmax(void);
void test_stream(void);
void test_dense_accumulation(void);
void test_bottleneck(void);
void test_strip(void);
void test_status(void);

#endif
