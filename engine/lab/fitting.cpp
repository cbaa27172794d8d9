#include "engine/lab/fitting.h"

#include <algorithm>

#include "engine/text/utf8.h"

namespace unfold {

Fitting::Fitting(const Form& form, const std::map<std::string, std::string>& inputs)
    : form_(&form), preset_(form.print()) {
  form.read(inputs);
  for (const Field& field : form.fields()) {
    const auto given = preset_.find(std::string(field.name));
    if (field.print() == given->second) preset_.erase(given);
  }
}

bool Fitting::is_own(std::string_view input) const { return preset_.count(std::string(input)) > 0; }

bool Fitting::is_any_own(const Names& inputs) const {
  return std::any_of(inputs.begin(), inputs.end(), [&](auto input) { return is_own(input); });
}

void Fitting::note(std::string_view input, const RefusalMessage& message, RefusalValues values,
                   const Names& because) {
  if (form_ == nullptr) return;
  const Field& field = *form_->find(input);
  const std::string name(input), value = field.print();
  values.emplace("value", excerpt(value, 60));
  std::string sentence = sentence_of(message, name, values, field.label_);
  std::map<std::string, std::string> way_back;
  for (const std::string_view cause : because) {
    if (is_own(cause)) way_back.insert(*preset_.find(std::string(cause)));
  }
  notes_.push_back({name, std::string(message.code), std::move(values), std::move(sentence), value,
                    std::move(way_back)});
}

}  // namespace unfold
