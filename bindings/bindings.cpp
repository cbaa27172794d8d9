// The engine for JavaScript; engine.d.ts beside this file describes it.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>
#include <emscripten/val.h>

#include <climits>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/word_vectors.h"
#include "examples/catalogue.h"
#include "examples/data.h"
#include "examples/refusal.h"
#include "examples/session.h"
#include "examples/text/number_text.h"

namespace unfold {
namespace {

using emscripten::val;

// ---- Out of C++: new objects that own what they hold.

val text(std::string_view view) { return val(std::string(view)); }

val array(std::span<const float> values) {
  return val(emscripten::typed_memory_view(values.size(), values.data())).call<val>("slice");
}

val array(std::string_view bytes) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
  return val(emscripten::typed_memory_view(bytes.size(), first)).call<val>("slice");
}

val object(const std::map<std::string, std::string>& values) {
  val result = val::object();
  for (const auto& [name, value] : values) result.set(name, value);
  return result;
}

val strings(const std::vector<std::string>& texts) {
  val result = val::array();
  for (std::size_t i = 0; i < texts.size(); ++i) result.set(i, texts[i]);
  return result;
}

val rows(const std::vector<std::vector<std::string>>& texts) {
  val result = val::array();
  for (std::size_t i = 0; i < texts.size(); ++i) result.set(i, strings(texts[i]));
  return result;
}

val shape(const Tensor& tensor) {
  val sizes = val::array();
  if (tensor.empty()) {
    sizes.set(0, 0);
  } else {
    for (int axis = 0; axis < tensor.rank(); ++axis) sizes.set(axis, tensor.size(axis));
  }
  return sizes;
}

val matrix(const Report::Matrix& matrix) {
  const Tensor& values = matrix.values;
  val result = val::object();
  result.set("shape", shape(values));
  result.set("values", array(values.empty() ? std::span<const float>() : values.values()));
  result.set("axes", strings(matrix.labels.axes));
  result.set("ticks", rows(matrix.labels.ticks));
  return result;
}

val matrices(const Report& report) {
  val result = val::object();
  for (const auto& item : report.matrices()) result.set(text(item.name), matrix(item));
  return result;
}

val texts(const Report& report) {
  val result = val::object();
  for (const auto& [name, value, target] : report.texts()) {
    val item = val::object();
    item.set("value", value);
    item.set("target", target);
    result.set(text(name), item);
  }
  return result;
}

val tables(const Report& report) {
  val result = val::object();
  for (const auto& [name, table] : report.tables()) {
    val item = val::object();
    item.set("columns", strings(table.columns));
    item.set("rows", rows(table.rows));
    result.set(text(name), item);
  }
  return result;
}

double number(const std::string& text) {
  if (text == "inf") return INFINITY;
  return text == "-inf" ? -INFINITY : read_number(text).value_or(NAN);
}

val compared(const Comparison& row, const std::string& value) {
  return row.is_text ? val(value) : val(number(value));
}

val levels(const Report& report) {
  val result = val::array();
  for (const auto& [curve, name, value] : report.levels()) {
    val item = val::object();
    item.set("curve", text(curve));
    item.set("name", text(name));
    item.set("value", value);
    result.call<void>("push", item);
  }
  return result;
}

std::span<const float> values(const Tensor& tensor) {
  return tensor.empty() ? std::span<const float>() : tensor.values();
}

val lines(const Plot& plot) {
  val result = val::array();
  for (const Line& line : plot.lines) {
    val item = val::object();
    item.set("name", line.name);
    item.set("x", array(values(line.x)));
    item.set("y", array(values(line.y)));
    result.call<void>("push", item);
  }
  return result;
}

val plots(const Report& report) {
  val result = val::object();
  for (const auto& [name, plot] : report.plots()) {
    val item = val::object();
    item.set("lines", lines(plot));
    item.set("xAxis", plot.x_axis);
    item.set("yAxis", plot.y_axis);
    item.set("logarithmic", plot.logarithmic);
    result.set(text(name), item);
  }
  return result;
}

val flags(const std::vector<bool>& flags) {
  val result = val::array();
  for (const bool flag : flags) result.call<void>("push", flag);
  return result;
}

val images(const Report& report) {
  val result = val::object();
  for (const auto& images : report.images()) {
    val item = val::object();
    item.set("shape", shape(images.values));
    item.set("values", array(values(images.values)));
    item.set("captions", strings(images.captions));
    item.set("wrong", flags(images.wrong));
    result.set(text(images.name), item);
  }
  return result;
}

// Editions of the points' words that JavaScript has, by name.
using Editions = std::map<std::string_view, int>;

// Words and counts are null if JavaScript has them.
val points(const Report& report, Editions& sent) {
  val result = val::object();
  for (const Points& points : report.points()) {
    const auto known = sent.find(points.name);
    const bool is_new = known == sent.end() || known->second != points.edition;
    sent[points.name] = points.edition;
    val item = val::object();
    item.set("at", array(values(points.at)));
    item.set("words", is_new ? strings(points.words) : val::null());
    item.set("counts", is_new ? array(std::span<const float>(points.counts)) : val::null());
    result.set(text(points.name), item);
  }
  return result;
}

// What a report holds but its curves.
val shown(const Report& report, Editions& sent) {
  val result = val::object();
  result.set("texts", texts(report));
  result.set("matrices", matrices(report));
  result.set("tables", tables(report));
  result.set("levels", levels(report));
  result.set("plots", plots(report));
  result.set("images", images(report));
  result.set("points", points(report, sent));
  return result;
}

val published(const std::vector<Comparison>& comparisons) {
  val result = val::array();
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    const Comparison& row = comparisons[i];
    val item = val::object();
    item.set("name", row.name);
    item.set("here", compared(row, row.here));
    item.set("printed", compared(row, row.printed));
    item.set("agrees", row.agrees);
    item.set("invariant", row.invariant);
    item.set("tolerance", row.tolerance);
    result.set(i, item);
  }
  return result;
}

