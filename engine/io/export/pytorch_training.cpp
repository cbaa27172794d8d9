#include "engine/io/export/pytorch_training.h"

#include <algorithm>

#include "engine/io/export/python.h"
#include "engine/io/export/pytorch_weights.h"

namespace unfold {
namespace {

using Kind = OptimizerKind;

// Processes that torchrun starts take their share of each batch.
bool is_shared(const TrainingData& data) { return sequences_of_batch(data) > 1; }

constexpr std::string_view adam = R"(


class TensorFlowAdam(torch.optim.Adam):
    """TensorFlow adds epsilon before it corrects the bias of v, PyTorch behind that."""

    def __init__(self, parameters, lr):
        super().__init__(parameters, lr)
        self.steps = 0

    def step(self, closure=None):
        self.steps += 1
        for group in self.param_groups:
            group["eps"] = 1e-8 / (1 - 0.999**self.steps) ** 0.5
        return super().step(closure)
)";

constexpr std::string_view rmsprop = R"(


class TensorFlowRMSprop(torch.optim.Optimizer):
    """TensorFlow 1's mean of squares begins at 1, PyTorch's at 0, and epsilon is under the root."""

    def __init__(self, parameters, lr):
        super().__init__(parameters, {"lr": lr})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for parameter in group["params"]:
                square = self.state[parameter].setdefault("square", torch.ones_like(parameter))
                square.lerp_(parameter.grad**2, 0.1)
                parameter -= group["lr"] * parameter.grad / (square + 1e-10).sqrt()
)";

std::string_view own_optimizer(Kind optimizer) {
  if (optimizer == Kind::adam || optimizer == Kind::lazy_adam) return adam;
  return optimizer == Kind::rmsprop ? rmsprop : "";
}

std::string made(Kind optimizer, const std::string& rate) {
  const auto call = [&](const char* name, const char* more) {
    return std::string(name) + "(parameters, lr=" + rate + more + ")";
  };
  switch (optimizer) {
    case Kind::sgd: return call("torch.optim.SGD", "");
    case Kind::momentum: return call("torch.optim.SGD", ", momentum=0.9");
    case Kind::adagrad:
      return call("torch.optim.Adagrad", ", initial_accumulator_value=0.1, eps=0");
    case Kind::rmsprop: return call("TensorFlowRMSprop", "");
    default: return call("TensorFlowAdam", "");
  }
}

std::string loss_of(NetworkLoss loss) {
  switch (loss) {
    case NetworkLoss::mean_squared_error: return "F.mse_loss(outputs, targets)";
    case NetworkLoss::sum_squared_error: return "F.mse_loss(outputs, targets, reduction=\"sum\")";
    case NetworkLoss::minus_y_log_p0:
      return "-(targets * F.log_softmax(outputs, -1)[..., 0]).mean()";
    default: return "F.cross_entropy(outputs.flatten(0, -2), targets.flatten())";
  }
}

bool is_sum(const Network& network) { return network.loss == NetworkLoss::sum_squared_error; }

constexpr Shuffling shuffling = {
    "generator = torch.Generator().manual_seed(0)  # the same for all processes",
    "torch.arange(len(x))", "order.tensor_split(", "torch.randperm(len(x), generator=generator)"};

// ---- The state that streams carry.

std::string zero_states(const Network& network) {
  const std::size_t count = recurrent_places(network).size();
  return "(None,) * " + std::to_string(count);
}

void add_carrying(Script& script, const Network& network, const TrainingData& data) {
  if (!data.state.empty()) {
    // PyTorch's layers have an axis for their directions in front.
    const RecurrentLayer& layer = recurrent_at(network, recurrent_places(network)[0]);
    script.block(R"(


def saved_states(device):
    """The state after the window before the next one, of this process's streams."""

    def saved(name):
)");
    script.line("        return torch.from_numpy(data[name])",
                is_shared(data) ? "[RANK::WORLD]" : "", ".to(device)",
                has_pytorch_layer(layer) ? "[None]" : "");
    const auto saved = [](int place) { return "saved(" + quoted(state_name(place)) + ")"; };
    script.line().line("    return ", pytorch_states(network, saved));
  }
  script.block(R"(


def carried(state, keep):
    """The values alone, so that no gradient flows back into the window before; zeros for streams
    that begin anew."""
    if isinstance(state, torch.Tensor):
        return state.detach() * keep
    return tuple(carried(part, keep) for part in state)
)");
}

