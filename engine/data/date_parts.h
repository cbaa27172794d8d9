// date_parts: dates whose parts stand in columns of their own.
#pragma once

#include "engine/data/csv.h"

namespace unfold {

// Makes one column of dates out of those of years, months, days and hours, and adds the times of
// one column to the days of another.
void join_date_parts(CsvTable& table);

}  // namespace unfold
