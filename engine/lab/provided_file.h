// provided_file: how an input names a file of the reader's own.
#pragma once

#include <string>
#include <string_view>

namespace unfold {

// Its name without folders and a hash of its bytes, as "prices.csv#17ce36fe". A name that is too
// long loses its middle.
std::string own_file_name(std::string_view path, std::string_view bytes);

// Provides the file by that name, which it gives.
std::string provide_file(std::string_view path, std::string bytes);

}  // namespace unfold
