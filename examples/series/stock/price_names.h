// price_names: what columns of prices are called in the files of exchanges and portals.
#pragma once

#include <string_view>

namespace unfold {

// How well a name fits the price at the end of a day, in the words of many languages, with a ticker
// or a unit around them.
enum class CloseName {
  none,
  value,     // "Value", "Rate"
  price,     // "Price", "시세"
  last,      // "Last", "Zuletzt", "현재가"
  adjusted,  // "Adj Close", "수정종가"
  close,     // "Close Price", "종가(원)", "AAPL.Close"
  bare       // "Close" alone
};
CloseName close_name(std::string_view column);

// "Symbol", "종목명", "代码": which of several series a row belongs to.
bool names_series(std::string_view column);

}  // namespace unfold
