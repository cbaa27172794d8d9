#include "tests/bench/spec.h"

#include <algorithm>
#include <stdexcept>

namespace unfold::bench {
namespace {

[[noreturn]] void refuse(const std::string& key, const std::string& value) {
  throw std::invalid_argument("[spec] " + key + " cannot be " + value);
}

template <typename Value>
struct Word {
  std::string_view word;
  Value value;
};

template <typename Value, std::size_t n>
Value choose(const Word<Value> (&words)[n], const std::string& key, const std::string& value) {
  for (const Word<Value>& word : words) {
    if (word.word == value) return word.value;
  }
  refuse(key, value);
}

int whole(const std::string& key, const std::string& value) {
  const bool digits = !value.empty() && value.size() < 10 &&
                      value.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || std::stoi(value) < 1) refuse(key, value);
  return std::stoi(value);
}

float number(const std::string& key, const std::string& value) {
  try {
    return std::stof(value);
  } catch (const std::logic_error&) {
    refuse(key, value);
  }
}

void set_word(Spec& spec, const std::string& key, const std::string& value) {
  using Task = Spec::Task;
  using Head = Spec::Head;
  using Loss = Spec::Loss;
  static constexpr Word<Task> tasks[] = {
      {"seq", Task::sequence}, {"w2v", Task::word2vec}, {"sample", Task::sampling}};
  static constexpr Word<CellKind> cells[] = {
      {"rnn", CellKind::rnn}, {"lstm", CellKind::lstm}, {"gru", CellKind::gru}};
  static constexpr Word<CellKind> activations[] = {{"tanh", CellKind::rnn},
                                                   {"relu", CellKind::relu_rnn}};
  static constexpr Word<bool> orders[] = {{"rzn", true}, {"zrn", false}, {"zrh", false}};
  static constexpr Word<bool> answers[] = {
      {"true", true}, {"1", true}, {"false", false}, {"0", false}};
  static constexpr Word<Head> heads[] = {
      {"all", Head::all}, {"last", Head::last}, {"concat", Head::concat}};
  static constexpr Word<Loss> losses[] = {
      {"ce", Loss::cross_entropy}, {"sse", Loss::squared_sum}, {"mse", Loss::squared_mean}};

  if (key == "kind") spec.task = choose(tasks, key, value);
  if (key == "cell") spec.cell = choose(cells, key, value);
  if (key == "act") spec.cell = choose(activations, key, value);
  if (key == "gates") spec.reset_first = choose(orders, key, value);
  if (key == "bidirectional") spec.bidirectional = choose(answers, key, value);
  if (key == "on") spec.head = choose(heads, key, value);
  if (key == "loss") spec.loss = choose(losses, key, value);
  if (key == "lr") spec.learning_rate = number(key, value);
}

void set_size(Spec& spec, const std::string& key, const std::string& value) {
  const Word<int*> sizes[] = {{"layers", &spec.layers},    {"hidden", &spec.hidden},
                              {"batch", &spec.batch},      {"seq", &spec.steps},
                              {"input", &spec.input},      {"out", &spec.output},
                              {"vocab", &spec.vocabulary}, {"embed", &spec.embedding},
                              {"neg", &spec.negatives},    {"nbatches", &spec.batches}};
  for (const auto& [word, size] : sizes) {
    if (word == key) *size = whole(key, value);
  }
}

void set_item(Spec& spec, const std::string& item) {
  const std::size_t equals = item.find('=');
  if (equals == std::string::npos) throw std::invalid_argument("[spec] " + item + " has no =");
  const std::string key = item.substr(0, equals), value = item.substr(equals + 1);
  set_word(spec, key, value);
  set_size(spec, key, value);
}

// Forward, the gradient of the weights, and the gradient of what flows in, where it is needed.
double layer_flops(const Spec& spec, int layer, double cells) {
  const double columns = static_cast<double>(spec.gates()) * spec.hidden * spec.directions();
  const double rows = spec.layer_input(layer) + spec.hidden;
  const double flowing = spec.hidden + (layer > 0 ? spec.layer_input(layer) : 0);
  const bool training = spec.task == Spec::Task::sequence;
  return 2 * cells * columns * (training ? 2 * rows + flowing : rows);
}

}  // namespace

Spec read_spec(std::string_view text) {
  Spec spec;
  constexpr std::string_view space = " \n";
  for (std::size_t at = text.find_first_not_of(space); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(space, at), text.size());
    set_item(spec, std::string(text.substr(at, end - at)));
    at = text.find_first_not_of(space, end);
  }
  return spec;
}

double flops(const Spec& spec, double cells) {
  if (spec.task == Spec::Task::word2vec) {
    return 3 * 2.0 * spec.batch * spec.embedding * (1.0 + spec.negatives);
  }
  double total = 0;
  for (int layer = 0; layer < spec.layers; ++layer) total += layer_flops(spec, layer, cells);
  const double rows = spec.head == Spec::Head::all ? cells : spec.batch;
  const int products = spec.task == Spec::Task::sequence ? 3 : 1;
  return total + products * 2.0 * rows * spec.head_input() * spec.output;
}

const std::array<Named, 10>& named_specs() {
  static constexpr std::array<Named, 10> specs{{
      {"W1",
       "kind=seq cell=lstm layers=1 hidden=5 batch=1 seq=6 input=5 out=5 on=all loss=ce lr=0.1"},
      {"W2",
       "kind=seq cell=lstm layers=2 hidden=25 batch=170 seq=10 input=25 out=25 on=all loss=ce "
       "lr=0.1"},
      {"W3",
       "kind=seq cell=lstm layers=1 hidden=10 batch=500 seq=7 input=5 out=1 on=last loss=sse "
       "lr=0.01"},
      {"W4",
       "kind=seq cell=rnn act=tanh layers=1 hidden=150 batch=150 seq=28 input=28 out=10 on=last "
       "loss=ce lr=0.001"},
      {"W5",
       "kind=seq cell=rnn act=relu layers=3 hidden=100 batch=150 seq=28 input=28 out=10 on=concat "
       "loss=ce lr=0.001"},
      {"W6",
       "kind=seq cell=lstm layers=3 hidden=150 batch=150 seq=28 input=28 out=10 on=last loss=ce "
       "lr=0.001"},
      {"W7",
       "kind=seq cell=rnn act=relu layers=1 hidden=100 batch=50 seq=20 input=1 out=1 on=all "
       "loss=mse lr=0.001"},
      {"W8", "kind=w2v vocab=50000 embed=150 batch=128 neg=64 nbatches=16 lr=0.01"},
      {"W9",
       "kind=seq cell=lstm layers=3 hidden=512 batch=50 seq=50 input=65 out=65 on=all loss=ce "
       "lr=0.001"},
      {"W10",
       "kind=sample cell=lstm layers=2 hidden=256 batch=1 seq=1 input=65 out=65 on=all loss=ce "
       "lr=0.001"},
  }};
  return specs;
}

const Named& named_spec(std::string_view name) {
  for (const Named& named : named_specs()) {
    if (named.name == name) return named;
  }
  throw std::invalid_argument("[spec] there is no workload " + std::string(name));
}

}  // namespace unfold::bench
