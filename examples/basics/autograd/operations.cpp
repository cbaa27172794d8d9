#include "examples/basics/autograd/operations.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/kernels/elementary.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"

namespace unfold {
namespace {

// ---- In double

// Where they are not defined there is no difference to be had.
double real_exp(double x) { return std::isnan(x) ? x : elementary::exp(std::min(x, 700.0)); }
double real_log(double x) { return std::isnormal(x) && x > 0 ? elementary::log(x) : NAN; }
double real_sigmoid(double x) { return 1 / (1 + real_exp(-x)); }
double real_tanh(double x) {
  const double e = real_exp(-2 * (x < 0 ? -x : x));
  const double y = (1 - e) / (1 + e);
  return x < 0 ? -y : y;
}

template <typename F>
Reals each(const Reals& a, F f) {
  Reals y(a.size());
  std::transform(a.begin(), a.end(), y.begin(), f);
  return y;
}

// A single number meets every other.
template <typename F>
Reals pairs(const Reals& a, const Reals& b, F f) {
  Reals y(std::max(a.size(), b.size()));
  for (std::size_t i = 0; i < y.size(); ++i) {
    y[i] = f(a[a.size() == 1 ? 0 : i], b[b.size() == 1 ? 0 : i]);
  }
  return y;
}

double total(const Reals& a) {
  double sum = 0;
  for (const double x : a) sum += x;
  return sum;
}

Reals real_log_softmax(const Reals& a) {
  const double largest = *std::max_element(a.begin(), a.end());
  const Reals powers = each(a, [=](double x) { return real_exp(x - largest); });
  const double log_sum = real_log(total(powers));
  return each(a, [=](double x) { return x - largest - log_sum; });
}

// ---- Rules

Tensor chosen(const Tensor& a, int index) { return one_hot({{index}}, a.count()).view(a.shape()); }

Tensor positive(const Tensor& a) {
  Tensor mask(a.shape());
  std::transform(a.values().begin(), a.values().end(), mask.mutable_data(),
                 [](float x) { return x > 0 ? 1.0f : 0.0f; });
  return mask;
}

Tensor unchanged(const Flow& flow) { return flow.dy; }
Tensor negated(const Flow& flow) { return -flow.dy; }

using T = const Tensor&;
using R = const Reals&;
using F = const Flow&;

const Operation table[] = {
    {"+",
     "{a} + {b}",
     {"{dy}", "{dy}"},
     [](T a, T b, int) { return a + b; },
     [](R a, R b, int) { return pairs(a, b, [](double x, double z) { return x + z; }); },
     {unchanged, unchanged}},
    {"-",
     "{a} - {b}",
     {"{dy}", "-{dy}"},
     [](T a, T b, int) { return a - b; },
     [](R a, R b, int) { return pairs(a, b, [](double x, double z) { return x - z; }); },
     {unchanged, negated}},
    {"*",
     "{a} * {b}",
     {"{dy} * {b}", "{dy} * {a}"},
     [](T a, T b, int) { return a * b; },
     [](R a, R b, int) { return pairs(a, b, [](double x, double z) { return x * z; }); },
     {[](F f) { return f.dy * f.b; }, [](F f) { return f.dy * f.a; }}},
    {"/",
     "{a} / {b}",
     {"{dy} / {b}", "-{dy} * {y} / {b}"},
     [](T a, T b, int) { return a / b; },
     [](R a, R b, int) { return pairs(a, b, [](double x, double z) { return x / z; }); },
     {[](F f) { return f.dy / f.b; }, [](F f) { return -(f.dy * f.y / f.b); }}},
    {"-",
     "-{a}",
     {"-{dy}", ""},
     [](T a, T, int) { return -a; },
     [](R a, R, int) { return each(a, [](double x) { return -x; }); },
     {negated, nullptr}},
    {"tanh",
     "tanh({a})",
     {"{dy} * (1 - {y}^2)", ""},
     [](T a, T, int) { return tanh(a); },
     [](R a, R, int) { return each(a, real_tanh); },
     {[](F f) { return f.dy * (1.0f - f.y * f.y); }, nullptr}},
    {"sigmoid",
     "sigmoid({a})",
     {"{dy} * {y} * (1 - {y})", ""},
     [](T a, T, int) { return sigmoid(a); },
     [](R a, R, int) { return each(a, real_sigmoid); },
     {[](F f) { return f.dy * (f.y * (1.0f - f.y)); }, nullptr}},
    {"relu",
     "relu({a})",
     {"{dy} * [{a} > 0]", ""},
     [](T a, T, int) { return relu(a); },
     [](R a, R, int) { return each(a, [](double x) { return x > 0 ? x : 0; }); },
     {[](F f) { return f.dy * positive(f.a); }, nullptr}},
    {"exp",
     "exp({a})",
     {"{dy} * {y}", ""},
     [](T a, T, int) { return exp(a); },
     [](R a, R, int) { return each(a, real_exp); },
     {[](F f) { return f.dy * f.y; }, nullptr}},
    {"log",
     "log({a})",
     {"{dy} / {a}", ""},
     [](T a, T, int) { return log(a); },
     [](R a, R, int) { return each(a, real_log); },
     {[](F f) { return f.dy / f.a; }, nullptr}},
    {"sum",
     "sum({a})",
     {"{dy}", ""},
     [](T a, T, int) { return reduce_sum(a); },
     [](R a, R, int) { return Reals{total(a)}; },
     {unchanged, nullptr}},
    {"mean",
     "mean({a})",
     {"{dy} / {count}", ""},
     [](T a, T, int) { return reduce_mean(a); },
     [](R a, R, int) { return Reals{total(a) / static_cast<double>(a.size())}; },
     {[](F f) { return f.dy / static_cast<float>(f.a.count()); }, nullptr}},
    {"softmax",
     "softmax({a})",
     {"{y} * ({dy} - sum({y} * {dy}))", ""},
     [](T a, T, int) { return softmax(a); },
     [](R a, R, int) { return each(real_log_softmax(a), real_exp); },
     {[](F f) { return f.y * (f.dy - reduce_sum(f.y * f.dy)); }, nullptr},
     true},
    {"log_softmax",
     "log_softmax({a})",
     {"{dy} - exp({y}) * sum({dy})", ""},
     [](T a, T, int) { return log_softmax(a); },
     [](R a, R, int) { return real_log_softmax(a); },
     {[](F f) { return f.dy - exp(f.y) * reduce_sum(f.dy); }, nullptr},
     true},
    {"cross_entropy",
     "cross_entropy({a}, {index})",
     {"{dy} * (softmax({a}) - one_hot({index}))", ""},
     [](T a, T, int index) { return softmax_cross_entropy(a, {{index}}); },
     [](R a, R, int index) { return Reals{-real_log_softmax(a)[index]}; },
     {[](F f) { return f.dy * (softmax(f.a) - chosen(f.a, f.index)); }, nullptr},
     true},
    {"[]",
     "{a}[{index}]",
     {"{dy} * one_hot({index})", ""},
     [](T a, T, int index) { return slice(a, 0, index, 1); },
     [](R a, R, int index) { return Reals{a[index]}; },
     {[](F f) { return f.dy * chosen(f.a, f.index); }, nullptr},
     true},
};

constexpr auto first_function = static_cast<int>(Op::tanh);
constexpr auto last_function = static_cast<int>(Op::cross_entropy);

void replace(std::string& text, std::string_view place, const std::string& value) {
  const std::size_t at = text.find(place);
  if (at != std::string::npos) text.replace(at, place.size(), value);
}

}  // namespace

const Operation& operation(Op op) { return table[static_cast<int>(op)]; }

std::optional<Op> function_called(std::string_view name) {
  for (int i = first_function; i <= last_function; ++i) {
    if (table[i].name == name) return static_cast<Op>(i);
  }
  return std::nullopt;
}

std::string functions() {
  std::string names;
  for (int i = first_function; i <= last_function; ++i) {
    names += (names.empty() ? "" : ", ") + std::string(table[i].name);
  }
  return names;
}

std::string rule_text(std::string_view rule, int index, int count) {
  std::string text(rule);
  replace(text, "{index}", std::to_string(index));
  replace(text, "{count}", std::to_string(count));
  return text;
}

Tensor share_of(Op op, int input, const Flow& flow) {
  const Tensor share = operation(op).share[input](flow);
  const Tensor& read = input == 0 ? flow.a : flow.b;
  if (share.count() == read.count()) return share.view(read.shape());
  if (read.count() == 1) return reduce_sum(share).view(read.shape());
  return share.view(Shape{}) + Tensor::zeros(read.shape());
}

std::string share_rule(Op op, int input, const Flow& flow) {
  const Tensor& read = input == 0 ? flow.a : flow.b;
  const std::string rule = rule_text(operation(op).shares[input], flow.index, flow.a.count());
  // A single number that met several gets what comes from each.
  return read.count() == 1 && flow.y.count() > 1 ? "sum(" + rule + ")" : rule;
}

}  // namespace unfold
