#include "engine/lab/refusal.h"

#include <algorithm>

namespace unfold {
namespace {

constexpr RefusalMessage messages[] = {
    {"unknown-lab",
     "There is no lab \"{value}\". Did you mean \"{nearest}\"? The labs are: {allowed}."},
    {"unknown-preset",
     "This lab has no preset \"{value}\". Did you mean \"{nearest}\"? Its presets are: {allowed}."},
    {"unknown-input",
     "This lab has no input \"{value}\". Did you mean \"{nearest}\"? Its inputs are: {allowed}."},

    {"unknown-choice", "{input} must be one of {allowed}, not \"{value}\"."},
    {"not-a-number", "{input}{where} must be a number such as 2, -0.5 or 1e-3, not \"{value}\"."},
    {"not-finite", "{input}{where} must be a finite number, not \"{value}\"."},
    {"not-an-integer", "{input}{where} must be a whole number such as 3, not \"{value}\"."},
    {"out-of-range", "{input}{where} must be from {min} to {max}, not {value}."},
    {"too-few", "{input} must have at least {min} elements, not {count}."},
    {"too-many", "{input} must have at most {max} elements."},
    {"too-short", "{input} must have at least {min} symbols; this text has {count}."},
    {"too-long", "{input} must have at most {max} symbols; this text has {count}."},
    {"not-utf8",
     "{input} is not valid UTF-8 text: byte {byte} belongs to no symbol. Type the text anew."},
    {"empty-matrix",
     "{input} must have numbers: \",\" between them, \";\" after a row, \"|\" after a block of "
     "rows."},
    {"ragged-matrix",
     "{input}{where} must have {expected} numbers as the row before it has, not {actual}."},
    {"ragged-blocks",
     "{input}{where} must have {expected} rows as the block before it has, not {actual}."},
    {"one-block-only",
     "{input} must be one block of rows, without \"|\" or empty lines between the rows."},
    {"too-large", "{input} is too large: its shape must be at most {max}."},
    {"wrong-shape", "{input} must have the shape {expected}, not {actual}."},

    {"where-element", ", element {index},"},
    {"where-row", ", row {row},"},
    {"where-cell", ", row {row}, column {column},"},
    {"where-block", ", block {block},"},
    {"where-block-row", ", block {block}, row {row},"},
    {"where-block-cell", ", block {block}, row {row}, column {column},"},

    {"symbol-not-in-text",
     "{input} has the symbol \"{symbol}\", which the text that was learned does not have. Leave it "
     "out."},
    {"symbols-not-learned",
     "{input} has symbols that are in none of the texts that were learned: {symbols}. Write it "
     "without them."},
    {"symbol-not-allowed",
     "{input} has the symbol \"{symbol}\"; the only ones here are {allowed}."},
    {"one-symbol-only", "{input} must have at least two different symbols, not one alone."},
    {"text-too-short",
     "{input} has {count} symbols; the other inputs ask for at least {min}. Give a longer text or "
     "make them smaller."},
    {"wrong-count", "{input} must have {expected} elements to fit the other inputs, not {actual}."},
    {"kernel-shape",
     "{input} must have {rows} rows, one per input and unit ({inputs} + {units}), and {columns} "
     "columns, one per gate and unit ({gates} × {units}), not the shape {actual}. Leave it empty "
     "to draw the weights from the seeds."},
    {"one-word-only", "{input} must have at least two different words, not one alone."},
    {"too-few-words", "{input} leaves {count} words of the text. Make it larger, or 0."},
    {"word-not-in-vocabulary",
     "{input}: \"{word}\" is not among the {count} words of the vocabulary. Did you mean "
     "\"{nearest}\"?"},
    {"no-question", "The lab \"{lab}\" cannot be asked anything; it can only be run."},
    {"not-live",
     "{input} cannot change in the middle of a run. These can: {allowed}. Start a new run for it."},
    {"step-is-past",
     "{input} cannot change at step {step}: {done} steps are done. Name a later step."},
    {"steps-are-done",
     "{input} must be at least {min}: {done} steps are done. Start a new run for a shorter one."},
    {"diverged",
     "The curve \"{curve}\" is not a finite number from step {step} on: the run has ended. Start "
     "again with other inputs."},
    {"diverged-rate",
     "The curve \"{curve}\" is not a finite number from step {step} on: the weights have grown out "
     "of bounds, and the run has ended. Start again with a lower \"{input}\"."},
    {"diverged-clip",
     "The curve \"{curve}\" is not a finite number from step {step} on: the weights have grown out "
     "of bounds, and the run has ended. Start again with a lower \"{input}\", or have gradients "
     "clipped, to a length of 1, say."},
    {"missing-data",
     "The data \"{name}\" is not here. \"npm run build\" prepares the data of the labs; a file of "
     "your own must be opened again."},
    {"file-not-utf8",
     "{input} is not UTF-8 text: byte {byte} belongs to no symbol. Save it as UTF-8 and open it "
     "again."},
    {"file-too-large", "{input} must have at most {max} bytes; this file has {size}."},
    {"damaged-save", "This file is not a saved run, or it is damaged: {reason}."},
    {"other-version",
     "This run was saved by another version of the lab \"{lab}\" and cannot go on here. Start it "
     "anew."},
    {"other-data",
     "{input}: the file \"{name}\" is not the one that this run was saved with. Open that one."},
    {"csv-empty",
     "{input} has no rows. It must be a table: a row for each day, numbers in columns."},
    {"csv-not-text",
     "{input} is not a text file. Save the table as CSV in your spreadsheet and open that."},
    {"csv-open-quote",
     "{input}, line {line}: a quote \" begins here and never ends. Close it or take it out."},
    {"csv-long-row",
     "{input}, line {line}, has {actual} cells, other rows have {expected}. Put quotes around a "
     "cell "
     "with a separator in it."},
    {"csv-short-header",
     "{input}, line {line}: the header names {expected} columns, and the rows have {actual} cells. "
     "Numbers with a comma in them need quotes, or another separator between the cells."},
    {"csv-dates-across",
     "{input}, line {line}: the dates run across the columns, from \"{value}\" on. Turn the table, "
     "so "
     "that each date has a row of its own (in a spreadsheet: Paste special, Transpose)."},
    {"csv-not-a-number",
     "{input}, line {line}, column {column}: \"{value}\" is not a number in a column of numbers. "
     "Write a number such as 12.5, at most 1e30, or leave the cell empty."},
    {"csv-no-numbers",
     "{input} has no column of numbers. Columns are separated by commas, semicolons, tabs or |."},
    {"csv-too-many-columns",
     "{input} must have at most {max} columns of numbers; this file has {count}."},
    {"csv-no-column", "{input}: there is no column \"{value}\" of numbers. There are: {allowed}."},
    {"csv-several-columns",
     "{input}: several columns may be the price to predict: {allowed}. Name one of them."},
    {"csv-column-of-text",
     "{input}: column {column} is no column of numbers: line {line} has \"{value}\". Correct the "
     "file, "
     "or name another column. There are: {allowed}."},
    {"csv-column-of-time",
     "{input}: column {column} tells the time or counts rows, or it is empty. Name another column. "
     "There are: {allowed}."},
    {"csv-several-series",
     "{input}: column {column} holds {count} series in one file: {allowed}. Name the one to learn "
     "from."},
    {"csv-no-series", "{input}: column {column} has no \"{value}\". There are: {allowed}."},
    {"csv-one-series",
     "{input}: this file has no column that tells several series apart, so there is no "
     "\"{value}\". "
     "Leave it on auto."},
    {"csv-many-a-day",
     "{input}: most days occur several times, {count} rows in all, the first in line {line}. Keep "
     "one "
     "row for each day, or add a column of times or of names that tells the rows apart."},
    {"csv-many-lost",
     "{count} of {rows} rows are not used, the first in line {line}; the table of the file says "
     "why."},
    {"csv-target-guessed",
     "Column {column} is predicted, since no name is that of a closing price. Choose another one "
     "if "
     "another is meant."},
    {"csv-order-newest",
     "Nothing in the file tells the time, so the newest row is taken to stand first. Turn it if "
     "the "
     "oldest does."},
    {"csv-order-oldest",
     "Nothing in the file tells the time but a column that counts rows, so the oldest row is taken "
     "to "
     "stand first. Turn it if the newest does."},
    {"csv-too-few-rows",
     "{input} must have at least {min} complete rows for windows of {window} days; it has "
     "{count}."},
    {"csv-constant",
     "{input}: column {column} is always {value} where it is learnt from, so there is nothing to "
     "predict. Choose another column or another file."},
    {"too-much-work",
     "{input} × window × hidden units is too much work for a step. Use at most {max} days, or a "
     "smaller window or fewer units."},
    {"not-idx",
     "{input} must be an IDX file, which begins with the bytes {expected}, or a CSV file; this one "
     "begins with {actual}."},
    {"idx-length",
     "{input} is cut or damaged: its header asks for {expected} bytes, and it has {actual}."},
    {"idx-empty", "{input} holds nothing: a size in its header is 0."},
    {"pixels-empty", "{input} has no rows. Each must be a label and the 784 pixels of a picture."},
    {"pixels-count",
     "{input}, line {line}, has {count} cells. A row must be a label and the 784 pixels of a "
     "picture "
     "of 28 by 28."},
    {"pixel-no-number",
     "{input}, line {line}: \"{value}\" is neither a pixel nor a label. These are whole numbers "
     "from 0 to 255."},
    {"pixel-too-bright",
     "{input}, line {line}: a pixel is {value}. Pixels are numbers from 0 to 255, or from 0 to 1."},
    {"pixels-mixed",
     "{input} has pixels with fractions above 1. Pixels are whole numbers from 0 to 255, or from 0 "
     "to 1."},
    {"no-labels",
     "{input} has pixels alone, no labels. Open the file that has both, such as Kaggle's "
     "train.csv, "
     "or a file with the labels too."},
    {"labels-twice", "{input}: the pictures have labels in their own file. Close this one."},
    {"pairs-one-column",
     "{input}, line {line}, has one column only. Each line must be a sentence, a tab and its "
     "translation."},
    {"pairs-only-numbers",
     "{input} has numbers alone, no sentences: such a table links the numbers of sentences. From "
     "Tatoeba take \"Sentence pairs\" of two languages, which has the sentences themselves."},
    {"pairs-one-language",
     "{input} has sentences in column {column} alone, without translations. Each line must have a "
     "sentence and its translation, such as Tatoeba's \"Sentence pairs\" of two languages."},
    {"pairs-empty-side",
     "{input}, line {line}: a sentence or its translation is empty. Fill it in or delete the "
     "line."},
    {"pairs-too-few",
     "{input} must have at least {min} different sentences of at most {words} words; this file has "
     "{count}."},
    {"no-words", "{input} has no words. Write a whole sentence."},
    {"too-many-words", "{input} must have at most {max} words; this one has {count}."},
    {"unknown-word",
     "{input} has the word \"{word}\", which was never learned. Did you mean \"{nearest}\"? Some "
     "words that were: {allowed}."},
    {"other-file-missing",
     "{input} must be opened too: pictures and their labels come in two files."},
    {"vectors-empty",
     "{input} has no words. Each line must be a word and its numbers, with spaces between them."},
    {"vectors-not-text",
     "{input}, line {line}: this is not text. Save the vectors as text, not in a binary format."},
    {"vectors-no-numbers",
     "{input}, line {line}, has no numbers. Each line must be a word and its numbers, with spaces "
     "between them."},
    {"vectors-unequal-lines",
     "{input}, line {line}, must have {expected} numbers as the lines before it have, not "
     "{actual}."},
    {"vectors-not-a-number",
     "{input}, line {line}: \"{value}\" is not a number such as 0.25 or -1.5e-3."},
    {"vectors-only-numbers",
     "{input} has numbers alone, without words. Open the file with their words too, such as the "
     "metadata.tsv that belongs to it, as \"Words of the vectors\"."},
    {"vectors-missing", "{input} must be opened too: the words alone have no vectors."},
    {"names-unequal",
     "{input} must have a line for each of the {expected} vectors; this file has {actual}. Open "
     "the "
     "file that belongs to them."},
    {"web-page",
     "{input} is a web page, not the file itself: the site answered with a page. Open the link in "
     "a browser, save the file anew and open that."},
    {"vectors-too-few", "{input} must have at least {min} words for a map; this file has {count}."},
    {"vectors-too-long",
     "{input} must have at most {max} numbers for each word; this file has {count}."},
    {"shape-mismatch",
     "{input} has the shape {actual}, but the other inputs ask for {expected}. Change one of "
     "them."},

    {"weights-drawn",
     "The weights of the preset have the shape {actual}, and these inputs need {expected}: new "
     "ones "
     "were drawn from seed {seed}."},
    {"weights-redrawn",
     "The weights of the preset are typed numbers: new ones were drawn from seed {seed}."},
    {"weights-stay",
     "{input} are typed, so that seed and initializer change nothing. Empty them to draw new "
     "ones."},
    {"state-emptied",
     "{input} of the preset has the shape {actual}, and these inputs need {expected}: it is zeros "
     "now."},
    {"resized",
     "{input} has the shape {expected} here, not {actual}, to fit the other inputs; what was "
     "missing is {fill}."},
    {"fitted", "{input} is {value} here, to fit the other inputs."},
    {"at-most", "{input} is {value} here: the other inputs allow no more."},
    {"at-least", "{input} is {value} here: the other inputs need as much."},
    {"multiple", "{input} is {value} here: it must be a multiple of {divisor}."},
    {"alphabet-extended",
     "The alphabet had no {symbols}: it is {value} here, with what was missing at its end."},
    {"alphabet-repeats", "{input} is {value} here: each symbol counts once."},
    {"words-padded",
     "Words of different lengths were filled up to {steps} symbols with steps of zeros. The lab "
     "\"Dynamic length\" can tell where each ends."},
    {"vocabulary-all",
     "{input} is {value} here: the text has {words} different words, and UNK stands for all "
     "others."},
    {"words-left-out", "{input}: the vocabulary does not have {words}; they are left out."},
};

std::string_view message(std::string_view code) {
  const auto* found = std::find_if(std::begin(messages), std::end(messages),
                                   [&](const auto& message) { return message.code == code; });
  return found == std::end(messages) ? code : found->text;
}

// The text with each "{name}" that has a value replaced by it.
std::string filled(std::string_view text, const RefusalValues& values) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    result += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return result += text;
    const auto value = values.find(std::string(text.substr(1, close - 1)));
    result += value == values.end() ? text.substr(0, close + 1) : std::string_view(value->second);
    text.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace

std::string message_of(const std::string& input, std::string_view code, RefusalValues values,
                       std::string_view label) {
  const auto where = values.find("where");
  values["where"] = where == values.end() ? "" : filled(message(where->second), values);
  values["input"] = label.empty() ? input : std::string(label);
  return filled(message(code), values);
}

Refusal::Refusal(std::string input, std::string code, RefusalValues values, std::string_view label)
    : std::invalid_argument(message_of(input, code, values, label)),
      input_(std::move(input)),
      code_(std::move(code)),
      values_(std::move(values)) {}

void refuse(std::string input, std::string code, RefusalValues values) {
  throw Refusal(std::move(input), std::move(code), std::move(values));
}

std::span<const RefusalMessage> refusal_messages() { return messages; }

}  // namespace unfold