// ---- Into C++.

std::map<std::string, std::string> inputs(const val& object) {
  std::map<std::string, std::string> values;
  const val to_string = val::global("String");
  const val names = val::global("Object").call<val>("keys", object);
  const auto count = names["length"].as<unsigned>();
  for (unsigned i = 0; i < count; ++i) {
    values.emplace(names[i].as<std::string>(), to_string(object[names[i]]).as<std::string>());
  }
  return values;
}

std::string bytes(const val& array) {
  std::string copy(array["length"].as<std::size_t>(), 0);
  val(emscripten::typed_memory_view(copy.size(), reinterpret_cast<std::uint8_t*>(copy.data())))
      .call<void>("set", array);
  return copy;
}

// ---- Errors.

val error(const std::string& message, std::string_view name) {
  val result = val::global("Error").new_(message);
  result.set("name", text(name));
  return result;
}

val error(const Refusal& refusal) {
  val result = error(refusal.what(), "Refusal");
  result.set("input", refusal.input());
  result.set("code", refusal.code());
  result.set("values", object(refusal.values()));
  return result;
}

// Runs `work`; what it throws crosses the border as an Error of JavaScript.
template <typename Work>
auto crossing(Work work) {
  val thrown = val::undefined();
  try {
    return work();
  } catch (const Refusal& refusal) {
    thrown = error(refusal);
  } catch (const std::bad_alloc&) {
    thrown = error("There is not enough memory for this.", "Error");
    thrown.set("code", text("out-of-memory"));
  } catch (const std::exception& failure) {
    thrown = error(failure.what(), "Error");
  }
  thrown.throw_();
}

// ---- What engine.d.ts offers.

val catalogue() {
  return crossing([] { return val::global("JSON").call<val>("parse", catalogue_json(labs())); });
}

void provide(const std::string& name, const val& file) {
  crossing([&] { provide_data(name, bytes(file)); });
}

void forget(const std::string& name) { forget_data(name); }

class BoundSession {
 public:
  explicit BoundSession(Session session) : session_(std::move(session)) {}

  static BoundSession* make(const std::string& lab, const std::string& preset, const val& values) {
    return crossing([&] { return new BoundSession(Session(lab, preset, inputs(values))); });
  }

