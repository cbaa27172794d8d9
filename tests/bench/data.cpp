#include "tests/bench/data.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>

namespace unfold::bench {
namespace {

constexpr std::uint32_t weights_seed = 1234;
constexpr std::uint32_t inputs_seed = 42;

template <typename Draw>
Tensor filled(const Shape& shape, Draw&& draw) {
  Tensor tensor(shape);
  for (float& value : tensor.mutable_values()) value = static_cast<float>(draw());
  return tensor;
}

Tensor uniform(const Shape& shape, double bound, Mulberry32& random) {
  return filled(shape, [&] { return (2 * random() - 1) * bound; });
}

Tensor layer_bias(const Spec& spec) {
  Tensor bias = Tensor::zeros(Shape{spec.gates() * spec.hidden});
  const bool forgets = spec.cell == CellKind::lstm;
  if (forgets) std::fill_n(bias.mutable_data() + spec.hidden, spec.hidden, 1.0f);
  return bias;
}

void add_layer(Data& data, const Spec& spec, int layer, const std::string& way,
               Mulberry32& random) {
  const std::string prefix = "l" + std::to_string(layer) + ".";
  const int columns = spec.gates() * spec.hidden;
  const double bound = 1 / std::sqrt(spec.hidden);
  data.floats[prefix + "Wx" + way] =
      uniform(Shape{spec.layer_input(layer), columns}, bound, random);
  data.floats[prefix + "Wh" + way] = uniform(Shape{spec.hidden, columns}, bound, random);
  data.floats[prefix + "b" + way] = layer_bias(spec);
}

void add_recurrent_weights(Data& data, const Spec& spec) {
  Mulberry32 random(weights_seed);
  for (int layer = 0; layer < spec.layers; ++layer) {
    add_layer(data, spec, layer, "", random);
    if (spec.bidirectional) add_layer(data, spec, layer, "_reverse", random);
  }
  const double bound = 1 / std::sqrt(spec.head_input());
  data.floats["head.W"] = uniform(Shape{spec.head_input(), spec.output}, bound, random);
  data.floats["head.b"] = Tensor::zeros(Shape{spec.output});
}

// TensorFlow's log-uniform distribution over [0, n): few are frequent.
int log_uniform(int n, Mulberry32& random) {
  return std::min(n - 1, static_cast<int>(std::exp(random() * std::log(n + 1))) - 1);
}
double log_uniform_probability(int k, int n) {
  return std::log((k + 2.0) / (k + 1)) / std::log(n + 1);
}

// Different ones, in the order in which they came.
std::vector<int> drawn_once(int count, int n, Mulberry32& random) {
  std::vector<int> ids;
  for (std::set<int> seen; static_cast<int>(ids.size()) < count;) {
    const int id = log_uniform(n, random);
    if (seen.insert(id).second) ids.push_back(id);
  }
  return ids;
}

Tensor log_expected(const std::vector<int>& ids, const Spec& spec) {
  auto id = ids.begin();
  return filled(Shape{static_cast<int>(ids.size())}, [&] {
    return std::log(log_uniform_probability(*id++, spec.vocabulary) * spec.negatives);
  });
}

void add_word2vec_batch(Data& data, const Spec& spec, int batch, Mulberry32& random) {
  const std::string prefix = std::string("b").append(std::to_string(batch)).append(".");
  std::vector<int>&inputs = data.ints[prefix + "in"], &labels = data.ints[prefix + "label"];
  for (int i = 0; i < spec.batch; ++i) {
    inputs.push_back(log_uniform(spec.vocabulary, random));
    labels.push_back(log_uniform(spec.vocabulary, random));
  }
  const std::vector<int> negatives = drawn_once(spec.negatives, spec.vocabulary, random);
  data.floats[prefix + "logqLabel"] = log_expected(labels, spec);
  data.floats[prefix + "logqNeg"] = log_expected(negatives, spec);
  data.ints[prefix + "neg"] = negatives;
}

void add_word2vec(Data& data, const Spec& spec, Mulberry32& random) {
  Mulberry32 weights(weights_seed);
  const Shape table{spec.vocabulary, spec.embedding};
  const double deviation = 1 / std::sqrt(spec.embedding);
  data.floats["emb"] = uniform(table, 1, weights);
  data.floats["nceW"] = filled(table, [&] {
    const double first = weights(), second = weights(), third = weights();
    return (first + second + third - 1.5) * 2 * deviation;  // nearly normal
  });
  data.floats["nceB"] = Tensor::zeros(Shape{spec.vocabulary});
  for (int batch = 0; batch < spec.batches; ++batch) {
    add_word2vec_batch(data, spec, batch, random);
  }
}

// Symbols as one-hot rows.
void add_symbols(Data& data, const Spec& spec, const std::vector<int>& ids) {
  Tensor x = Tensor::zeros(Shape{spec.batch, spec.steps, spec.input});
  for (std::size_t i = 0; i < ids.size(); ++i) x.mutable_data()[i * spec.input + ids[i]] = 1;
  data.floats["x"] = x;
}

void add_hihello(Data& data, const Spec& spec) {
  add_symbols(data, spec, {0, 1, 0, 2, 3, 3});
  data.ints["y"] = {1, 0, 2, 3, 3, 4};
}

// Windows on a sentence, each with the window one character later.
void add_sentence(Data& data, const Spec& spec) {
  static const std::string sentence =
      "if you want to build a ship, don't drum up people together to collect wood and don't "
      "assign them tasks and work, but rather teach them to long for the endless immensity of "
      "the sea.";
  const std::set<char> distinct(sentence.begin(), sentence.end());
  const auto id = [&](int at) {
    return static_cast<int>(std::distance(distinct.begin(), distinct.find(sentence[at])));
  };
  std::vector<int> ids, next;
  for (int b = 0; b < spec.batch; ++b) {
    for (int t = 0; t < spec.steps; ++t) {
      ids.push_back(id(b + t));
      next.push_back(id(b + t + 1));
    }
  }
  add_symbols(data, spec, ids);
  data.ints["y"] = next;
}

void add_series(Data& data, const Spec& spec, Mulberry32& random) {
  constexpr double resolution = 0.1;
  const auto series = [](double t) { return t * std::sin(t) / 3 + 2 * std::sin(t * 5); };
  Tensor x(Shape{spec.batch, spec.steps, 1}), y(Shape{spec.batch, spec.steps, 1});
  for (int b = 0; b < spec.batch; ++b) {
    const double start = random() * (30 - spec.steps * resolution);
    for (int t = 0; t < spec.steps; ++t) {
      const int at = b * spec.steps + t;
      x.mutable_data()[at] = static_cast<float>(series(start + t * resolution));
      y.mutable_data()[at] = static_cast<float>(series(start + (t + 1) * resolution));
    }
  }
  data.floats["x"] = x;
  data.floats["y"] = y;
}

void add_random_symbols(Data& data, const Spec& spec, Mulberry32& random) {
  std::vector<int> ids, next;
  for (int i = 0; i < spec.batch * spec.steps; ++i) {
    ids.push_back(log_uniform(spec.input, random));
    next.push_back(log_uniform(spec.output, random));
  }
  add_symbols(data, spec, ids);
  data.ints["y"] = next;
}

void add_random_numbers(Data& data, const Spec& spec, Mulberry32& random) {
  const int rows = spec.head == Spec::Head::all ? spec.batch * spec.steps : spec.batch;
  data.floats["x"] = filled(Shape{spec.batch, spec.steps, spec.input}, random);
  data.floats["y"] = filled(Shape{rows, spec.output}, random);
}

// One pixel in five is set.
void add_random_images(Data& data, const Spec& spec, Mulberry32& random) {
  data.floats["x"] = filled(Shape{spec.batch, spec.steps, spec.input}, [&] {
    const double chance = random(), value = random();
    return chance < 0.2 ? value : 0;
  });
  for (int b = 0; b < spec.batch; ++b) {
    data.ints["y"].push_back(static_cast<int>(random() * spec.output));
  }
}

void add_random_inputs(Data& data, const Spec& spec, Mulberry32& random) {
  if (!spec.has_classes()) return add_random_numbers(data, spec, random);
  if (spec.head == Spec::Head::all) return add_random_symbols(data, spec, random);
  add_random_images(data, spec, random);
}

}  // namespace

double Mulberry32::operator()() {
  state_ += 0x6D2B79F5u;
  std::uint32_t t = (state_ ^ (state_ >> 15)) * (1u | state_);
  t = (t + (t ^ (t >> 7)) * (61u | t)) ^ t;
  return (t ^ (t >> 14)) / 4294967296.0;
}

Data named_data(std::string_view name) {
  const Spec spec = read_spec(named_spec(name).spec);
  const auto number = static_cast<std::uint32_t>(std::stoi(std::string(name.substr(1))));
  if (name != "W1" && name != "W2" && name != "W7") return random_data(spec, inputs_seed + number);
  Data data;
  add_recurrent_weights(data, spec);
  Mulberry32 random(inputs_seed + number);
  if (name == "W1") add_hihello(data, spec);
  if (name == "W2") add_sentence(data, spec);
  if (name == "W7") add_series(data, spec, random);
  return data;
}

Data random_data(const Spec& spec, std::uint32_t seed) {
  Data data;
  Mulberry32 random(seed);
  if (spec.task == Spec::Task::word2vec) {
    add_word2vec(data, spec, random);
  } else {
    add_recurrent_weights(data, spec);
    add_random_inputs(data, spec, random);
  }
  return data;
}

}  // namespace unfold::bench
