#include "examples/session.h"

#include <algorithm>
#include <climits>
#include <cstdint>

#include "examples/data.h"
#include "examples/refusal.h"
#include "examples/text/nearest.h"
#include "examples/text/number_text.h"
#include "examples/text/utf8.h"

namespace unfold {
namespace {

const Preset* find_preset(const LabEntry& entry, std::string_view name) {
  const auto found = std::find_if(entry.presets.begin(), entry.presets.end(),
                                  [&](const Preset& preset) { return preset.name == name; });
  return found == entry.presets.end() ? nullptr : &*found;
}

[[noreturn]] void refuse_preset(const LabEntry& entry, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Preset& preset : entry.presets) names.push_back(preset.name);
  throw Refusal("", "unknown-preset",
                {{"value", excerpt(name)},
                 {"nearest", std::string(nearest(name, names))},
                 {"allowed", listed(names)}});
}

BoundForm filled_form(const LabEntry& entry, const Preset& preset) {
  BoundForm bound = entry.form();
  bound.form.read({preset.inputs.begin(), preset.inputs.end()});
  return bound;
}

BoundForm filled_form(const LabEntry& entry, std::string_view preset_name,
                      const std::map<std::string, std::string>& inputs) {
  const Preset* preset = find_preset(entry, preset_name);
  if (preset == nullptr && !preset_name.empty()) refuse_preset(entry, preset_name);
  BoundForm bound = preset == nullptr ? entry.form() : filled_form(entry, *preset);
  bound.form.read(inputs);
  return bound;
}

bool same_inputs(const Form& a, const Form& b) {
  return std::equal(
      a.fields().begin(), a.fields().end(), b.fields().begin(), b.fields().end(),
      [](const Field& x, const Field& y) { return x.name == "steps" || x.print() == y.print(); });
}

// The preset that has these inputs; the named one is asked first.
const Preset* matching_preset(const LabEntry& entry, std::string_view name, const Form& form) {
  const auto matches = [&](const Preset& preset) {
    return same_inputs(form, filled_form(entry, preset).form);
  };
  const Preset* named = find_preset(entry, name);
  if (named != nullptr && matches(*named)) return named;
  const auto found = std::find_if(entry.presets.begin(), entry.presets.end(), matches);
  return found == entry.presets.end() ? nullptr : &*found;
}

// Lets a refusal of the lab itself speak of the input by its label.
template <typename Work>
auto speaking_of(const Form& form, Work work) {
  try {
    return work();
  } catch (const Refusal& refusal) {
    const Field* field = form.find(refusal.input());
    if (field == nullptr) throw;
    throw Refusal(refusal.input(), refusal.code(), refusal.values(), field->label_);
  }
}

void require_size(const Field& field, std::string_view name) {
  const std::size_t size = data(name)->size();
  if (static_cast<double>(size) <= field.max_) return;
  refuse(std::string(field.name), "file-too-large",
         {{"max", number_text(field.max_)}, {"size", std::to_string(size)}});
}

void require_file_sizes(const Form& form) {
  for (const Field& field : form.fields()) {
    if (field.kind != Field::Kind::file) continue;
    const std::string name = field.print();
    if (!name.empty()) require_size(field, name);
  }
}

std::unique_ptr<Lab> make_lab(const LabEntry& entry, const BoundForm& bound) {
  return speaking_of(bound.form, [&] {
    require_file_sizes(bound.form);
    return entry.make(bound);
  });
}

void add(Hash& hash, const Tensor& tensor) {
  const Shape shape = tensor.empty() ? Shape{0} : tensor.shape();
  hash.add(static_cast<std::uint32_t>(shape.rank()));
  for (const int size : shape) hash.add(static_cast<std::uint32_t>(size));
  if (shape.count() == 0) return;
  for (const float value : tensor.values()) hash.add(value);
}

void add(Hash& hash, const Report::NamedPlot& named) {
  hash.add(named.name);
  for (const Line& line : named.plot.lines) {
    hash.add(line.name);
    add(hash, line.x);
    add(hash, line.y);
  }
}

void add(Hash& hash, const std::vector<std::string>& texts) {
  hash.add(static_cast<std::uint32_t>(texts.size()));
  for (const std::string& text : texts) hash.add(text);
}

}  // namespace

