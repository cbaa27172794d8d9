#include "examples/basics/stacked-cells/stacked_cells.h"

#include "engine/random/numpy.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/tensors.h"

namespace unfold {
namespace {

constexpr Choice<StackedCells::Source> inputs_from[] = {
    {StackedCells::Source::arange, "arange", "0, 1, 2, …"},
    {StackedCells::Source::random, "random", "NumPy's rand"}};

constexpr std::string_view layer_names[] = {"layer_1", "layer_2", "layer_3", "layer_4",
                                            "layer_5", "layer_6", "layer_7", "layer_8"};

Network network_of(const StackedCells::Inputs& inputs, int D) {
  Network network{.input = {InputLayer::Kind::features, D}, .seed = inputs.seed};
  for (int layer = 0; layer < inputs.layers; ++layer) {
    const std::string scope = "multi_rnn_cell/cell_" + std::to_string(layer);
    network.layers.emplace_back(RecurrentLayer{.cell = inputs.cell,
                                               .units = inputs.hidden,
                                               .origins = origins(scope, inputs.op_seed + layer)});
  }
  return network;
}

}  // namespace

void StackedCells::Inputs::visit(Form& form) {
  form.choice("source", source, inputs_from)
      .label("Source")
      .help(
          "The input: the numbers 0 to 44 as 3 sequences of 5, or random numbers between 0 and 1 "
          "as 2 sequences of 5.");
  form.seed("numpy_seed", numpy_seed)
      .label("NumPy seed")
      .help("Seed of the random numbers; 42 gives the notebook's own.")
      .when("source", "random")
      .advanced();
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand on top of each other; each layer adds its own weights.")
      .range(1, std::size(layer_names));
  hidden_field(form, hidden)
      .help("How many numbers the state of each layer holds; the top layer's are the output.")
      .range(1, 256);
  cell_field(form, cell);
  seed_field(form, seed);
  op_seed_field(form, "op_seed", op_seed)
      .label("Op seed")
      .help("The op seed of the lowest layer's weights; each layer above takes the next number.");
}

std::vector<Preset> StackedCells::presets() {
  const auto printed = [](std::string_view shape) {
    return std::vector{printed_text("shape", 0, shape)};
  };
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block MultiRNNCell, three LSTMs of 5: not recoverable, so only the shape "
               "(3, 5, 5) and the structure are compared.",
       .origin = Origin::invariant,
       .published = printed("(3, 5, 5)")},
      {.name = "deep-rnn",
       .label = "Deep RNN, 3 × 100",
       .note = "The RNN chapter's deep RNN: its input comes from seed 42 and is exact, of the "
               "output only the shape (2, 5, 100) was printed.",
       .origin = Origin::invariant,
       .inputs = {{"source", "random"}, {"hidden", "100"}, {"cell", "rnn"}, {"seed", "42"}},
       .published = printed("(2, 5, 100)")},
  };
}

StackedCells::StackedCells(const Inputs& inputs)
    : x_(inputs.source == Source::arange ? counting({3, 5, 3})
                                         : RandomState(inputs.numpy_seed).rand({2, 5, 2})),
      network_(network_of(inputs, x_.size(2))) {
  const std::vector<int> widths = layer_widths(network_);
  for (int layer = 0; layer < inputs.layers; ++layer) {
    layers_.push_back(make_layer_cells(network_, layer, widths[layer], variables_));
  }
}

void StackedCells::step(Report& report) {
  const MatrixLabels labels{{"batch", "time", "unit"}, {}};
  Table shapes{{"name", "shape"}, {{"input", to_string(x_.shape())}}};

  report.matrix("input", x_, {{"batch", "time", "feature"}, {}});
  Tensor outputs = x_, h;
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    const LayerCells::Result result = layers_[layer].run(outputs);
    outputs = result.outputs;
    h = result.h;
    report.matrix(layer_names[layer], outputs, labels);
    shapes.rows.push_back({std::string(layer_names[layer]), to_string(outputs.shape())});
  }
  report.matrix("outputs", outputs, labels);
  shapes.rows.push_back({"outputs", to_string(outputs.shape())});

  report.table("shapes", shapes);
  report.text("shape", to_string(outputs.shape()));
  report.invariant("top layer's state equals its last output",
                   largest_difference(last_outputs(outputs), h), 0);
}

}  // namespace unfold
