#include "engine/io/export/onnx.h"

#include "engine/io/export/arrays.h"
#include "engine/io/export/script.h"
#include "engine/io/onnx/graph.h"
#include "engine/nn/network/text.h"

namespace unfold {
namespace {

using Value = std::string;  // by its name

// ONNX has the gates i, o, f, c of an LSTM and z, r, h of a GRU, whose z is u.
constexpr int onnx_lstm[] = {0, 3, 2, 1}, onnx_gru[] = {1, 0, 2}, onnx_rnn[] = {0};

std::span<const int> onnx_gates(CellKind cell) {
  if (gate_count(cell) == 4) return onnx_lstm;
  if (gate_count(cell) == 3) return onnx_gru;
  return onnx_rnn;
}

// (directions, …), of the cells of a layer.
template <typename Part>
Tensor stacked(const std::vector<CellWeights>& cells, Part part) {
  std::vector<float> values;
  Shape shape;
  for (const CellWeights& cell : cells) {
    const Tensor one = part(cell);
    shape = one.shape().inserted(0, static_cast<int>(cells.size()));
    values.insert(values.end(), one.values().begin(), one.values().end());
  }
  return {shape, values};
}

class OnnxWriter {
 public:
  explicit OnnxWriter(const Exportable& model)
      : model_(model), network_(model.network), states_(state_places(model.network)) {}

  std::string write() {
    Value x = input();
    const int last = last_recurrent(network_);
    // Recurrent operators read (time, batch, D).
    if (last >= 0) x = swapped(x);
    for (int place = 0; place < static_cast<int>(network_.layers.size()); ++place) {
      const Layer& layer = network_.layers[place];
      if (std::holds_alternative<RecurrentLayer>(layer)) {
        x = recurrent(x, place);
      } else if (std::holds_alternative<DenseLayer>(layer)) {
        x = dense(x, place);
      }
      if (place == last) x = readout(x);
    }
    output(x);
    return graph_.model(model_.title, network_text(network_));
  }

 private:
  bool is_sequence() const { return network_.readout == Readout::every_step; }

  Value input() {
    using Type = OnnxGraph::Type;
    const std::int64_t V = network_.input.size;
    if (!model_.lengths.empty()) graph_.input("lengths", Type::int32, {"batch"});
    if (network_.input.kind == InputLayer::Kind::features) {
      graph_.input("x", Type::number, {"batch", "time", V});
      return "x";
    }
    graph_.input("x", Type::int64, {"batch", "time"});
    if (network_.input.kind == InputLayer::Kind::ids) {
      return graph_.node("Gather", {graph_.constant("embedding", table_of(model_)), "x"});
    }
    const Value values = graph_.constant("no_and_yes", Tensor(Shape{2}, {0, 1}));
    return graph_.node("OneHot", {"x", graph_.constant({V}), values});
  }

  void output(const Value& x) {
    graph_.node("Identity", {x}, {"outputs"}, {});
    const std::int64_t F = layer_widths(network_).back();
    using Sizes = std::vector<OnnxGraph::Size>;
    const Sizes shape = is_sequence() ? Sizes{"batch", "time", F} : Sizes{"batch", F};
    graph_.output("outputs", OnnxGraph::Type::number, shape);
  }

  // Batch and time in the other order.
  Value swapped(const Value& x) {
    return graph_.node("Transpose", {x}, {{"perm", std::vector<std::int64_t>{1, 0, 2}}});
  }

  Value recurrent(Value x, int place) {
    const RecurrentLayer& layer = recurrent_at(network_, place);
    const Value scope = layer_scope(network_, place);
    if (layer.backwards) x = reversed(x);
    const Value lengths = model_.lengths.empty() ? "" : "lengths";
    const Value outputs = scope + "/outputs", h = scope + "/h";
    std::vector<Value> inputs = weights(x, layer, place, scope, lengths);
    next_cell_ += layer.bidirectional ? 2 : 1;
    graph_.node(op(layer.cell), inputs, {outputs, h}, attributes(layer));
    final_h_.push_back(merged(h, layer, 0));
    return merged(outputs, layer, 1);
  }

  // x and what belongs to the operator: W, R, B, lengths, initial h and c and peepholes.
  std::vector<Value> weights(const Value& x, const RecurrentLayer& layer, int place,
                             const Value& scope, const Value& lengths) {
    const std::vector<CellWeights> cells = cell_weights(model_, place);
    const auto arranged = [&](const Tensor& values) {
      return blocks_of(values, layer.units, onnx_gates(layer.cell));
    };
    const Value W = graph_.constant(scope + "/W", stacked(cells, [&](const CellWeights& cell) {
                                      return transposed(arranged(cell.kernel));
                                    }));
    const Value R = graph_.constant(scope + "/R", stacked(cells, [&](const CellWeights& cell) {
                                      return transposed(arranged(cell.recurrent));
                                    }));
    const Value B = graph_.constant(scope + "/B", stacked(cells, [&](const CellWeights& cell) {
                                      const Tensor& second = cell.recurrent_bias;
                                      const Tensor none = Tensor::zeros(cell.bias.shape());
                                      return side_by_side(arranged(cell.bias),
                                                          second.empty() ? none : arranged(second));
                                    }));
    const bool has_c = gate_count(layer.cell) == 4;
    std::vector<Value> names = {x, W, R, B, lengths, initial(layer, scope, "h")};
    if (has_c) names.push_back(initial(layer, scope, "c"));
    if (layer.cell == CellKind::peephole_lstm) names.push_back(peepholes(cells, scope));
    return names;
  }

