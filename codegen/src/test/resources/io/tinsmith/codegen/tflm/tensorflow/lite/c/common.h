// For tests: what generated programs use of TFLite Micro's API, no more. Each header stands where the real one does.
#ifndef TENSORFLOW_LITE_C_COMMON_H_
#define TENSORFLOW_LITE_C_COMMON_H_

#include <stddef.h>
#include <stdint.h>

enum TfLiteStatus { kTfLiteOk = 0, kTfLiteError = 1 };

enum TfLiteType {
    kTfLiteNoType = 0,
    kTfLiteFloat32 = 1,
    kTfLiteInt32 = 2,
    kTfLiteUInt8 = 3,
    kTfLiteInt64 = 4,
    kTfLiteBool = 6,
    kTfLiteInt16 = 7,
    kTfLiteInt8 = 9
};

union TfLitePtrUnion {
    int32_t* i32;
    int64_t* i64;
    float* f;
    uint8_t* uint8;
    bool* b;
    int16_t* i16;
    int8_t* int8;
    void* data;
};

struct TfLiteQuantizationParams {
    float scale;
    int32_t zero_point;
};

struct TfLiteTensor {
    TfLitePtrUnion data;
    TfLiteQuantizationParams params;
    size_t bytes;
    TfLiteType type;
};

#define TF_LITE_ENSURE_STATUS(a)          \
    do {                                  \
        const TfLiteStatus status_ = (a); \
        if (status_ != kTfLiteOk) {       \
            return status_;               \
        }                                 \
    } while (0)

#endif  // TENSORFLOW_LITE_C_COMMON_H_
