#include "engine/io/export/pytorch_cells.h"

#include <algorithm>

#include "engine/io/export/pytorch_weights.h"

namespace unfold {
namespace {

constexpr std::string_view gru_cell = R"(


class TensorFlowGRUCell(nn.Module):
    """TensorFlow 1's GRU: its reset gate stands before the product with the state, where nn.GRU
    has it behind."""

    def __init__(self, inputs, units, bias=True):
        super().__init__()
        self.units = units
        self.gates = nn.Linear(inputs + units, 2 * units, bias)
        self.candidate = nn.Linear(inputs + units, units, bias)

    def zero_state(self, x):
        return (x.new_zeros(len(x), self.units),)

    def forward(self, x, state):
        (h,) = state
        r, u = self.gates(torch.cat([x, h], -1)).sigmoid().chunk(2, -1)
        candidate = self.candidate(torch.cat([x, r * h], -1)).tanh()
        return (u * h + (1 - u) * candidate,)
)";

constexpr std::string_view peephole_cell = R"(


class PeepholeLSTMCell(nn.Module):
    """An LSTM whose gates see c as well, which nn.LSTM's do not."""

    def __init__(self, inputs, units, bias=True):
        super().__init__()
        self.units = units
        self.gates = nn.Linear(inputs + units, 4 * units, bias)
        self.peepholes = nn.Parameter(torch.zeros(3, units))  # of the gates i, f and o

    def zero_state(self, x):
        return x.new_zeros(len(x), self.units), x.new_zeros(len(x), self.units)

    def forward(self, x, state):
        h, c = state
        i, j, f, o = self.gates(torch.cat([x, h], -1)).chunk(4, -1)
        see_i, see_f, see_o = self.peepholes
        c = c * (f + see_f * c).sigmoid() + (i + see_i * c).sigmoid() * j.tanh()
        h = c.tanh() * (o + see_o * c).sigmoid()
        return h, c
)";

constexpr std::string_view run_cells = R"(


class Recurrent(nn.Module):
    """Runs a cell over sequences (B, T, D) or, if there are two, the second one from their ends.
    Gives the outputs (B, T, units) and of each cell its state, h first."""

    def __init__(self, *cells):
        super().__init__()
        self.cells = nn.ModuleList(cells)

    def forward(self, x, states=None, lengths=None):
        outputs, finals = [], []
        for n, cell in enumerate(self.cells):
            y, state = self.run(
                cell, reverse(x, lengths) if n else x, states[n] if states else None, lengths
            )
            outputs.append(reverse(y, lengths) if n else y)
            finals.append(state)
        return torch.cat(outputs, -1), finals

    @staticmethod
    def run(cell, x, state, lengths):
        state = state or cell.zero_state(x[:, 0])
        outputs = []
        for t, x_t in enumerate(x.unbind(1)):
            before, state = state, cell(x_t, state)
            output = state[0]
            if lengths is not None:  # behind its end a sequence gives zeros and its state stays
                valid = (t < lengths)[:, None]
                output = output * valid
                state = tuple(torch.where(valid, a, b) for a, b in zip(state, before))
            outputs.append(output)
        return torch.stack(outputs, 1), state
)";

constexpr std::string_view reversal = R"(


def reverse(x, lengths=None):
    """Each sequence from its end; what lies behind its length stays there."""
    if lengths is None:
        return x.flip(1)
    t = torch.arange(x.shape[1], device=x.device)
    last = lengths[:, None] - 1
    return x.gather(1, torch.where(t <= last, last - t, t)[..., None].expand_as(x))
)";

constexpr std::string_view packing = R"(


def run(layer, x, state, lengths):
    """Sequences of these lengths; behind its end each gives zeros."""
    packed = nn.utils.rnn.pack_padded_sequence(
        x, lengths.cpu(), batch_first=True, enforce_sorted=False
    )
    outputs, state = layer(packed, state)
    outputs, _ = nn.utils.rnn.pad_packed_sequence(
        outputs, batch_first=True, total_length=x.shape[1]
    )
    return outputs, state
)";

}  // namespace

void add_pytorch_cells(Script& script, const Exportable& model) {
  const auto places = recurrent_places(model.network);
  const auto any = [&](auto is) {
    return std::any_of(places.begin(), places.end(),
                       [&](int place) { return is(recurrent_at(model.network, place)); });
  };
  const bool has_own = any([](const auto& layer) { return !has_pytorch_layer(layer); });
  const bool has_lengths = !model.lengths.empty();
  if (has_own || any([](const auto& layer) { return layer.backwards; })) script.block(reversal);
  if (has_lengths && any(has_pytorch_layer)) script.block(packing);
  if (!has_own) return;
  const auto has = [&](CellKind kind) {
    return any([=](const auto& layer) { return layer.cell == kind && !has_pytorch_layer(layer); });
  };
  if (has(CellKind::gru)) script.block(gru_cell);
  if (has(CellKind::peephole_lstm)) script.block(peephole_cell);
  script.block(run_cells);
}

}  // namespace unfold