  static BoundSession* load(const val& file) {
    return crossing([&] { return new BoundSession(Session::load(bytes(file))); });
  }

  val info() {
    return crossing([&] {
      val result = val::object();
      result.set("lab", text(session_.entry().about.id));
      result.set("preset", session_.preset_name());
      result.set("inputs", object(session_.form().print()));
      return result;
    });
  }

  // Until there are as many steps, the time is over, or the curve has come below the value.
  val advance(double steps, double milliseconds, const std::string& curve, double below) {
    return crossing([&] {
      const double start = emscripten_get_now();
      bool met = false;
      for (const int first = session_.steps_done(); !session_.done() && !met;) {
        if (!(session_.steps_done() - first < steps)) break;
        session_.advance();
        met = !session_.is_within_step() && is_below(curve, below);
        if (emscripten_get_now() - start >= milliseconds) break;
      }
      val result = val::object();
      result.set("step", session_.steps_done());
      result.set("ended", session_.done() || met);
      result.set("within", session_.is_within_step());
      return result;
    });
  }

  val frame() {
    return crossing([&] {
      session_.look();
      const Preset* preset = session_.preset();
      val result = shown(session_.report(), sent_words_);
      result.set("step", session_.steps_done());
      result.set("total", session_.total());
      result.set("done", session_.done());
      result.set("curves", new_points());
      result.set("preset", text(preset == nullptr ? "" : preset->name));
      result.set("published", published(session_.published()));
      return result;
    });
  }

  val ask(const val& question) {
    return crossing([&] {
      Editions none;
      return shown(session_.ask(inputs(question)), none);
    });
  }

  std::string fingerprint() {
    return crossing([&] { return session_.fingerprint(); });
  }

  val save() {
    return crossing([&] { return array(session_.save()); });
  }

  val embeddings() {
    return crossing([&] {
      val result = val::array();
      for (const Embedding& embedding : session_.embeddings()) {
        val item = val::object();
        item.set("name", text(embedding.name));
        item.set("shape", shape(embedding.vectors));
        result.call<void>("push", item);
      }
      return result;
    });
  }

  val word_vectors(const std::string& name, double most) {
    return crossing([&] {
      for (const Embedding& embedding : session_.embeddings()) {
        if (embedding.name != name) continue;
        const int words = most < INT_MAX ? static_cast<int>(most) : INT_MAX;
        return array(write_word_vectors(embedding.words, embedding.vectors, words));
      }
      throw std::invalid_argument("There are no vectors \"" + name + "\".");
    });
  }

 private:
  // "" is the first curve reported.
  bool is_below(std::string_view name, double below) const {
    for (const auto& curve : session_.report().curves()) {
      if (name.empty() || curve.name == name) return !curve.y.empty() && curve.y.back() < below;
    }
    return false;
  }

  val new_points() {
    val result = val::object();
    for (const auto& curve : session_.report().curves()) {
      std::size_t& sent = sent_[curve.name];
      val points = val::object();
      points.set("x", array(std::span(curve.x).subspan(sent)));
      points.set("y", array(std::span(curve.y).subspan(sent)));
      result.set(text(curve.name), points);
      sent = curve.x.size();
    }
    return result;
  }

  Session session_;
  std::map<std::string_view, std::size_t> sent_;  // points of each curve that JavaScript has
  Editions sent_words_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(unfold) {
  emscripten::function("catalogue", &catalogue);
  emscripten::function("provide", &provide);
  emscripten::function("forget", &forget);
  emscripten::class_<BoundSession>("Session")
      .constructor(&BoundSession::make, emscripten::allow_raw_pointers())
      .function("info", &BoundSession::info)
      .function("advance", &BoundSession::advance)
      .function("frame", &BoundSession::frame)
      .function("ask", &BoundSession::ask)
      .function("fingerprint", &BoundSession::fingerprint)
      .function("save", &BoundSession::save)
      .function("embeddings", &BoundSession::embeddings)
      .function("wordVectors", &BoundSession::word_vectors);
  emscripten::function("load", &BoundSession::load, emscripten::allow_raw_pointers());
}

}  // namespace unfold
