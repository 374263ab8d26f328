#ifndef TENSORFLOW_LITE_MICRO_MICRO_INTERPRETER_H_
#define TENSORFLOW_LITE_MICRO_MICRO_INTERPRETER_H_

#include "tensorflow/lite/c/common.h"
#include "tensorflow/lite/micro/micro_mutable_op_resolver.h"
#include "tensorflow/lite/schema/schema_generated.h"

namespace tflite {

// Each tensor has all of the arena: what is written to an input is what an output shows.
class MicroInterpreter {
public:
    MicroInterpreter(const Model* model, const MicroOpResolver& resolver, uint8_t* arena, size_t arena_size)
        : ready_(model != nullptr && resolver.ops() > 0 && reinterpret_cast<uintptr_t>(arena) % 16 == 0),
          arena_size_(arena_size) {
        tensor_.data.uint8 = arena;
        tensor_.params.scale = 0.5f;
        tensor_.params.zero_point = 3;
        tensor_.bytes = arena_size;
        tensor_.type = STUB_TYPE;
    }

    TfLiteStatus AllocateTensors() { return ready_ ? kTfLiteOk : kTfLiteError; }
    TfLiteStatus Invoke() { return kTfLiteOk; }
    TfLiteTensor* input(size_t) { return &tensor_; }
    TfLiteTensor* output(size_t) { return &tensor_; }
    size_t arena_used_bytes() const { return arena_size_; }

private:
    bool ready_;
    size_t arena_size_;
    TfLiteTensor tensor_;
};

}  // namespace tflite

#endif  // TENSORFLOW_LITE_MICRO_MICRO_INTERPRETER_H_
