// The lab autograd: what a formula may be, and its gradients against finite differences.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "engine/core/tape.h"
#include "engine/text/number_text.h"
#include "examples/basics/autograd/evaluation.h"
#include "examples/basics/autograd/formula.h"
#include "examples/basics/autograd/values.h"
#include "tests/examples.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

Session walked(const std::string& formula, const std::string& values = "") {
  return run("autograd", "", {{"formula", formula}, {"values", values}});
}

const Graph& tape_of(const Session& session) { return session.report().graphs().front().graph; }

const GraphNode& node(const Graph& graph, std::string_view name) {
  const auto found = std::find_if(graph.nodes.begin(), graph.nodes.end(),
                                  [&](const GraphNode& each) { return each.name == name; });
  REQUIRE(found != graph.nodes.end());
  return *found;
}

float gradient(const std::string& formula, const std::string& values, std::string_view name) {
  const Session session = walked(formula, values);
  return node(tape_of(session), name).gradient.item();
}

// Each gradient beside its finite difference, as a part of it where that is above 1.
void check_differences(const Session& session, double tolerance) {
  int compared = 0;
  for (const GraphNode& each : tape_of(session).nodes) {
    if (each.gradient.empty()) continue;
    for (int i = 0; i < each.gradient.count(); ++i) {
      CAPTURE(each.text);
      const double tape = each.gradient.data()[i], difference = each.difference.data()[i];
      CHECK(std::abs(tape - difference) <= tolerance * std::max(1.0, std::abs(tape)));
      ++compared;
    }
  }
  CHECK(compared > 0);
}

std::string refused(const std::string& formula, const std::string& values = "") {
  return refusal([&] { walked(formula, values); });
}

// A formula of tame operations over three numbers and a list, so that it has a finite value.
std::string random_formula(std::mt19937& random, int depth, bool may_be_list) {
  const auto any = [&](std::vector<std::string> choices) {
    return choices[random() % choices.size()];
  };
  if (depth == 0)
    return may_be_list ? any({"x", "y", "w", "z", "0.7"}) : any({"x", "y", "w", "-1.5"});
  const std::string a = random_formula(random, depth - 1, may_be_list);
  const std::string b = random_formula(random, depth - 1, may_be_list);
  switch (random() % (may_be_list ? 8 : 10)) {
    case 0: return "(" + a + " + " + b + ")";
    case 1: return "(" + a + " - " + b + ")";
    case 2: return "tanh(" + a + ")*" + b;
    case 3: return "sigmoid(" + a + " - " + b + ")";
    case 4: return a + "/(2 + tanh(" + b + "))";
    case 5: return "log(3 + tanh(" + a + "))";
    case 6: return "-tanh(" + a + ")^2";
    case 7: return "exp(tanh(" + a + "))";
    case 8: return "sum(softmax(z*" + a + ")*z)";
    default: return "log_softmax(" + a + " - z)[1]";
  }
}

}  // namespace

TEST_CASE("autograd: each operation's gradient is its finite difference") {
  for (const char* formula : {"x + y",
                              "x - y",
                              "x * y",
                              "x / y",
                              "-x",
                              "tanh(x)",
                              "sigmoid(x)",
                              "relu(x)",
                              "exp(x)",
                              "log(x)",
                              "x^2",
                              "x^3 - x^4",
                              "x*x + x",
                              "sum(z)",
                              "mean(z)",
                              "z[2]",
                              "softmax(z)[1]",
                              "log_softmax(z)[0]",
                              "cross_entropy(z, 2)",
                              "sum(z*x)",
                              "sum(x/z)",
                              "mean((z - y)^2)",
                              "σ(x)·y − 0.5",
                              "sum(tanh(z + x)*z)"}) {
    CAPTURE(formula);
    check_differences(walked(formula, "x = 0.7, y = -1.3, z = [0.5, -1.5, 2]"), 2e-5);
  }
}

TEST_CASE("autograd: gradients of random formulas are their finite differences") {
  std::mt19937 random(7);
  for (int i = 0; i < examples(300); ++i) {
    const std::string formula = i % 2 == 0 ? random_formula(random, 3, false)
                                           : "mean(" + random_formula(random, 2, true) + " + x)";
    CAPTURE(formula);
    const Session session =
        walked(formula + " + 0*x", "x = 0.4, y = -0.9, w = 1.3, z = [0.5, -1, 1.5]");
    check_differences(session, 1e-4);
    check_agreement(session);
  }
}

