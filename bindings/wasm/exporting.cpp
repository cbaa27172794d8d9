// How a run leaves the course: of the whole module alone.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <stdexcept>
#include <string>

#include "bindings/wasm/errors.h"
#include "bindings/wasm/values.h"
#include "engine/lab/exports.h"
#include "engine/lab/session.h"
#include "examples/course.h"

namespace unfold::js {
namespace {

std::string_view name_of(Hindrance hindrance) {
  switch (hindrance) {
    case Hindrance::no_network: return "no-network";
    case Hindrance::no_weights: return "no-weights";
    case Hindrance::diverged: return "diverged";
    case Hindrance::none: break;
  }
  return "";
}

const ExportKind& kind_named(const std::string& name) {
  for (const ExportKind& kind : export_kinds()) {
    if (kind.name == name) return kind;
  }
  throw std::invalid_argument("There is no export as \"" + name + "\".");
}

Session loaded(const val& file, bool to_ask) {
  const SavedRun run = read_saved_run(bytes(file));
  return to_ask ? Session::load_to_ask(run, labs()) : Session::load(run, labs());
}

val exports(const val& file) {
  return crossing([&] {
    const Session session = loaded(file, true);
    val result = val::array();
    for (const ExportKind& kind : export_kinds()) {
      val item = val::object();
      item.set("kind", text(kind.name));
      item.set("hindrance", text(name_of(hindrance(session, kind))));
      result.call<void>("push", item);
    }
    return result;
  });
}

val exported_files(const val& file, const std::string& name, const std::string& stem, bool to_ask) {
  return crossing([&] {
    const ExportKind& kind = kind_named(name);
    Session session = loaded(file, to_ask);
    val result = val::array();
    for (const auto& [path, contents] : exported(session, kind, stem)) {
      val item = val::object();
      item.set("name", path);
      item.set("bytes", array(contents));
      result.call<void>("push", item);
    }
    return result;
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(exporting) {
  emscripten::function("exports", &exports);
  emscripten::function("exported", &exported_files);
}

}  // namespace unfold::js
