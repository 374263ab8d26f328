#ifndef TENSORFLOW_LITE_SCHEMA_SCHEMA_GENERATED_H_
#define TENSORFLOW_LITE_SCHEMA_SCHEMA_GENERATED_H_

#include <stdint.h>

#define TFLITE_SCHEMA_VERSION 3

namespace tflite {

struct Model {
    uint32_t version() const { return 3; }
};

// None where the file is not aligned or is no model.
inline const Model* GetModel(const void* buffer) {
    static const Model model = {};
    const char* text = static_cast<const char*>(buffer);
    const bool good = reinterpret_cast<uintptr_t>(buffer) % 16 == 0 && text[4] == 'T' && text[7] == '3';
    return good ? &model : nullptr;
}

}  // namespace tflite

#endif  // TENSORFLOW_LITE_SCHEMA_SCHEMA_GENERATED_H_