// ---- The loop.

void add_rate(Script& script, const Network& network, const TrainingData& data) {
  const std::string rate = number_text(network.learning_rate);
  script.line()
      .line()
      .line("def learning_rate(step):")
      .line("    \"\"\"Falls evenly, to ", number_text(data.final_rate),
            " of itself at the end of the run.\"\"\"")
      .line("    return ", rate, " * (1 - ", number_text(1 - data.final_rate), " * min(1, (",
            data.step, " + step) / ", data.steps, "))");
}

void add_step(Script& script, const Network& network, const TrainingData& data) {
  const bool carries = data.carries_state;
  if (carries) {
    script.line("        if begins:").line("            states = ", zero_states(network));
  }
  const char* share = is_shared(data) ? "[RANK::WORLD]" : "";
  script.line("        inputs, targets = x_batch", share, ".to(device), y_batch", share,
              ".to(device)");
  script.line("        outputs, ", carries ? "states" : "_", " = model(inputs",
              carries ? ", states" : "", ")");
  script.line("        loss = ", loss_of(network.loss));
  if (is_shared(data) && is_sum(network)) {
    script.line("        loss = WORLD * loss  # processes average their gradients");
  } else if (is_shared(data)) {
    script.line("        loss = loss * (WORLD * len(inputs) / len(x_batch))  # shares may differ");
  }
  script.line("        optimizer.zero_grad()").line("        loss.backward()");
  const std::string limit = number_text(network.clipping.limit);
  if (network.clipping.kind == Clipping::Kind::norm) {
    script.line("        nn.utils.clip_grad_norm_(model.parameters(), ", limit, ")");
  } else if (network.clipping.kind == Clipping::Kind::value) {
    script.line("        nn.utils.clip_grad_value_(model.parameters(), ", limit, ")");
  }
  if (data.final_rate != 1) {
    script.block(R"(
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step)
)");
  }
  script.line("        optimizer.step()")
      .line("        losses.append(", is_shared(data) ? "average(loss.detach())" : "loss.item()",
            ")");
  if (!carries) return;
  if (data.reset_every == 0) {
    script.line("        states = carried(states, 1)");
  } else {
    script.line("        keep = (", data.step + 1, " + step + streams) % ", data.reset_every,
                " != 0  # each stream in its turn");
    script.line("        states = carried(states, keep[:, None])");
  }
}

void add_train(Script& script, const Network& network, const TrainingData& data) {
  const bool is_stream = data.window > 0;
  if (is_shared(data)) {
    script.block(R"(


def average(loss):
    """Of all processes that torchrun has started."""
    if WORLD > 1:
        dist.all_reduce(loss)
    return loss.item() / WORLD
)");
  }
  script.block(R"(


def train(model, steps, device="cpu"):
    """Trains so many steps; gives the loss before each of them."""
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
)");
  script.line("    optimizer = ", made(network.optimizer, number_text(network.learning_rate)));
  if (data.carries_state) {
    script.line("    states = ",
                data.state.empty() ? zero_states(network) : "saved_states(device)");
    if (data.reset_every > 0) {
      script.line("    streams = torch.arange(len(x), device=device)",
                  is_shared(data) ? "[RANK::WORLD]" : "");
    }
  }
  script.line("    losses = []").line("    model.train()");
  if (is_stream) {
    script.line("    for step, (x_batch, y_batch, ", data.carries_state ? "begins" : "_",
                ") in zip(range(steps), batches()):");
  } else {
    script.line("    for ", data.final_rate != 1 ? "step" : "_",
                ", (x_batch, y_batch) in zip(range(steps), batches()):");
  }
  add_step(script, network, data);
  script.line("    return losses");
}

// ---- What is printed at the end.

void add_show(Script& script, const Network& network, const TrainingData& data) {
  if (compares_symbols(network) && data.y.rank() == 2) {
    script.block(R"(


def spelled(numbers):
    return "".join(SYMBOLS[n] for n in numbers)
)");
  }
  script.line().line().line("def show(network, device):");
  if (!compares_symbols(network)) {
    script.block(R"(
    outputs = predict(network, x[:1].to(device)).cpu()
    print("predicted:", *outputs[0].flatten().tolist())
    print("should be:", *y[0].flatten().tolist())
)");
  } else if (data.y.rank() == 1) {
    script.block(R"(
    best = predict(network, x[:500].to(device)).argmax(-1).cpu()
    print("right:", (best == y[:500]).float().mean().item())
)");
  } else {
    script.block(R"(
    read = x[:3, :80]
    best = predict(network, read.to(device)).argmax(-1).cpu()
    for symbols, predicted in zip(read, best):
        print(spelled(symbols), "→", spelled(predicted))
)");
  }
}

