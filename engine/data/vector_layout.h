// vector_layout: how the lines of a table of vectors are built, found in the lines themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct VectorLayout {
  enum class Cells { blanks, commas, semicolons };  // what stands between two of them
  Cells cells = Cells::blanks;
  bool has_decimal_comma = false;
  int size = 0;             // numbers in a line
  bool has_words = true;    // else the words stand in another file
  bool has_header = false;  // the first line is none of a vector
  // What the first line says of the whole file, "N E", whether it is true or not.
  std::optional<int> stated_lines, stated_size;
};

// Of lines that are not blank; most of them decide.
VectorLayout find_vector_layout(const std::vector<std::string_view>& lines, bool has_names);

// The cells of a line without quotes around them; `cells` is memory to be used again. Between
// blanks none is empty.
void split_cells(std::string_view line, VectorLayout::Cells kind,
                 std::vector<std::string_view>& cells);

bool is_whole_number(std::string_view cell);
// Begins as a number of a vector does and has its point: "0.25", and "0.25,".
bool has_fraction(std::string_view cell);
bool looks_like_number(std::string_view cell);

std::string with_point(std::string_view number);  // "0,25" as "0.25"

}  // namespace unfold