  // An input that may be left out, with the state that the network is given, for its own sequences;
  // "" where it begins with zeros. (onnxruntime-web hands over none that may be left out.)
  Value initial(const RecurrentLayer& layer, const Value& scope, const Value& part) {
    if (model_.state.empty()) return "";
    const int cells = layer.bidirectional ? 2 : 1;
    std::vector<float> values;
    for (int cell = 0; cell < cells; ++cell) {
      const StatePlaces& places = states_[next_cell_ + cell];
      const Tensor& state = model_.state[part == "h" ? places.h : places.c];
      values.insert(values.end(), state.values().begin(), state.values().end());
    }
    const Value name = scope + "/initial_" + part;
    const int B = model_.x.size(0);
    graph_.input(name, OnnxGraph::Type::number, {cells, "batch", layer.units});
    return graph_.constant(name, Tensor(Shape{cells, B, layer.units}, values));
  }

  // Of the gates i, o and f.
  Value peepholes(const std::vector<CellWeights>& cells, const Value& scope) {
    return graph_.constant(scope + "/P", stacked(cells, [](const CellWeights& cell) {
                             return side_by_side(side_by_side(cell.peepholes[0], cell.peepholes[2]),
                                                 cell.peepholes[1]);
                           }));
  }

  static Value op(CellKind cell) {
    if (gate_count(cell) == 4) return "LSTM";
    return gate_count(cell) == 3 ? "GRU" : "RNN";
  }

  static std::vector<OnnxGraph::Attribute> attributes(const RecurrentLayer& layer) {
    std::vector<OnnxGraph::Attribute> all = {{"hidden_size", std::int64_t{layer.units}}};
    const bool both = layer.bidirectional.has_value();
    if (both) all.push_back({"direction", Value("bidirectional")});
    if (layer.cell == CellKind::relu_rnn) {
      all.push_back({"activations", std::vector<Value>(both ? 2 : 1, "Relu")});
    }
    if (layer.reset_after) all.push_back({"linear_before_reset", std::int64_t{1}});
    return all;
  }

  Value reversed(const Value& x) {
    if (!model_.lengths.empty()) {
      const Value lengths = graph_.node("Cast", {"lengths"}, {{"to", std::int64_t{7}}});
      return graph_.node("ReverseSequence", {x, lengths},
                         {{"time_axis", std::int64_t{0}}, {"batch_axis", std::int64_t{1}}});
    }
    constexpr std::int64_t before_first = INT64_MIN;
    const Value starts = graph_.constant({-1}), ends = graph_.constant({before_first});
    const Value axes = graph_.constant({0}), steps = graph_.constant({-1});
    return graph_.node("Slice", {x, starts, ends, axes, steps});
  }

  // What becomes of the directions, which stand in this axis before batch and units.
  Value merged(const Value& x, const RecurrentLayer& layer, std::int64_t axis) {
    if (!layer.bidirectional) return graph_.node("Squeeze", {x, graph_.constant({axis})});
    const OnnxGraph::Attribute axes = {"axes", std::vector<std::int64_t>{axis}};
    const OnnxGraph::Attribute away = {"keepdims", std::int64_t{0}};
    switch (*layer.bidirectional) {
      case Merge::sum: return graph_.node("ReduceSum", {x, graph_.constant({axis})}, {away});
      case Merge::average: return graph_.node("ReduceMean", {x}, {axes, away});
      case Merge::product: return graph_.node("ReduceProd", {x}, {axes, away});
      case Merge::concat: break;
    }
    std::vector<std::int64_t> order = {1, 0, 2}, shape = {0, 2 * layer.units};
    if (axis == 1) order = {0, 2, 1, 3}, shape = {0, 0, 2 * layer.units};
    const Value behind = graph_.node("Transpose", {x}, {{"perm", order}});
    return graph_.node("Reshape", {behind, graph_.constant(shape)});
  }

  Value readout(const Value& x) {
    if (is_sequence()) return swapped(x);
    if (network_.readout == Readout::last) return final_h_.back();
    return graph_.node("Concat", final_h_, {{"axis", std::int64_t{-1}}});
  }

  Value dense(const Value& x, int place) {
    const auto& layer = std::get<DenseLayer>(network_.layers[place]);
    const Value scope = layer_scope(network_, place);
    const auto [kernel, bias] = dense_weights(model_, place);
    Value y = graph_.node("MatMul", {x, graph_.constant(scope + "/kernel", kernel)});
    if (layer.has_bias) y = graph_.node("Add", {y, graph_.constant(scope + "/bias", bias)});
    switch (layer.activation) {
      case DenseLayer::Activation::linear: return y;
      case DenseLayer::Activation::tanh: return graph_.node("Tanh", {y});
      case DenseLayer::Activation::sigmoid: return graph_.node("Sigmoid", {y});
      case DenseLayer::Activation::relu: return graph_.node("Relu", {y});
      case DenseLayer::Activation::softmax: return graph_.node("Softmax", {y});
    }
    return y;
  }

  const Exportable& model_;
  const Network& network_;
  OnnxGraph graph_;
  std::vector<Value> final_h_;
  std::vector<StatePlaces> states_;
  int next_cell_ = 0;
};

}  // namespace

std::vector<ExportedFile> onnx_model(const Exportable& model, const std::string& stem) {
  return {{stem + ".onnx", OnnxWriter(model).write()}};
}

}  // namespace unfold
