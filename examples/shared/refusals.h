// What labs of several chapters refuse and note.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

// Inputs made to fit others.
inline constexpr RefusalMessage fit_refusals[] = {
    {"resized",
     "{input} has the shape {expected} here, not {actual}, to fit the other inputs; what was "
     "missing is {fill}."},
    {"fitted", "{input} is {value} here, to fit the other inputs."},
    {"at-most", "{input} is {value} here: the other inputs allow no more."},
    {"at-least", "{input} is {value} here: the other inputs need as much."},
};

// Typed weights of a cell.
inline constexpr RefusalMessage weights_refusals[] = {
    {"kernel-shape",
     "{input} must have {rows} rows, one per input and unit ({inputs} + {units}), and {columns} "
     "columns, one per gate and unit ({gates} × {units}), not the shape {actual}. Leave it empty "
     "to draw the weights from the seeds."},
    {"weights-drawn",
     "The weights of the preset have the shape {actual}, and these inputs need {expected}: new "
     "ones were drawn from seed {seed}."},
    {"weights-redrawn",
     "The weights of the preset are typed numbers: new ones were drawn from seed {seed}."},
    {"weights-stay",
     "{input} are typed, so that seed and initializer change nothing. Empty them to draw new "
     "ones."},
};

// Files of the reader's own.
inline constexpr RefusalMessage file_refusals[] = {
    {"file-not-utf8",
     "{input} is not UTF-8 text: byte {byte} belongs to no symbol. Save it as UTF-8 and open it "
     "again."},
    {"web-page",
     "{input} is a web page, not the file itself: the site answered with a page. Open the link in "
     "a browser, save the file again and open that."},
};

}  // namespace unfold
