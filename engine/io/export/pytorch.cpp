#include "engine/io/export/pytorch.h"

#include "engine/io/export/python.h"
#include "engine/io/export/pytorch_cells.h"
#include "engine/io/export/pytorch_training.h"
#include "engine/io/export/pytorch_weights.h"

namespace unfold {
namespace {

using Activation = DenseLayer::Activation;

// ---- The network's parts.

std::string cell_class(const RecurrentLayer& layer) {
  if (gate_count(layer.cell) == 1) return "nn.RNN";
  if (layer.cell == CellKind::lstm) return "nn.LSTM";
  if (layer.cell == CellKind::peephole_lstm) return "PeepholeLSTMCell";
  return layer.reset_after ? "nn.GRU" : "TensorFlowGRUCell";
}

std::string made(const RecurrentLayer& layer, int D) {
  const std::string sizes = std::to_string(D) + ", " + std::to_string(layer.units);
  const std::string bias = layer.biases.used ? "" : ", bias=False";
  if (!has_pytorch_layer(layer)) {
    const std::string cell = cell_class(layer) + "(" + sizes + bias + ")";
    return "Recurrent(" + cell + (layer.bidirectional ? ", " + cell : "") + ")";
  }
  const std::string relu = layer.cell == CellKind::relu_rnn ? ", nonlinearity=\"relu\"" : "";
  const std::string both = layer.bidirectional ? ", bidirectional=True" : "";
  return cell_class(layer) + "(" + sizes + relu + bias + ", batch_first=True" + both + ")";
}

std::string made(const DropoutLayer& layer, int) {
  return "nn.Dropout(" + number_text(static_cast<float>(1 - layer.keep)) + ")";
}

std::string made(const DenseLayer& layer, int K) {
  return "nn.Linear(" + std::to_string(K) + ", " + std::to_string(layer.units) +
         (layer.has_bias ? "" : ", bias=False") + ")";
}

bool freezes_bias(const Network& network) {
  for (const int place : recurrent_places(network)) {
    const RecurrentLayer& layer = recurrent_at(network, place);
    if (has_pytorch_layer(layer) && layer.biases.used && !layer.reset_after) return true;
  }
  return false;
}

void add_init(Script& script, const Network& network) {
  const std::vector<std::string> names = layer_names(network);
  const std::vector<int> widths = layer_widths(network);
  script.line("    def __init__(self):").line("        super().__init__()");
  if (network.input.kind == InputLayer::Kind::ids) {
    script.line("        self.embedding = nn.Embedding(", network.input.size, ", ",
                network.input.width, ")");
  }
  for (std::size_t place = 0; place < names.size(); ++place) {
    const std::string layer = std::visit(
        [&](const auto& kind) { return made(kind, widths[place]); }, network.layers[place]);
    script.line("        self.", names[place], " = ", layer);
  }
  if (!freezes_bias(network)) return;
  script.block(R"(
        # TensorFlow's cells have one bias, in which the forget bias is too. PyTorch's second one
        # stays zero: trained beside the first, it would double each step of the bias.
        for name, parameter in self.named_parameters():
            if ".bias_hh" in name:
                nn.init.zeros_(parameter).requires_grad_(False)
)");
}

// ---- What it computes.

std::string final_h(const RecurrentLayer& layer, const std::string& state, int direction) {
  const std::string n = std::to_string(direction);
  if (!has_pytorch_layer(layer)) return state + "[" + n + "][0]";
  return state + (gate_count(layer.cell) == 4 ? "[0]" : "") + "[" + n + "]";
}

std::string merged(Merge merge, const std::string& a, const std::string& b) {
  switch (merge) {
    case Merge::concat: return "torch.cat([" + a + ", " + b + "], -1)";
    case Merge::sum: return a + " + " + b;
    case Merge::average: return "(" + a + " + " + b + ") / 2";
    case Merge::product: return a + " * " + b;
  }
  return "";
}

std::string read_state(const RecurrentLayer& layer, const std::string& state) {
  const std::string h = final_h(layer, state, 0);
  return layer.bidirectional ? merged(*layer.bidirectional, h, final_h(layer, state, 1)) : h;
}

class ForwardWriter {
 public:
  ForwardWriter(Script& script, const Exportable& model)
      : script_(script),
        network_(model.network),
        names_(layer_names(model.network)),
        has_lengths_(!model.lengths.empty()) {}

  void write() {
    write_head();
    write_input();
    int states = 0;
    for (std::size_t place = 0; place < names_.size(); ++place) {
      const Layer& layer = network_.layers[place];
      if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) {
        write_recurrent(*recurrent, names_[place], "state_" + std::to_string(states++));
      } else if (const auto* dense = std::get_if<DenseLayer>(&layer)) {
        script_.line("        x = ", activated(*dense, "self." + names_[place] + "(x)"));
      } else {
        script_.line("        x = self.", names_[place], "(x)");
      }
      if (static_cast<int>(place) == last_recurrent(network_)) write_readout();
    }
    script_.line("        return x, ", tuple("state_"));
  }

 private:
  // "(state_0, state_1)"
  std::string tuple(const std::string& item, bool numbered = true) const {
    const int count = static_cast<int>(recurrent_places(network_).size());
    std::string text = "(";
    for (int n = 0; n < count; ++n) {
      text += (n > 0 ? ", " : "") + item + (numbered ? std::to_string(n) : "");
    }
    return text + (count == 1 ? ",)" : ")");
  }

  void write_head() {
    script_.line()
        .line("    def forward(self, x, states=", tuple("None", false),
              has_lengths_ ? ", lengths=None" : "", "):")
        .line("        \"\"\"",
              is_symbols(network_) ? "Symbols by number (B, T)"
                                   : "Numbers (B, T, " + std::to_string(network_.input.size) + ")",
              "; the outputs and the final state of each recurrent layer.\"\"\"");
    if (!recurrent_places(network_).empty()) {
      script_.line("        ", tuple("state_"), " = states");
    }
  }

