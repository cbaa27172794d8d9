// report_json: what a report holds beside its curves, as members of a JSON object.
#pragma once

#include "engine/lab/comparison.h"
#include "engine/lab/report.h"
#include "engine/text/json.h"

namespace unfold {

// {"shape":[…],"values":[…]}
void write_matrix(Json& json, const Tensor& matrix);

// Each writes one member, named as it is here, unless there is nothing to write.
void write_texts(Json& json, const Report& report);
void write_matrices(Json& json, const Report& report);
void write_tables(Json& json, const Report& report);
void write_points(Json& json, const Report& report);
void write_graphs(Json& json, const Report& report);
void write_published(Json& json, const std::vector<Comparison>& rows);
// Every member that there is.
void write_all(Json& json, const Report& report);

}  // namespace unfold
