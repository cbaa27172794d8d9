// The engine for JavaScript; engine.d.ts beside this file describes it.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>
#include <emscripten/val.h>

#include <algorithm>
#include <climits>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings/wasm/errors.h"
#include "bindings/wasm/report.h"
#include "bindings/wasm/values.h"
#include "engine/data/word_vectors.h"
#include "engine/lab/catalogue.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/provided_file.h"
#include "engine/lab/session.h"
#include "engine/nn/network/network_json.h"
#include "examples/course.h"

namespace unfold::js {
namespace {

// ---- What engine.d.ts offers.

val catalogue() {
  return crossing([] { return parsed(catalogue_json(labs())); });
}

void provide(const std::string& name, const val& file) {
  crossing([&] { provide_data(name, bytes(file)); });
}

std::string provide_own(const std::string& path, const val& file) {
  return crossing([&] { return provide_file(path, bytes(file)); });
}

void forget(const std::string& name) { forget_data(name); }

val notes(const std::vector<Note>& notes) {
  val result = val::array();
  for (const Note& note : notes) {
    val item = val::object();
    item.set("input", note.input);
    item.set("code", note.code);
    item.set("values", object(note.values));
    item.set("message", note.message);
    item.set("value", note.value);
    item.set("wayBack", object(note.way_back));
    result.call<void>("push", item);
  }
  return result;
}

class BoundSession {
 public:
  explicit BoundSession(Session session) : session_(std::move(session)) {}

  val info() {
    return crossing([&] {
      val result = val::object();
      result.set("lab", text(session_.entry().about.id));
      result.set("preset", session_.preset_name());
      result.set("inputs", object(session_.inputs()));
      return result;
    });
  }

  void set(const std::string& input, const std::string& value) {
    crossing([&] { session_.set(input, value); });
  }

  void extend(double steps) {
    crossing([&] { session_.extend(steps < INT_MAX ? static_cast<int>(steps) : INT_MAX); });
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
      result.set("trouble", session_.trouble() ? plain(*session_.trouble()) : val::null());
      result.set("changed", object(changed()));
      result.set("curves", new_points());
      result.set("preset", text(preset == nullptr ? "" : preset->name));
      result.set("published", published(session_.published()));
      result.set("offers", offers());
      result.set("notes", notes(session_.notes()));
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

  val network() {
    return crossing([&] {
      const auto network = session_.network();
      if (!network) return val::null();
      Json json;
      write_network(json, *network);
      return parsed(json.written());
    });
  }

  // ---- A step of which replicas compute parts.

  // All that is done with parts, by the name of what: one function, so that the names that the
  // linker gives to imports, by how often each is used, stay those of every other module.
  val parts(const std::string& what, int first, int count, const val& file) {
    return crossing([&] {
      if (what == "open") return val(session_.open_parts());
      if (what == "compute") session_.compute_parts(first, count);
      if (what == "write") return view(session_.written_parts());
      if (what == "read") session_.read_parts(bytes(file));
      if (what == "catch up") session_.catch_up(read_saved_run(bytes(file)));
      return val::undefined();
    });
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
  // The live inputs that are no longer what the run began with, as they are now.
  std::map<std::string, std::string> changed() const {
    std::map<std::string, std::string> values;
    for (const auto& [input, first] : session_.first_values()) {
      values[input] = session_.form().find(input)->print();
    }
    return values;
  }

  val offers() const {
    val result = val::object();
    for (const Offer& offer : session_.offers()) {
      val choices = val::array();
      for (const std::string& choice : offer.choices) choices.call<void>("push", choice);
      result.set(std::string(offer.input), choices);
    }
    return result;
  }

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

// ---- Sessions have numbers here; session.js makes objects of them.

std::vector<std::unique_ptr<BoundSession>> sessions;

int numbered(Session session) {
  const auto place = std::find(sessions.begin(), sessions.end(), nullptr);
  const auto number = static_cast<int>(place - sessions.begin());
  if (place == sessions.end()) sessions.emplace_back();
  sessions[number] = std::make_unique<BoundSession>(std::move(session));
  return number;
}

int open(const std::string& lab, const std::string& preset, const val& values) {
  return crossing([&] { return numbered(Session(find_lab(lab), preset, inputs(values))); });
}

int load(const val& file, bool to_ask) {
  return crossing([&] {
    const SavedRun run = read_saved_run(bytes(file));
    return numbered(to_ask ? Session::load_to_ask(run, labs()) : Session::load(run, labs()));
  });
}

void close(int number) { sessions[number].reset(); }

template <auto method>
struct Numbered;

// A method of the session with that number.
template <typename Result, typename... Args, Result (BoundSession::*method)(Args...)>
struct Numbered<method> {
  static Result call(int number, Args... args) {
    return (sessions[number].get()->*method)(std::forward<Args>(args)...);
  }
};

}  // namespace

EMSCRIPTEN_BINDINGS(unfold) {
  emscripten::function("catalogue", &catalogue);
  emscripten::function("provide", &provide);
  emscripten::function("provideFile", &provide_own);
  emscripten::function("forget", &forget);
  emscripten::function("Session.open", &open);
  emscripten::function("Session.load", &load);
  emscripten::function("Session.delete", &close);
  emscripten::function("Session.info", &Numbered<&BoundSession::info>::call);
  emscripten::function("Session.advance", &Numbered<&BoundSession::advance>::call);
  emscripten::function("Session.frame", &Numbered<&BoundSession::frame>::call);
  emscripten::function("Session.set", &Numbered<&BoundSession::set>::call);
  emscripten::function("Session.extend", &Numbered<&BoundSession::extend>::call);
  emscripten::function("Session.ask", &Numbered<&BoundSession::ask>::call);
  emscripten::function("Session.fingerprint", &Numbered<&BoundSession::fingerprint>::call);
  emscripten::function("Session.network", &Numbered<&BoundSession::network>::call);
  emscripten::function("Session.save", &Numbered<&BoundSession::save>::call);
  emscripten::function("Session.parts", &Numbered<&BoundSession::parts>::call);
  emscripten::function("Session.embeddings", &Numbered<&BoundSession::embeddings>::call);
  emscripten::function("Session.wordVectors", &Numbered<&BoundSession::word_vectors>::call);
}

}  // namespace unfold::js
