#ifndef TENSORFLOW_LITE_MICRO_MICRO_MUTABLE_OP_RESOLVER_H_
#define TENSORFLOW_LITE_MICRO_MICRO_MUTABLE_OP_RESOLVER_H_

#include "tensorflow/lite/c/common.h"

namespace tflite {

class MicroOpResolver {
public:
    virtual unsigned int ops() const = 0;

protected:
    ~MicroOpResolver() {}
};

template <unsigned int tOpCount>
class MicroMutableOpResolver final : public MicroOpResolver {
    static_assert(tOpCount > 0, "There is no array of 0 ops");

public:
    unsigned int ops() const override { return added_; }

    TfLiteStatus AddAdd() { return Add(); }
    TfLiteStatus AddArgMax() { return Add(); }
    TfLiteStatus AddArgMin() { return Add(); }
    TfLiteStatus AddAveragePool2D() { return Add(); }
    TfLiteStatus AddCast() { return Add(); }
    TfLiteStatus AddConcatenation() { return Add(); }
    TfLiteStatus AddConv2D() { return Add(); }
    TfLiteStatus AddDepthwiseConv2D() { return Add(); }
    TfLiteStatus AddDequantize() { return Add(); }
    TfLiteStatus AddExpandDims() { return Add(); }
    TfLiteStatus AddFullyConnected() { return Add(); }
    TfLiteStatus AddHardSwish() { return Add(); }
    TfLiteStatus AddLeakyRelu() { return Add(); }
    TfLiteStatus AddLogistic() { return Add(); }
    TfLiteStatus AddMaxPool2D() { return Add(); }
    TfLiteStatus AddMaximum() { return Add(); }
    TfLiteStatus AddMean() { return Add(); }
    TfLiteStatus AddMinimum() { return Add(); }
    TfLiteStatus AddMul() { return Add(); }
    TfLiteStatus AddPack() { return Add(); }
    TfLiteStatus AddPad() { return Add(); }
    TfLiteStatus AddPadV2() { return Add(); }
    TfLiteStatus AddPrelu() { return Add(); }
    TfLiteStatus AddQuantize() { return Add(); }
    TfLiteStatus AddReduceMax() { return Add(); }
    TfLiteStatus AddReduceMin() { return Add(); }
    TfLiteStatus AddRelu() { return Add(); }
    TfLiteStatus AddRelu6() { return Add(); }
    TfLiteStatus AddReshape() { return Add(); }
    TfLiteStatus AddResizeBilinear() { return Add(); }
    TfLiteStatus AddResizeNearestNeighbor() { return Add(); }
    TfLiteStatus AddShape() { return Add(); }
    TfLiteStatus AddSlice() { return Add(); }
    TfLiteStatus AddSoftmax() { return Add(); }
    TfLiteStatus AddSplit() { return Add(); }
    TfLiteStatus AddSplitV() { return Add(); }
    TfLiteStatus AddSqueeze() { return Add(); }
    TfLiteStatus AddStridedSlice() { return Add(); }
    TfLiteStatus AddSub() { return Add(); }
    TfLiteStatus AddSum() { return Add(); }
    TfLiteStatus AddTanh() { return Add(); }
    TfLiteStatus AddTranspose() { return Add(); }
    TfLiteStatus AddTransposeConv() { return Add(); }
    TfLiteStatus AddUnpack() { return Add(); }

private:
    TfLiteStatus Add() { return added_++ < tOpCount ? kTfLiteOk : kTfLiteError; }

    unsigned int added_ = 0;
};

}  // namespace tflite

#endif  // TENSORFLOW_LITE_MICRO_MICRO_MUTABLE_OP_RESOLVER_H_
