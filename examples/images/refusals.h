// What labs of this chapter refuse and note.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage image_refusals[] = {
    {"wrong-count", "{input} must have {expected} elements to fit the other inputs, not {actual}."},
    {"not-idx",
     "{input} must be an IDX file, which begins with the bytes {expected}, or a CSV file; this one "
     "begins with {actual}."},
    {"idx-length",
     "{input} is cut or damaged: its header asks for {expected} bytes, and it has {actual}."},
    {"idx-empty", "{input} holds nothing: a size in its header is 0."},
    {"pixels-empty", "{input} has no rows. Each must be a label and the 784 pixels of a picture."},
    {"pixels-count",
     "{input}, line {line}, has {count} cells. A row must be a label and the 784 pixels of a "
     "picture of 28 by 28."},
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
     "train.csv, or a file with the labels too."},
    {"labels-twice", "{input}: the pictures have labels in their own file. Close this one."},
    {"other-file-missing",
     "{input} must be opened too: pictures and their labels come in two files."},
};

}  // namespace unfold
