#include "engine/lab/catalogue.h"

#include <array>

#include "engine/lab/refusal.h"
#include "engine/text/json.h"

namespace unfold {
namespace {

std::string_view name(Chapter chapter) {
  switch (chapter) {
    case Chapter::basics: return "basics";
    case Chapter::writing: return "writing";
    case Chapter::memory: return "memory";
    case Chapter::series: return "series";
    case Chapter::images: return "images";
    case Chapter::words: break;
  }
  return "words";
}

std::string_view name(Field::Kind kind) {
  switch (kind) {
    case Field::Kind::text: return "text";
    case Field::Kind::integer: return "integer";
    case Field::Kind::number: return "number";
    case Field::Kind::flag: return "flag";
    case Field::Kind::choice: return "choice";
    case Field::Kind::list: return "list";
    case Field::Kind::matrix: return "matrix";
    case Field::Kind::seed: return "seed";
    case Field::Kind::image: return "image";
    case Field::Kind::file: break;
  }
  return "file";
}

std::string_view name(Origin origin) {
  switch (origin) {
    case Origin::exact: return "exact";
    case Origin::seeded: return "seeded";
    case Origin::recovered: return "recovered";
    case Origin::invariant: return "invariant";
    case Origin::own: break;
  }
  return "own";
}

void write_options(Json& json, const Field& field) {
  json.key("options").array([&] {
    if (field.kind != Field::Kind::choice) return;
    for (const auto& option : field.options) {
      json.object([&] {
        json.key("name").text(option.name);
        json.key("label").text(option.label);
      });
    }
  });
}

void write_when(Json& json, const Field& field) {
  json.key("when");
  if (field.when_input_.empty()) {
    json.null();
    return;
  }
  json.object([&] {
    json.key("input").text(field.when_input_);
    json.key("value").text(field.when_value_);
  });
}

void write_input(Json& json, const Field& field) {
  json.object([&] {
    json.key("name").text(field.name);
    json.key("kind").text(name(field.kind));
    json.key("label").text(field.label_);
    json.key("help").text(field.help_);
    json.key("unit").text(field.unit_);
    json.key("default").text(field.print());
    json.key("min").number(field.min_);
    json.key("max").number(field.max_);
    json.key("minCount").integer(field.min_count_);
    json.key("maxCount").integer(field.max_count_);
    json.key("maxShape").array([&] {
      for (const int size : field.max_shape_) json.integer(size);
    });
    json.key("axes").text(field.axes_);
    json.key("accept").text(field.accept_);
    write_options(json, field);
    json.key("advanced").boolean(field.advanced_);
    json.key("optional").boolean(field.optional_);
    json.key("live").boolean(field.live_);
    write_when(json, field);
  });
}

void write_preset(Json& json, const Preset& preset) {
  json.object([&] {
    json.key("name").text(preset.name);
    json.key("label").text(preset.label);
    json.key("note").text(preset.note);
    json.key("origin").text(name(preset.origin));
    json.key("inputs").object([&] {
      for (const auto& [input, value] : preset.inputs) json.key(input).text(value);
    });
  });
}

void write_form(Json& json, const BoundForm& bound) {
  json.array([&] {
    for (const Field& field : bound.form.fields()) write_input(json, field);
  });
}

void write_refusals(Json& json, std::span<const RefusalTable> tables) {
  json.object([&] {
    for (const RefusalTable table : tables) {
      for (const auto& message : table) json.key(message.code).text(message.text);
    }
  });
}

void write_lab(Json& json, const LabEntry& lab) {
  json.object([&] {
    json.key("id").text(lab.about.id);
    json.key("title").text(lab.about.title);
    json.key("summary").text(lab.about.summary);
    json.key("chapter").text(name(lab.about.chapter));
    json.key("notebook").text(lab.about.notebook);
    json.key("previewSteps").integer(lab.about.preview_steps);
    write_form(json.key("inputs"), lab.form());
    json.key("hasEmbeddings").boolean(lab.has_embeddings);
    json.key("question");
    if (lab.question == nullptr) {
      json.null();
    } else {
      write_form(json, lab.question());
    }
    json.key("presets").array([&] {
      for (const Preset& preset : lab.presets) write_preset(json, preset);
    });
    write_refusals(json.key("refusals"), lab.refusals);
  });
}

}  // namespace

std::string catalogue_json(std::span<const LabEntry> labs) {
  Json json;
  json.object([&] {
    json.key("labs").array([&] {
      for (const LabEntry& lab : labs) write_lab(json, lab);
    });
    write_refusals(json.key("refusals"), std::array{RefusalTable(general_refusals)});
  });
  return json.written();
}

}  // namespace unfold
