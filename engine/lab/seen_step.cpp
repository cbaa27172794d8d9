#include "engine/lab/seen_step.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/core/require.h"

namespace unfold {
namespace {

constexpr int most_numbers = 20'000;  // of a variable that is shown whole

bool has_variables(const Session& session, const Network& network) {
  const std::vector<NetworkCell> cells = cells_of(network);
  const auto& named = session.variables().named();
  const auto has = [&](const NetworkCell& cell) {
    return std::any_of(named.begin(), named.end(), [&](const auto& variable) {
      return variable.name.starts_with(cell.scope + "/");
    });
  };
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), has);
}

// In double, since the squares of what has vanished are too small for a float.
float norm(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += double{value} * value;
  return static_cast<float>(std::sqrt(sum));
}

std::vector<float> norms_by_row(const Tensor& x) {
  std::vector<float> norms;
  if (x.empty()) return norms;
  const auto width = static_cast<std::size_t>(x.size(-1));
  for (std::size_t at = 0; at < x.values().size(); at += width) {
    norms.push_back(norm(x.values().subspan(at, width)));
  }
  return norms;
}

std::vector<CellChoice> cells_in(const Network& network, int sequence) {
  std::vector<CellChoice> cells;
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    const auto* layer = std::get_if<RecurrentLayer>(&network.layers[place]);
    if (layer == nullptr) continue;
    cells.push_back({place, sequence});
    if (layer->bidirectional) cells.push_back({place, sequence, true});
  }
  return cells;
}

// The names of symbols by their numbers, as far as the examples read them.
std::map<int, std::string> symbols_of(const Session& session, const Network& network) {
  std::map<int, std::string> names;
  const bool reads_symbols = network.input.kind == InputLayer::Kind::one_hot &&
                             std::holds_alternative<RecurrentLayer>(network.layers.front());
  const auto examples = reads_symbols ? session.examples() : std::nullopt;
  if (!examples || examples->x.rank() != 2) return names;
  for (std::size_t i = 0; i < examples->steps.size(); ++i) {
    names.emplace(static_cast<int>(examples->x.values()[i]), examples->steps[i]);
  }
  return names;
}

// What the lowest cell reads, from left to right; none where one of them has no name.
std::vector<std::string> reads_of(const CellRun& run, int sequence, bool flips,
                                  const std::map<int, std::string>& symbols) {
  const int T = run.x.size(1), D = run.x.size(2);
  std::vector<std::string> names;
  for (int t = 0; t < run.lengths[sequence]; ++t) {
    const float* row = run.x.data() + (sequence * T + t) * D;
    const auto symbol = symbols.find(static_cast<int>(std::max_element(row, row + D) - row));
    if (symbol == symbols.end()) return {};
    names.push_back(symbol->second);
  }
  if (flips) std::reverse(names.begin(), names.end());
  return names;
}

bool is_of(const Network& network, const std::string& variable) {
  if (network.input.kind == InputLayer::Kind::ids && variable == table_scope(network.input)) {
    return true;
  }
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    if (variable.starts_with(layer_scope(network, place) + "/")) return true;
  }
  return false;
}

// A layer's scope may lie within the cell's.
bool is_of_cell(const Network& network, const std::string& scope, const std::string& variable) {
  if (!variable.starts_with(scope + "/")) return false;
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    const std::string other = layer_scope(network, place);
    if (other.starts_with(scope + "/") && variable.starts_with(other + "/")) return false;
  }
  return true;
}

SeenWeights seen_weights(const Variables::Named& before, const Tensor& after,
                         const Tensor& gradient, bool is_own) {
  Tensor moves(after.shape());
  std::transform(after.data(), after.data() + after.count(), before.value.data(),
                 moves.mutable_data(), [](float now, float then) { return now - then; });
  const std::span<const float> all = moves.values();
  const auto most = std::max_element(all.begin(), all.end(),
                                     [](float a, float b) { return std::abs(a) < std::abs(b); });
  const int at = static_cast<int>(most - all.begin());
  const bool is_whole = is_own && after.count() <= most_numbers;
  return {.name = before.name,
          .shape = after.shape(),
          .norm = norm(before.value.values()),
          .move = norm(all),
          .gradient = gradient.empty() ? std::nullopt : std::optional(norm(gradient.values())),
          .most = at,
          .before = before.value.data()[at],
          .after = after.data()[at],
          .is_own = is_own,
          .gradients = is_whole ? gradient : Tensor(),
          .moves = is_whole ? moves : Tensor()};
}

