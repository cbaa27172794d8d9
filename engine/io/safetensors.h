// safetensors: named arrays in one file, the way that other tools read and write them.
//
//   from safetensors.numpy import load_file; load_file("run.safetensors")["rnn/kernel"]
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/shape.h"

namespace unfold {

struct SafeTensors {
  enum class Type { f32, u8 };
  struct Entry {
    std::string name;
    Type type;
    Shape shape;
    std::string bytes;  // little-endian, row-major
  };

  std::map<std::string, std::string> metadata;
  std::vector<Entry> entries;
};

// Both throw std::invalid_argument for what the format does not allow: a name twice, text that is
// not UTF-8, sizes that do not fit the shapes; the reader also for types other than F32 and U8.
std::string write_safetensors(const SafeTensors& contents);
SafeTensors read_safetensors(std::string_view file);

}  // namespace unfold
