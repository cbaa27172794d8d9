// What can be set and asked in date-format, and its presets.
#include "examples/shared/cell_inputs.h"
#include "examples/shared/training.h"
#include "examples/words/date-format/date_format.h"
#include "examples/words/muted.h"

namespace unfold {
namespace {

using Languages = DateFormat::Languages;

constexpr int longest_date = 60;

constexpr Choice<Languages> languages_choices[] = {{Languages::english, "en", "English"},
                                                   {Languages::korean, "ko", "Korean"},
                                                   {Languages::chinese, "zh", "Chinese"},
                                                   {Languages::all, "all", "All three"}};

}  // namespace

void DateFormat::Inputs::visit(Form& form) {
  form.choice("languages", languages, languages_choices)
      .label("Languages")
      .help("In which languages the dates are written.");
  form.integer("training_dates", training_dates)
      .label("Training dates")
      .help("How many days between 1900 and 2099 are learned from; each comes in every spelling.")
      .range(1, 70000);
  form.flag("attention", attention)
      .label("Attention")
      .help(
          "On: the decoder looks back at every character that was read. Off: it knows only the "
          "state after the last.");
  cell_field(form, cell);
  form.integer("embedding", embedding)
      .label("Embedding")
      .help("How many numbers stand for a character.")
      .range(2, 128);
  hidden_field(form, hidden)
      .help("How many numbers the states of encoder and decoder hold, in each layer.")
      .range(4, 128);
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand one above the other, in the encoder and in the decoder.")
      .range(1, 3);
  batch_field(form, batch).help("How many dates a step learns from.").range(1, 128);
  learning_rate_field(form, learning_rate);
  final_rate_field(form, final_rate);
  optimizer_field(form, optimizer);
  clip_field(form, clip);
  steps_field(form, steps).help("How many training steps a run takes, each on new dates.");
  test_every_field(form, test_every)
      .help("How often the network is tested on days that it never learns from.");
  form.integer("held_out", held_out)
      .label("Held-out dates")
      .help("How many days are kept for the test, and how many of the others are tested too.")
      .range(1, 2000)
      .advanced();
  seed_field(form, seed)
      .help(
          "Of the weights and of what is drawn: the same seed gives the same run. The days of the "
          "test "
          "are always the same.");
}

std::vector<Preset> DateFormat::presets() {
  return {
      {.name = "three-languages",
       .label = "Three languages",
       .note = "Our own: 26 spellings in English, Korean and Chinese, learned together."},
      {.name = "english",
       .label = "English",
       .note = "Our own: the fourteen English spellings alone, in capitals, small letters and as "
               "usual.",
       .inputs = {{"languages", "en"}, {"steps", "400"}}},
      {.name = "korean",
       .label = "Korean",
       .note = "Our own: the six Korean spellings alone, where 일 is the day and also Sunday.",
       .inputs = {{"languages", "ko"}, {"steps", "300"}}},
      {.name = "chinese",
       .label = "Chinese",
       .note = "Our own: the six Chinese spellings alone, two of them in Chinese numerals.",
       .inputs = {{"languages", "zh"}, {"steps", "300"}}},
      {.name = "without-attention",
       .label = "Without attention",
       .note = "Our own: the same run, but the decoder never looks back; the encoder's last state "
               "must hold the whole date.",
       .inputs = {{"attention", "false"}}},
      {.name = "gru",
       .label = "GRU",
       .note = "Our own: the same run with GRU cells, which have three quarters of the weights.",
       .inputs = {{"cell", "gru"}}},
      {.name = "few-dates",
       .label = "Fifty dates",
       .note = "Our own: only fifty days to learn from, in every spelling; the network knows them "
               "and fails on others.",
       .inputs = {{"training_dates", "50"}}},
      {.name = "bigger",
       .label = "Bigger",
       .note = "Our own: 96 units need fewer steps, each of which takes three times as long.",
       .inputs = {{"hidden", "96"}, {"steps", "400"}}},
  };
}

void DateFormat::Question::visit(Form& form) {
  form.text("date", date)
      .label("A date")
      .help("Write a date as you like; the network answers with what it has learned.")
      .range(1, longest_date)
      .live();
  muted_field(form, muted, longest_date)
      .label("Muted characters")
      .help(
          "Which characters of the date are not read, by their numbers from 1 on; those behind its "
          "end mute nothing. In the answer a press on a character mutes it or brings it back.");
}

}  // namespace unfold
