// OnnxGraph: nodes and constants of an ONNX model, in the order in which they compute.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/io/onnx/protobuf.h"

namespace unfold {

class OnnxGraph {
 public:
  enum class Type { number = 1, int32 = 6, int64 = 7 };
  using Size = std::variant<std::int64_t, std::string>;  // an axis, or the name of an open one
  struct Attribute {
    std::string name;
    std::variant<std::int64_t, std::string, std::vector<std::int64_t>, std::vector<std::string>>
        value;
  };

  void input(const std::string& name, Type type, const std::vector<Size>& shape);
  void output(const std::string& name, Type type, const std::vector<Size>& shape);
  // Each gives the name of what it makes.
  std::string constant(const std::string& name, const Tensor& values);
  std::string constant(const std::vector<std::int64_t>& values);  // (N)
  std::string node(const std::string& op, const std::vector<std::string>& inputs,
                   const std::vector<Attribute>& attributes = {});
  // With outputs that the caller names.
  void node(const std::string& op, const std::vector<std::string>& inputs,
            const std::vector<std::string>& outputs, const std::vector<Attribute>& attributes);

  // The whole file.
  std::string model(const std::string& name, const std::string& description) const;

 private:
  static Protobuf value_info(const std::string& name, Type type, const std::vector<Size>& shape);
  std::string initializer(const std::string& name, Type type, std::span<const int> shape,
                          std::string_view bytes);

  Protobuf nodes_and_values_;
  int count_ = 0;
};

}  // namespace unfold
