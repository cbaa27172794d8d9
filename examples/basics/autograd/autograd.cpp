#include "examples/basics/autograd/autograd.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "engine/core/tape.h"
#include "engine/lab/refusal.h"
#include "engine/text/decimal.h"
#include "engine/text/number_text.h"
#include "examples/basics/autograd/evaluation.h"
#include "examples/basics/autograd/tape_graph.h"

namespace unfold {
namespace {

constexpr int longest_text = 400;
constexpr std::string_view standard_number = "0.5";

using Names = std::vector<std::string>;

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string listed(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Value standard_value(const std::string& name, int numbers) {
  const auto number = static_cast<float>(*read_number(standard_number));
  if (numbers == 1) return {name, Tensor(number), std::string(standard_number)};
  std::string text(standard_number);
  for (int i = 1; i < numbers; ++i) text.append(", ").append(standard_number);
  return {name, Tensor(Shape{numbers}, std::vector<float>(numbers, number)), "[" + text + "]"};
}

// What the formula reads and has no value yet gets one. Returns their names.
Names add_missing(std::vector<Value>& values, const Formula& formula) {
  Names added;
  for (const std::string& name : formula.variables()) {
    const bool is_known = std::any_of(values.begin(), values.end(),
                                      [&](const Value& value) { return value.name == name; });
    if (is_known) continue;
    values.push_back(standard_value(name, std::min(formula.least_numbers(name), most_numbers)));
    added.push_back(name);
  }
  return added;
}

Names idle(const std::vector<Value>& values, const Names& read) {
  Names names;
  for (const Value& value : values) {
    if (!has(read, value.name)) names.push_back(value.name);
  }
  return names;
}

void check_result(const Piece& piece, const Tensor& result) {
  if (result.count() == 1) return;
  refuse<autograd_refusals>("formula", "formula-several",
                            {{"text", piece.text}, {"count", std::to_string(result.count())}});
}

void check_gradients(const Graph& graph) {
  for (const GraphNode& node : graph.nodes) {
    if (node.gradient.empty()) continue;
    const auto values = node.gradient.values();
    if (std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }))
      continue;
    refuse<autograd_refusals>("formula", "gradient-not-finite", {{"text", node.text}});
  }
}

std::string digits(double value, int many) {
  return std::isfinite(value) ? decimal_text(rounded_decimal(value, many)) : number_text(value);
}

}  // namespace

void Autograd::Inputs::visit(Form& form) {
  form.text("formula", formula)
      .label("Formula")
      .help(
          "What is computed: numbers, names, + - * / ^ and functions such as tanh(x). Names may be "
          "given to parts: h = tanh(x*w); (h - y)^2. The last one is the result.")
      .range(1, longest_text);
  form.text("values", values)
      .label("Values")
      .help(
          "A value for each name that the formula reads: x = 1, w = 0.5. Several numbers stand in "
          "brackets: z = [2, 1, 0.5]. In the drawing they can be dragged.")
      .range(0, longest_text);
}

void Autograd::Inputs::fit(Fitting& fitting) {
  const Formula read_as = read_formula(formula);
  const Names read = read_as.variables();
  std::vector<Value> all = read_values(values);
  const Names unread = idle(all, read);
  const bool is_own = fitting.is_own("values");
  std::erase_if(all, [](const Value& value) { return value.text.empty(); });
  if (!is_own) {
    std::erase_if(all, [&](const Value& value) { return has(unread, value.name); });
  }
  const Names added = add_missing(all, read_as);
  if (!added.empty() || (!is_own && !unread.empty())) values = values_text(all);
  if (!added.empty()) {
    fitting.note<autograd_refusals>(
        "values", "values-added",
        {{"names", listed(added)}, {"standard", std::string(standard_number)}}, {"formula"});
  }
  if (unread.empty()) return;
  if (is_own) {
    fitting.note<autograd_refusals>("values", "values-idle", {{"names", listed(unread)}},
                                    {"formula"});
  } else {
    fitting.note<autograd_refusals>("values", "values-dropped", {{"names", listed(unread)}},
                                    {"formula"});
  }
}

