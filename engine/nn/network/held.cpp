#include "engine/nn/network/held.h"

#include <algorithm>
#include <climits>
#include <cmath>

#include "engine/core/require.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

constexpr double most_held = 1e6;

// What is read of a text, from its beginning.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), rest_(text) {}

  HeldNumber held() {
    HeldNumber held;
    held.network = whole(until("/"));
    std::string_view place = until(".");
    held.backwards = place.ends_with('b');
    if (held.backwards) place.remove_suffix(1);
    held.place = whole(place);
    held.name = until("(");
    std::string_view at = until("):");
    while (!at.empty()) {
      const std::size_t comma = std::min(at.find(','), at.size());
      held.at.push_back(whole(at.substr(0, comma)));
      at.remove_prefix(std::min(comma + 1, at.size()));
    }
    const auto value = read_number(rest_);
    require(value && std::abs(*value) <= most_held, "held number", "\"", rest_,
            "\" is no number from -1000000 to 1000000");
    held.value = static_cast<float>(*value);
    return held;
  }

 private:
  std::string_view until(std::string_view sign) {
    const std::size_t end = rest_.find(sign);
    require(end != std::string_view::npos, "held number", "\"", text_,
            "\" is not written like 0/0.f(0,1,2):0.5");
    const std::string_view before = rest_.substr(0, end);
    rest_.remove_prefix(end + sign.size());
    return before;
  }

  int whole(std::string_view text) const {
    const auto number = read_integer(text);
    require(number && *number >= 0 && *number < INT_MAX, "held number", "\"", text, "\" in \"",
            text_, "\" is no place");
    return static_cast<int>(*number);
  }

  std::string_view text_, rest_;
};

// The width of what stands under a name in a cell that reads D numbers; 0: the cell has no such
// thing.
int width_of(const RecurrentLayer& layer, std::string_view name, int D) {
  const auto is_any = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const int H = layer.units, gates = gate_count(layer.cell);
  if (name == "x") return D;
  if (is_any({"kernel", "recurrent"})) return gates * H;
  if (name == "bias") return layer.biases.used ? gates * H : 0;
  const bool has = name == "h" || (gates == 4 && is_any({"c", "i", "f", "g", "o"})) ||
                   (gates == 3 && is_any({"r", "u", "candidate"})) || (gates == 1 && name == "z");
  return has ? H : 0;
}

// How far each place of a number goes.
std::vector<int> ends_of(const HeldNumber& held, const RecurrentLayer& layer, int D,
                         const Examples& examples) {
  const int width = width_of(layer, held.name, D);
  if (held.name == "bias") return {width};
  if (held.name == "kernel") return {D, width};
  if (held.name == "recurrent") return {layer.units, width};
  const int N = examples.x.size(0), all = examples.x.size(1);
  const bool is_within = held.at.size() == 3 && held.at[0] < N && !examples.lengths.empty();
  const int T = is_within ? examples.lengths[held.at[0]] : all;
  const bool is_state = held.name == "c" || held.name == "h";
  return {N, is_state ? T + 1 : T, width};
}

bool is_within(const std::vector<int>& at, const std::vector<int>& ends) {
  return std::equal(at.begin(), at.end(), ends.begin(), ends.end(),
                    [](int each, int end) { return each < end; });
}

}  // namespace

std::vector<HeldNumber> read_held(std::string_view text) {
  std::vector<HeldNumber> all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    all.push_back(Reader(text.substr(0, end)).held());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

void check_held(std::span<const HeldNumber> held, const Network& network,
                const Examples& examples) {
  const std::vector<int> widths = layer_widths(network);
  for (const HeldNumber& each : held) {
    const auto* layer = each.place < static_cast<int>(network.layers.size())
                            ? std::get_if<RecurrentLayer>(&network.layers[each.place])
                            : nullptr;
    require(layer != nullptr, "held number", "there is no recurrent layer at ", each.place);
    require(layer->bidirectional || !each.backwards, "held number",
            "the layer has no backward cell");
    require(is_within(each.at, ends_of(each, *layer, widths[each.place], examples)), "held number",
            "the cell has no ", each.name, " at this place");
  }
}

CellWeights with_held(const CellWeights& weights, std::span<const HeldNumber> held) {
  CellWeights own = weights;
  const auto hold = [&](std::string_view name, Tensor& values) {
    const auto is_of = [&](const HeldNumber& each) { return each.name == name; };
    if (std::none_of(held.begin(), held.end(), is_of)) return;
    values = Tensor(values.shape(), values.values());
    for (const HeldNumber& each : held) {
      if (!is_of(each)) continue;
      const int row = each.at.size() == 2 ? each.at.front() : 0;
      values.mutable_data()[row * values.size(-1) + each.at.back()] = each.value;
    }
  };
  hold("kernel", own.kernel);
  hold("recurrent", own.recurrent);
  hold("bias", own.bias);
  return own;
}

}  // namespace unfold