TEST_CASE("autograd: every preset agrees with its finite differences") {
  for (const Preset& preset : find_lab("autograd").presets) {
    CAPTURE(preset.name);
    const Session session = run("autograd", preset.name, {});
    check_differences(session, 1e-5);
    check_agreement(session);
    CHECK(session.notes().empty());
  }
}

TEST_CASE("autograd: a product and a sum are read as one reads them") {
  CHECK(last(walked("1 + 2*x^2 - 3/x", "x = 2"), "result") == 7.5f);
  CHECK(last(walked("-x^2", "x = 3"), "result") == -9);
  CHECK(last(walked("2 - 3 - x", "x = 4"), "result") == -5);
  CHECK(last(walked("8/x/2", "x = 2"), "result") == 2);
  CHECK(last(walked("(1 + x)*2e-1", "x = 1"), "result") == doctest::Approx(0.4));
  CHECK(last(walked("h = x*2; h*h + h", "x = 1"), "result") == 6);
  CHECK(last(walked("가중치×x − 1；가중치", "가중치 = 2, x = 3"), "result") == 2);
  CHECK(last(walked("ｘ＋１", "ｘ＝3，"), "result") == 4);
  CHECK(last(walked("ln(x)", "x = 1"), "result") == 0);
}

TEST_CASE("autograd: what is read twice gets both shares") {
  CHECK(gradient("x*x", "x = 3", "x") == 6);
  CHECK(gradient("h = 2*x; h*h + h", "x = 1", "h") == 5);
  const Session session = run("autograd", "two-steps");
  const Graph& graph = tape_of(session);
  const auto b = &node(graph, "b") - graph.nodes.data();
  float sum = 0;
  int shares = 0;
  for (const GraphNode& each : graph.nodes) {
    for (const GraphShare& share : each.reads) {
      if (share.node != b) continue;
      sum += share.value.item();
      ++shares;
    }
  }
  CHECK(shares == 2);
  CHECK(sum == doctest::Approx(node(graph, "b").gradient.item()));
}

TEST_CASE("autograd: the graph is the tape's, in its order and with its names") {
  const Session session = walked("h = tanh(x*w + 2*3); -h", "x = 1, w = 0.5");
  std::vector<std::string> ops;
  for (const GraphNode& each : tape_of(session).nodes) ops.push_back(each.op);
  // What depends on no variable is not on the tape: it is a constant.
  CHECK(ops == std::vector<std::string>{"variable", "variable", "multiply", "constant", "add",
                                        "tanh", "negate"});
  CHECK(tape_of(session).nodes[3].value.item() == 6);
  CHECK(tape_of(session).nodes[3].gradient.empty());
  CHECK(tape_of(session).nodes[5].rule == "tanh({a})");
  CHECK(tape_of(session).nodes[5].reads[0].rule == "{dy} * (1 - {y}^2)");
}

TEST_CASE("autograd: where nothing flows there is no gradient") {
  const Session session = walked("h = x*w; 2*w", "x = 1, w = 2");
  CHECK(node(tape_of(session), "h").gradient.empty());
  CHECK(node(tape_of(session), "x").gradient.empty());
  CHECK(node(tape_of(session), "w").gradient.item() == 2);
  const Session alone = walked("x", "x = 3");
  CHECK(node(tape_of(alone), "x").gradient.item() == 1);
}

TEST_CASE("autograd: a finite difference that leaves where the formula has a value is no number") {
  const Session session = walked("log(x)", "x = 0.000005");
  CHECK(node(tape_of(session), "x").gradient.item() == doctest::Approx(200000));
  CHECK(std::isnan(node(tape_of(session), "x").difference.item()));
  CHECK(table(session.report(), "gradients").rows[0][3] == "nan");
}

