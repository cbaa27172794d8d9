#include "bindings/cli/describing.h"

#include <algorithm>
#include <cfloat>
#include <string>

#include "bindings/cli/options.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

std::string placeholder(const Field& field) {
  switch (field.kind) {
    case Field::Kind::text: return " TEXT";
    case Field::Kind::integer: return " INTEGER";
    case Field::Kind::number: return " NUMBER";
    case Field::Kind::flag: return "";
    case Field::Kind::choice: break;
    case Field::Kind::list: return " LIST";
    case Field::Kind::matrix: return " MATRIX";
    case Field::Kind::seed: return " SEED";
    case Field::Kind::image: return " MATRIX";
    case Field::Kind::file: return " FILE";
  }
  std::string names;
  for (const auto& option : field.options) {
    names += names.empty() ? ' ' : '|';
    names += option.name;
  }
  return names;
}

std::string range(const Field& field) {
  return number_text(field.min_) + " to " + number_text(field.max_);
}

std::string limits(const Field& field) {
  switch (field.kind) {
    case Field::Kind::text: return range(field) + " symbols";
    case Field::Kind::integer:
    case Field::Kind::number:
    case Field::Kind::seed: return range(field);
    case Field::Kind::flag:
    case Field::Kind::choice: return "";
    case Field::Kind::list:
      return std::to_string(field.min_count_) + " to " + std::to_string(field.max_count_) +
             " whole numbers, each " + range(field);
    case Field::Kind::file: return "at most " + number_text(field.max_) + " bytes";
    case Field::Kind::matrix:
    case Field::Kind::image: break;
  }
  const bool any = field.max_ >= FLT_MAX;
  return "shape up to " + to_string(Shape(std::span(field.max_shape_))) +
         (any ? "" : ", each number " + range(field)) + (field.optional_ ? ", may be empty" : "");
}

void describe(const Field& field, std::ostream& out) {
  out << "  " << flag_name(field.name) << placeholder(field) << "\n      " << field.label_;
  if (!field.unit_.empty()) out << " (" << field.unit_ << ")";
  if (const std::string allowed = limits(field); !allowed.empty()) out << ", " << allowed;
  out << " [" << excerpt(field.print(), 60) << "]\n";
  if (!field.help_.empty()) out << "      " << field.help_ << '\n';
  if (!field.when_input_.empty()) {
    out << "      Used with " << flag_name(field.when_input_) << '=' << field.when_value_ << ".\n";
  }
}

void describe(std::string_view title, const BoundForm& bound, std::string_view of_live,
              std::ostream& out) {
  out << '\n' << title << " [default]\n";
  for (const Field& field : bound.form.fields()) {
    describe(field, out);
    if (field.live_) out << of_live;
  }
}

}  // namespace

void list(std::span<const LabEntry> labs, std::ostream& out) {
  std::size_t width = 0;
  for (const LabEntry& lab : labs) width = std::max(width, lab.about.id.size());
  for (const LabEntry& lab : labs) {
    const std::string indent(width - lab.about.id.size() + 2, ' ');
    out << lab.about.id << indent << lab.about.title << ": " << lab.about.summary << '\n';
  }
}

void describe(const LabEntry& lab, std::ostream& out) {
  const About& about = lab.about;
  out << about.title << " (" << about.notebook << ")\n"
      << about.summary << "\n\nUsage\n  lab run " << about.id
      << " [--preset NAME] [--INPUT VALUE …] [--steps N] [--save FILE] [--json]\n"
      << "  lab run " << about.id << " --load FILE [--steps N] [--save FILE] [--json]\n";
  if (lab.question != nullptr) {
    out << "  lab ask " << about.id << " --load FILE [--QUESTION VALUE …] [--json]\n";
  }
  describe("Inputs", lab.form(), "      May change in the middle of a run: --at, --load.\n", out);
  if (lab.question != nullptr) describe("Questions", lab.question(), "", out);
  out << "\nPresets\n";
  for (const Preset& preset : lab.presets) {
    out << "  " << preset.name << "\n      " << preset.label << ": " << preset.note << '\n';
  }
}

}  // namespace unfold
