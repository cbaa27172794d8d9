// PixelTable: pictures as text, a row for each with its label and the brightness of its pixels, as
// Kaggle has them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "examples/images/image_data.h"

namespace unfold {

struct PixelTable {
  std::string pixels;  // a byte each, picture after picture
  std::string labels;  // a byte each; none if the rows have pixels alone
  bool has_header = false;
  std::optional<int> label_column = {};  // from 0
};

// Rows of a label and 784 pixels between commas, semicolons, tabs or spaces, behind a line of names
// or none; the label stands first or last, behind a number of the row or not. Pixels are whole
// numbers up to 255, or parts of one. Refuses what is wrong with the file's line, as this input.
PixelTable read_pixel_table(std::string_view text, const std::string& input);

// One label in each line, the last number of it, behind a line of names or none.
std::string read_label_table(std::string_view text, const std::string& input);

// Whether the bytes are those of a table, not of an IDX file or the like.
bool is_table(std::string_view bytes);

}  // namespace unfold
