// PairTable: the lines of a file with sentences and translations, and which columns these are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct PairRow {
  int line;  // of the file, from 1
  std::string source, target;
};

struct PairTable {
  std::vector<PairRow> rows;
  int columns = 0, source = 0, target = 0;  // counted from 0
  bool has_header = false;                  // the first line names the columns
};

// Columns lie between tabs, "|||", semicolons or commas, the last two with quotes as in CSV. Which
// two are the sentences is told by what is in them: numbers, codes of languages, dates, links and
// licences are none. Refuses a file without two such columns, and a line that lacks one of them, as
// the input `pairs`.
PairTable read_pair_table(std::string_view text);

}  // namespace unfold
