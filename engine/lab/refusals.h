// What any lab refuses: all that the layer of labs itself says.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage general_refusals[] = {
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
    {"file-too-large", "{input} must have at most {max} bytes; this file has {size}."},
    {"damaged-save", "This file is not a saved run, or it is damaged: {reason}."},
    {"other-version",
     "This run was saved by another version of the lab \"{lab}\" and cannot go on here. Start it "
     "anew."},
    {"other-data",
     "{input}: the file \"{name}\" is not the one that this run was saved with. Open that one."},
};

}  // namespace unfold
