// web_page: what a site answers when the file is not there.
#pragma once

#include <string_view>

namespace unfold {

// Whether the bytes begin as HTML does.
bool is_web_page(std::string_view bytes);

}  // namespace unfold