class Seeing {
 public:
  Seeing(const NextStep& next, const Network& network, int sequence)
      : next_(next), network_(network), sequence_(sequence) {}

  std::optional<WayBack> back(const CellChoice& cell) const {
    const auto [run, number] = next_.find(network_, cell.place, cell.backwards, sequence_);
    if (run == nullptr || run->lengths[number] == 0) return std::nullopt;
    const auto& layer = std::get<RecurrentLayer>(network_.layers[cell.place]);
    const std::vector<CellWeights> weights = cell_weights(network_, next_.before, cell.place);
    WayBack back = way_back(layer, weights[cell.backwards ? 1 : 0], *run, number);
    add_masks(back, network_, cell.place, *run, number, next_.dropouts);
    return back;
  }

  std::vector<SeenCell> cells() const {
    std::vector<SeenCell> all;
    for (const CellChoice& cell : cells_in(network_, sequence_)) {
      all.push_back({.cell = cell, .dh = {}, .dc = {}, .outside = {}});
      const auto back = this->back(cell);
      if (!back) continue;
      all.back().dh = norms_by_row(back->dh);
      all.back().dc = norms_by_row(back->dc);
      all.back().outside = norms_by_row(back->outside);
    }
    return all;
  }

  std::vector<SeenWeights> weights(const std::string& scope, bool of_all) const {
    std::vector<SeenWeights> all;
    for (std::size_t i = 0; i < next_.before.size(); ++i) {
      const Variables::Named& before = next_.before[i];
      if (!of_all && !is_of(network_, before.name)) continue;
      all.push_back(seen_weights(before, next_.after[i].value, next_.gradients[i],
                                 is_of_cell(network_, scope, before.name)));
    }
    return all;
  }

 private:
  const NextStep& next_;
  const Network& network_;
  int sequence_;
};

}  // namespace

std::vector<Network> networks_to_see(const Session& session) {
  std::vector<Network> networks = session.networks();
  if (const auto first = session.network()) {
    const auto at = std::find(networks.begin(), networks.end(), *first);
    if (at != networks.end()) std::rotate(networks.begin(), at, at + 1);
  }
  std::erase_if(networks, [&](const Network& each) { return !has_variables(session, each); });
  return networks;
}

std::optional<SeenStep> see_next_step(Session& session, const Network& network,
                                      const CellChoice& cell) {
  const std::vector<CellChoice> cells = cells_in(network, 0);
  const auto chosen = std::find_if(cells.begin(), cells.end(), [&](const CellChoice& each) {
    return each.place == cell.place && each.backwards == cell.backwards;
  });
  require(chosen != cells.end(), "way back", "there is no such cell at ", cell.place);
  const bool is_only_network = networks_to_see(session).size() == 1;
  const std::map<int, std::string> symbols = symbols_of(session, network);
  const NextStep next = take_next_step(session);
  if (next.runs.empty()) return std::nullopt;
  const int sequences = next.count_sequences(network, cells.front().place, false);
  if (sequences == 0) return std::nullopt;
  const int number = std::min(cell.example, sequences - 1);
  const SequenceInRun lowest = next.find(network, cells.front().place, false, number);
  const bool flips = std::get<RecurrentLayer>(network.layers[cells.front().place]).backwards;
  const Seeing seeing(next, network, number);
  const std::string scope =
      cells_of(network)[static_cast<std::size_t>(chosen - cells.begin())].scope;
  return SeenStep{.sequences = sequences,
                  .sequence = number,
                  .reads = reads_of(*lowest.run, lowest.number, flips, symbols),
                  .cells = seeing.cells(),
                  .cell = seeing.back(cell),
                  .weights = seeing.weights(scope, is_only_network)};
}

}  // namespace unfold