Session::Session(std::string_view lab, std::string_view preset,
                 const std::map<std::string, std::string>& inputs)
    : Session(find_lab(lab), preset, inputs) {}

Session::Session(const LabEntry& entry, std::string_view preset,
                 const std::map<std::string, std::string>& inputs)
    : entry_(&entry),
      bound_(filled_form(entry, preset, inputs)),
      preset_(matching_preset(entry, preset, bound_.form)),
      lab_(make_lab(entry, bound_)),
      total_(lab_->steps()) {
  report_.reserve(total_);
  if (preset_ != nullptr) reached_.resize(preset_->published.size());
  find_due(0);
}

void Session::advance() {
  if (done()) return;
  lab_->step(report_);
  is_shown_ = false;
  if (lab_->is_within_step()) return;
  if (report_.step() == due_) compare();
  report_.next_step();
}

void Session::look() {
  if (is_shown_ || steps_done() == 0) return;
  lab_->show(report_);
  is_shown_ = true;
}

Report Session::ask(const std::map<std::string, std::string>& question) const {
  if (entry_->question == nullptr)
    refuse("", "no-question", {{"lab", std::string(entry_->about.id)}});
  const BoundForm bound = entry_->question();
  bound.form.read(question);
  Report answer;
  speaking_of(bound.form, [&] { entry_->ask(*lab_, bound, answer); });
  return answer;
}

void Session::compare() {
  const auto& rows = preset_->published;
  lab_->show(report_);
  is_shown_ = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].step == due_) reached_[i] = unfold::compare(rows[i], report_, total_ > 1);
  }
  find_due(due_ + 1);
}

void Session::find_due(int first) {
  due_ = INT_MAX;
  if (preset_ == nullptr) return;
  for (const Published& row : preset_->published) {
    if (row.step >= first) due_ = std::min(due_, row.step);
  }
}

std::vector<Comparison> Session::published() const {
  std::vector<Comparison> rows;
  for (const auto& compared : reached_) rows.insert(rows.end(), compared.begin(), compared.end());
  for (const auto& invariant : report_.invariants()) rows.push_back(unfold::compare(invariant));
  return rows;
}

std::string Session::fingerprint() {
  look();
  Hash hash;
  hash.add(static_cast<std::uint32_t>(report_.step()));
  for (const auto& [name, value] : lab_->variables().named()) {
    hash.add(name);
    add(hash, value);
  }
  add_curves(hash);
  for (const auto& text : report_.texts()) {
    hash.add(text.name);
    hash.add(text.value);
  }
  for (const auto& matrix : report_.matrices()) {
    hash.add(matrix.name);
    add(hash, matrix.values);
  }
  for (const auto& [name, table] : report_.tables()) {
    hash.add(name);
    add(hash, table.columns);
    for (const auto& row : table.rows) add(hash, row);
  }
  for (const auto& plot : report_.plots()) add(hash, plot);
  for (const auto& images : report_.images()) {
    hash.add(images.name);
    add(hash, images.values);
    add(hash, images.captions);
  }
  return hash.text();
}

void Session::add_curves(Hash& hash) {
  const auto& curves = report_.curves();
  hashed_curves_.resize(curves.size());
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const auto& curve = curves[i];
    auto& [points, hash_of_points] = hashed_curves_[i];
    for (; points < curve.x.size(); ++points) {
      hash_of_points.add(curve.x[points]);
      hash_of_points.add(curve.y[points]);
    }
    hash.add(curve.name);
    hash.add(hash_of_points);
  }
}

}  // namespace unfold