void add_main(Script& script, const TrainingData& data) {
  add_python_main(script, data);
  const char* gpu = is_shared(data) ? "f\"cuda:{os.environ.get('LOCAL_RANK', 0)}\"" : "\"cuda\"";
  script.line("    has_gpu = torch.cuda.is_available()")
      .line("    device = torch.device(", gpu, " if has_gpu else \"cpu\")");
  if (!is_shared(data)) {
    script.block(R"(
    network = load_network().to(device)
    losses = train(network, steps, device)
    print("loss:", losses[0], "→", losses[-1])
    show(network, device)
)");
    return;
  }
  const int most = sequences_of_batch(data);
  script.block(R"(
    network = model = load_network().to(device)
    if WORLD > 1:
)");
  script.line("        if WORLD > ", most, ":")
      .line("            sys.exit(\"A batch has ", most, " sequences: start at most ", most,
            " processes.\")");
  script.block(R"(
        dist.init_process_group("nccl" if has_gpu else "gloo")
        model = DistributedDataParallel(network)
    losses = train(model, steps, device)
    if RANK == 0:
        print("loss:", losses[0], "→", losses[-1])
        show(network, device)
    if WORLD > 1:
        dist.destroy_process_group()
)");
}

}  // namespace

std::string pytorch_states(const Network& network,
                           const std::function<std::string(int)>& tensor_at) {
  std::string states;
  const std::vector<int> layers = recurrent_places(network);
  const std::vector<StatePlaces> places = state_places(network);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::string h = tensor_at(places[i].h);
    const bool has_c = places[i].c >= 0;
    std::string state = has_c ? "(" + h + ", " + tensor_at(places[i].c) + ")" : h;
    if (!has_pytorch_layer(recurrent_at(network, layers[i]))) {
      state = has_c ? "[" + state + "]" : "[(" + state + ",)]";
    }
    states += state + ", ";
  }
  return "(" + states + ")";
}

void add_pytorch_usage(Script& script, const TrainingData& data, const std::string& stem) {
  if (!is_small(data)) script.line("The data are in ", stem, ".data.npz.");
  script.line().line("    python3 ", stem, ".py [STEPS]");
  if (is_shared(data)) {
    script.line("    torchrun --nproc_per_node=2 ", stem, ".py [STEPS]")
        .line()
        .line("torchrun starts it on as many GPUs, or as many processes, with the same losses.");
  } else {
    script.line();
  }
  script.line("Training goes on from the exported weights; the optimizer begins anew.");
}

void add_pytorch_data(Script& script, const TrainingData& data, const Network& network,
                      const std::string& stem) {
  if (is_shared(data)) {
    script.block(R"(
RANK, WORLD = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))  # by torchrun
)");
  }
  const bool has_small = is_small(data);
  if (compares_symbols(network) && data.y.rank() == 2) add_python_symbols(script, data);
  if (!has_small) script.line("data = np.load(HERE / ", quoted(stem + ".data.npz"), ")");
  const auto add = [&](const char* name, const Tensor& values, bool are_symbols) {
    if (has_small) {
      script.line(name, " = torch.tensor(", list_text(values),
                  are_symbols ? ")" : ", dtype=torch.float32)");
    } else {
      const bool divides = name[0] == 'x' && data.x_divisor > 0;
      script.line(name, " = torch.from_numpy(data[\"", name, "\"])",
                  are_symbols ? ".long()" : ".float()",
                  divides ? " / " + number_text(data.x_divisor) : "");
    }
  };
  add("x", data.x, is_symbols(network));
  add("y", data.y, compares_symbols(network));
}

void add_pytorch_training(Script& script, const Network& network, const TrainingData& data) {
  script.block(own_optimizer(network.optimizer));
  add_python_batches(script, data, shuffling);
  if (data.final_rate != 1) add_rate(script, network, data);
  if (data.carries_state) add_carrying(script, network, data);
  add_train(script, network, data);
  add_show(script, network, data);
  add_main(script, data);
}

}  // namespace unfold