  void write_input() {
    if (network_.input.kind == InputLayer::Kind::one_hot) {
      script_.line("        x = F.one_hot(x, ", network_.input.size, ").float()");
    } else if (network_.input.kind == InputLayer::Kind::ids) {
      script_.line("        x = self.embedding(x)");
    }
  }

  void write_recurrent(const RecurrentLayer& layer, const std::string& name,
                       const std::string& state) {
    const std::string lengths = has_lengths_ ? ", lengths" : "";
    if (layer.backwards) script_.line("        x = reverse(x", lengths, ")");
    const std::string input = "x, " + state + lengths + ")";
    const bool packs = has_lengths_ && has_pytorch_layer(layer);
    script_.line("        x, ", state, " = ",
                 packs ? "run(self." + name + ", " + input : "self." + name + "(" + input);
    if (!layer.bidirectional || layer.bidirectional == Merge::concat) return;
    script_.line("        ahead, back = x.chunk(2, -1)")
        .line("        x = ", merged(*layer.bidirectional, "ahead", "back"));
  }

  void write_readout() {
    if (network_.readout == Readout::every_step) return;
    std::vector<std::string> all;
    for (const int place : recurrent_places(network_)) {
      all.push_back(
          read_state(recurrent_at(network_, place), "state_" + std::to_string(all.size())));
    }
    if (network_.readout == Readout::last || all.size() == 1) {
      script_.line("        x = ", all.back());
      return;
    }
    std::string list;
    for (const std::string& h : all) list += (list.empty() ? "" : ", ") + h;
    script_.line("        x = torch.cat([", list, "], -1)");
  }

  static std::string activated(const DenseLayer& layer, const std::string& x) {
    switch (layer.activation) {
      case Activation::linear: return x;
      case Activation::tanh: return x + ".tanh()";
      case Activation::sigmoid: return x + ".sigmoid()";
      case Activation::relu: return x + ".relu()";
      case Activation::softmax: return x + ".softmax(-1)";
    }
    return "";
  }

  Script& script_;
  const Network& network_;
  std::vector<std::string> names_;
  bool has_lengths_;
};

void add_network(Script& script, const Exportable& model) {
  script.line().line().line("class Network(nn.Module):");
  add_init(script, model.network);
  ForwardWriter(script, model).write();
  script.block(R"(


def load_network():
    """The network with the weights as they were exported."""
    weights = np.load(HERE / WEIGHTS)
    network = Network()
    network.load_state_dict({name: torch.from_numpy(weights[name]) for name in weights})
    return network


@torch.no_grad()
)");
  std::string more, given;
  if (!model.state.empty()) more += ", states", given += ", states";
  if (!model.lengths.empty()) more += ", lengths=None", given += ", lengths=lengths";
  script.line("def predict(network, x", more, "):")
      .line("    \"\"\"What the network makes of sequences, without dropout.\"\"\"")
      .line("    network.eval()")
      .line("    return network(x", given, ")[0]");
}

// ---- The head of the program.

void add_head(Script& script, const Exportable& model, const std::string& stem) {
  add_python_title(script, model, "PyTorch");
  script.line("The weights are in ", stem, ".weights.npz, by the names of the state_dict.");
  if (model.data) add_pytorch_usage(script, *model.data, stem);
  script.line("\"\"\"").line();
  const bool is_shared = model.data && sequences_of_batch(*model.data) > 1;
  if (is_shared) script.line("import os");
  if (model.data) script.line("import sys");
  script.block("from pathlib import Path\n\nimport numpy as np\nimport torch\n");
  if (is_shared) script.line("import torch.distributed as dist");
  const bool needs_functions = model.data || model.network.input.kind == InputLayer::Kind::one_hot;
  if (needs_functions) script.line("import torch.nn.functional as F");
  script.line("from torch import nn");
  if (is_shared) script.line("from torch.nn.parallel import DistributedDataParallel");
  script.line();
  add_python_paths(script, stem);
}

void add_reading(Script& script, const Exportable& model) {
  if (model.x.empty()) return;
  const std::string kind = is_symbols(model.network) ? "" : ", dtype=torch.float32";
  script.line("x = torch.tensor(", list_text(model.x), kind, ")");
  if (!model.lengths.empty()) {
    script.line("lengths = torch.tensor(", list_text(model.lengths), ")");
  }
  if (model.state.empty()) return;
  // PyTorch's layers have an axis for their directions in front.
  const RecurrentLayer& layer = recurrent_at(model.network, recurrent_places(model.network)[0]);
  const std::string front = has_pytorch_layer(layer) ? "[None]" : "";
  script.line("states = ", pytorch_states(model.network, [&](int place) {
                return "torch.tensor(" + list_text(model.state[place]) + ", dtype=torch.float32)" +
                       front;
              }));
}

}  // namespace

std::vector<ExportedFile> pytorch_program(const Exportable& model, const std::string& stem) {
  Script script;
  add_head(script, model, stem);
  if (model.data) {
    add_pytorch_data(script, *model.data, model.network, stem);
  } else {
    add_reading(script, model);
  }
  add_pytorch_cells(script, model);
  add_network(script, model);
  if (model.data) add_pytorch_training(script, model.network, *model.data);
  const std::string states = model.state.empty() ? "" : ", states";
  const std::string lengths = model.lengths.empty() ? "" : ", lengths";
  add_python_entry(script, model, "print(predict(load_network(), x" + states + lengths + "))",
                   "print(load_network())");
  return python_files(script, model, pytorch_state_dict(model), stem);
}

}  // namespace unfold
