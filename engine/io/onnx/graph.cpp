#include "engine/io/onnx/graph.h"

namespace unfold {
namespace {

// The numbers of fields, as in onnx.proto.
namespace model_field {
constexpr int ir_version = 1, producer = 2, graph = 7, opset = 8;
}
namespace opset_field {
constexpr int version = 2;
}
namespace graph_field {
constexpr int node = 1, name = 2, initializer = 5, description = 10, input = 11, output = 12;
}
namespace node_field {
constexpr int input = 1, output = 2, op = 4, attribute = 5;
}
namespace attribute_field {
constexpr int name = 1, integer = 3, text = 4, integers = 8, texts = 9, type = 20;
}
namespace tensor_field {
constexpr int size = 1, type = 2, name = 8, bytes = 9;
}
namespace value_field {
constexpr int name = 1, type = 2, tensor = 1, element = 1, shape = 2, axis = 1, size = 1,
              open_size = 2;
}

constexpr int ir_version = 8, opset_version = 17;

struct AttributeWriter {
  Protobuf& written;

  void operator()(std::int64_t value) {
    written.integer(attribute_field::integer, value).integer(attribute_field::type, 2);
  }
  void operator()(const std::string& value) {
    written.text(attribute_field::text, value).integer(attribute_field::type, 3);
  }
  void operator()(const std::vector<std::int64_t>& values) {
    for (const std::int64_t value : values) written.integer(attribute_field::integers, value);
    written.integer(attribute_field::type, 7);
  }
  void operator()(const std::vector<std::string>& values) {
    for (const std::string& value : values) written.text(attribute_field::texts, value);
    written.integer(attribute_field::type, 8);
  }
};

}  // namespace

void OnnxGraph::input(const std::string& name, Type type, const std::vector<Size>& shape) {
  nodes_and_values_.message(graph_field::input, value_info(name, type, shape));
}

void OnnxGraph::output(const std::string& name, Type type, const std::vector<Size>& shape) {
  nodes_and_values_.message(graph_field::output, value_info(name, type, shape));
}

Protobuf OnnxGraph::value_info(const std::string& name, Type type, const std::vector<Size>& shape) {
  Protobuf axes;
  for (const Size& size : shape) {
    Protobuf axis;
    if (const auto* number = std::get_if<std::int64_t>(&size)) {
      axis.integer(value_field::size, *number);
    } else {
      axis.text(value_field::open_size, std::get<std::string>(size));
    }
    axes.message(value_field::axis, axis);
  }
  Protobuf tensor, kind, value;
  tensor.integer(value_field::element, static_cast<int>(type)).message(value_field::shape, axes);
  kind.message(value_field::tensor, tensor);
  value.text(value_field::name, name).message(value_field::type, kind);
  return value;
}

std::string OnnxGraph::initializer(const std::string& name, Type type, std::span<const int> shape,
                                   std::string_view bytes) {
  Protobuf tensor;
  for (const int size : shape) tensor.integer(tensor_field::size, size);
  tensor.integer(tensor_field::type, static_cast<int>(type))
      .text(tensor_field::name, name)
      .text(tensor_field::bytes, bytes);
  nodes_and_values_.message(graph_field::initializer, tensor);
  return name;
}

std::string OnnxGraph::constant(const std::string& name, const Tensor& values) {
  const std::string_view bytes(reinterpret_cast<const char*>(values.data()),
                               sizeof(float) * values.count());
  return initializer(name, Type::number, {values.shape().begin(), values.shape().end()}, bytes);
}

std::string OnnxGraph::constant(const std::vector<std::int64_t>& values) {
  const std::string_view bytes(reinterpret_cast<const char*>(values.data()),
                               sizeof(std::int64_t) * values.size());
  const int count = static_cast<int>(values.size());
  return initializer("constant_" + std::to_string(count_++), Type::int64, {&count, 1}, bytes);
}

std::string OnnxGraph::node(const std::string& op, const std::vector<std::string>& inputs,
                            const std::vector<Attribute>& attributes) {
  std::string output = op + "_" + std::to_string(count_++);
  node(op, inputs, {output}, attributes);
  return output;
}

void OnnxGraph::node(const std::string& op, const std::vector<std::string>& inputs,
                     const std::vector<std::string>& outputs,
                     const std::vector<Attribute>& attributes) {
  Protobuf node;
  for (const std::string& input : inputs) node.text(node_field::input, input);
  for (const std::string& output : outputs) node.text(node_field::output, output);
  node.text(node_field::op, op);
  for (const Attribute& attribute : attributes) {
    Protobuf written;
    written.text(attribute_field::name, attribute.name);
    std::visit(AttributeWriter{written}, attribute.value);
    node.message(node_field::attribute, written);
  }
  nodes_and_values_.message(graph_field::node, node);
}

std::string OnnxGraph::model(const std::string& name, const std::string& description) const {
  Protobuf graph = nodes_and_values_, opset, model;
  graph.text(graph_field::name, name).text(graph_field::description, description);
  opset.integer(opset_field::version, opset_version);
  model.integer(model_field::ir_version, ir_version)
      .text(model_field::producer, "Unfold")
      .message(model_field::opset, opset)
      .message(model_field::graph, graph);
  return model.bytes();
}

}  // namespace unfold
