#include "examples/basics/source.h"

#include "examples/basics/words.h"
#include "examples/shared/tensors.h"

namespace unfold {

constexpr Choice<Source> sources[] = {{Source::words, "words", "Words"},
                                      {Source::numbers, "numbers", "Numbers"}};

SourceInputs::SourceInputs() : data(counting({3, 5, 3})) {}

void SourceInputs::visit(Form& form, std::string_view words_help) {
  form.choice("source", source, sources)
      .label("Source")
      .help("Whether the batch is made of words or of typed numbers.");
  words_field(form, words).help(words_help).when("source", "words");
  alphabet_field(form, alphabet).when("source", "words");
  data_field(form, data).when("source", "numbers");
}

void SourceInputs::fit(Fitting& fitting, bool needs_equal_words) {
  if (source != Source::words) return;
  if (needs_equal_words) fit_equal_words(fitting, words);
  fit_alphabet(fitting, words_in(words), alphabet);
}

Sequences SourceInputs::batch() const {
  return source == Source::words ? padded_words(words, alphabet) : Sequences{.x = data};
}

}  // namespace unfold