std::vector<Preset> Autograd::presets() {
  return {
      {.name = "neuron",
       .label = "One unit",
       .note = "Our own: a weight, an input, a bias and tanh, which is all that a unit of a basic "
               "RNN has."},
      {.name = "two-steps",
       .label = "Two time steps",
       .note =
           "Our own: the same w, u and b at both steps, so that their gradients have two shares.",
       .inputs = {{"formula",
                   "h1 = tanh(x1*w + h0*u + b); h2 = tanh(x2*w + h1*u + b); loss = (h2 - y)^2"},
                  {"values", "x1 = 1, x2 = -0.5, h0 = 0, w = 0.8, u = 0.6, b = 0.1, y = 0.5"}}},
      {.name = "softmax",
       .label = "Softmax and loss",
       .note =
           "Our own: three scores, their probabilities, and the loss where the second is right.",
       .inputs = {{"formula", "p = softmax(z); loss = -log(p[1])"}, {"values", "z = [2, 1, -1]"}}},
      {.name = "chain",
       .label = "A chain of products",
       .note = "Our own: the same weight five times over, as through five steps of an RNN without "
               "tanh.",
       .inputs = {{"formula", "h1 = h0*w; h2 = h1*w; h3 = h2*w; h4 = h3*w; h5 = h4*w"},
                  {"values", "h0 = 1, w = 0.5"}}},
      {.name = "lstm",
       .label = "An LSTM cell",
       .note = "Our own: one step of an LSTM with a single unit, its gates written out.",
       .inputs =
           {{"formula",
             "i = sigmoid(x*w_i + h*u_i); f = sigmoid(x*w_f + h*u_f + 1); g = tanh(x*w_g + h*u_g); "
             "o = sigmoid(x*w_o + h*u_o); c1 = f*c + i*g; h1 = o*tanh(c1)"},
            {"values",
             "x = 1, h = 0.2, c = 0.5, w_i = 0.6, u_i = -0.3, w_f = 0.4, u_f = 0.2, w_g = 0.9, "
             "u_g = 0.5, w_o = -0.2, u_o = 0.7"}}},
  };
}

Autograd::Autograd(const Inputs& inputs) : formula_(read_formula(inputs.formula)) {
  std::map<std::string, Tensor> known;
  const Names read = formula_.variables();
  for (const Value& value : read_values(inputs.values)) {
    if (has(read, value.name)) known[value.name] = variables_.make(value.name, value.numbers);
  }

  Recording recording;
  std::vector<Tensor> pieces;
  {
    Tape tape(&recording);
    pieces = evaluate(formula_, known);
    const Tensor& result = pieces[formula_.result];
    check_result(formula_.pieces[formula_.result], result);
    result_ = result.item();
    if (result.tracked()) tape.backward(result);
  }

  graph_ = graph_of(formula_, pieces, recording);
  graph_.input = "values";
  check_gradients(graph_);
  apart_ = largest_gap(graph_);
}

void Autograd::step(Report& report) {
  report.curve("result", result_);
  report.graph("tape", graph_);
  report.table("gradients", gradients());
  report.invariant("shares add up to the tape's gradients", apart_, 0, 1e-5);
}

// One row for each number of each variable.
Table Autograd::gradients() const {
  Table table{{"variable", "value", "gradient", "finite difference", "apart"}, {}};
  for (const GraphNode& node : graph_.nodes) {
    if (node.op != "variable" || node.gradient.empty()) continue;
    for (int i = 0; i < node.value.count(); ++i) {
      const bool is_list = node.value.rank() > 0;
      const double tape = node.gradient.data()[i], quotient = node.difference.data()[i];
      table.rows.push_back({is_list ? node.name + "[" + std::to_string(i) + "]" : node.name,
                            number_text(node.value.data()[i]), digits(tape, 7), digits(quotient, 7),
                            digits(std::abs(tape - quotient), 1)});
    }
  }
  return table;
}

}  // namespace unfold