TEST_CASE("autograd: a formula that cannot be read says where and why") {
  CHECK(refused(" ") == "formula formula-ends");
  CHECK(refused("x*") == "formula formula-ends");
  CHECK(refused("x + * y") == "formula formula-needs-value");
  CHECK(refused("2x") == "formula formula-needs-operator");
  CHECK(refused("x y") == "formula formula-needs-operator");
  CHECK(refused("x # y") == "formula formula-stranger");
  CHECK(refused("tanh(x") == "formula formula-unclosed");
  CHECK(refused("z[1") == "formula formula-unclosed");
  CHECK(refused("tanh(x))") == "formula formula-unopened");
  CHECK(refused("sin(x)") == "formula formula-unknown-function");
  CHECK(refused("tanh + x") == "formula formula-needs-bracket");
  CHECK(refused("tanh(x, y)") == "formula formula-arguments");
  CHECK(refused("cross_entropy(x)") == "formula formula-arguments");
  for (const char* power : {"x^0.5", "x^9", "x^y", "x^1", "x^-1", "x^99999999999999999999"}) {
    CHECK(refused(power) == "formula formula-power");
  }
  CHECK(refused("z[a]") == "formula formula-whole-index");
  CHECK(refused("z[3]", "z = [1, 2, 3]") == "formula formula-index");
  CHECK(refused("softmax(x)", "x = 1") == "formula formula-list");
  CHECK(refused("sum(a + b)", "a = [1, 2], b = [1, 2, 3]") == "formula formula-sizes");
  CHECK(refused("h = x; h = y") == "formula formula-twice");
  CHECK(refused("y = h*2; h = x") == "formula formula-too-soon");
  CHECK(refused("tanh = x") == "formula formula-reserved");
  CHECK(refused("2*3") == "formula formula-constant");
  CHECK(refused("z*2", "z = [1, 2]") == "formula formula-several");
  CHECK(refused("log(x)", "x = -1") == "formula formula-not-finite");
  CHECK(refused("1/x", "x = 0") == "formula formula-not-finite");
  CHECK(refused("exp(exp(x))", "x = 10") == "formula formula-not-finite");
  CHECK(refused("log(x)", "x = 1e-40") == "formula gradient-not-finite");
  CHECK(refused(std::string(30, '(') + "x" + std::string(30, ')')) == "formula formula-too-deep");
  CHECK(refused(std::string(30, '-') + "x") == "formula formula-too-deep");
  std::string many = "x";
  for (int i = 0; i < 90; ++i) many += "+x";
  CHECK(refused(many) == "formula formula-too-large");
  CHECK(refused(std::string(401, 'x')) == "formula too-long");
}

TEST_CASE("autograd: a refusal counts places as a reader does") {
  try {
    walked("가중치 + * x");
    FAIL("it was taken");
  } catch (const Refusal& refusal) {
    CHECK(refusal.values().at("at") == "7");
    CHECK(refusal.values().at("symbol") == "*");
  }
}

TEST_CASE("autograd: values that cannot be read say which") {
  CHECK(refused("x", "x 1") == "values values-form");
  CHECK(refused("x", "1 = x") == "values values-form");
  CHECK(refused("x", "tanh = 1") == "values values-form");
  CHECK(refused("x", "x = [1, 2") == "values values-form");
  CHECK(refused("x", "x = ]") == "values values-form");
  CHECK(refused("x", "x = [") == "values values-form");
  CHECK(refused("x", "x = 1, x = 2") == "values values-twice");
  CHECK(refused("x", "x = one") == "values values-number");
  CHECK(refused("x", "x = 1e9") == "values values-number");
  CHECK(refused("x", "x = nan") == "values values-number");
  CHECK(refused("sum(x)", "x = []") == "values values-many");
  CHECK(refused("sum(x)", "x = [1,2,3,4,5,6,7,8,9]") == "values values-many");
}

TEST_CASE("autograd: a name without a value gets one, and that is said") {
  const Session session = run("autograd", "", {{"formula", "a*w + c"}});
  CHECK(noted(session) == "values values-added, values values-dropped");
  CHECK(session.form().print().at("values") == "w = 0.5, a = 0.5, c = 0.5");
  const Session idle = walked("x", "x = 1, y = 2");
  CHECK(noted(idle) == "values values-idle");
  CHECK(idle.form().print().at("values") == "x = 1, y = 2");
  const Session bare = walked("x*w", "x, w = 2, world");
  CHECK(noted(bare) == "values values-added, values values-idle");
  CHECK(bare.form().print().at("values") == "w = 2, x = 0.5");
  const Session several = run("autograd", "", {{"formula", "cross_entropy(z, 2) * s"}});
  CHECK(several.form().print().at("values") == "z = [0.5, 0.5, 0.5], s = 0.5");
}

TEST_CASE("autograd: any text is a formula or is refused") {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"x",  "y",    "2",   ".5",      "+", "-",  "*",  "/",
                                           "^2", "tanh", "sum", "(",       ")", "[",  "]",  "1",
                                           "=",  ";",    ",",   "softmax", " ", "가", "\n", "e"};
  int taken = 0;
  for (int i = 0; i < examples(3000); ++i) {
    std::string formula;
    for (std::size_t n = random() % 9 + 1; n > 0; --n) formula += pieces[random() % pieces.size()];
    CAPTURE(formula);
    const std::string code = refused(formula);
    if (code.empty()) ++taken;
    CHECK((code.empty() || code.rfind("formula ", 0) == 0));
  }
  CHECK(taken > 0);
}
