// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage stock_refusals[] = {
    {"csv-empty",
     "{input} has no rows. It must be a table: a row for each day, numbers in columns."},
    {"csv-not-text",
     "{input} is not a text file. Save the table as CSV in your spreadsheet and open that."},
    {"csv-open-quote",
     "{input}, line {line}: a quote \" begins here and never ends. Close it or take it out."},
    {"csv-long-row",
     "{input}, line {line}, has {actual} cells, other rows have {expected}. Put quotes around a "
     "cell with a separator in it."},
    {"csv-short-header",
     "{input}, line {line}: the header names {expected} columns, and the rows have {actual} cells. "
     "Numbers with a comma in them need quotes, or another separator between the cells."},
    {"csv-dates-across",
     "{input}, line {line}: the dates run across the columns, from \"{value}\" on. Turn the table, "
     "so that each date has a row of its own (in a spreadsheet: Paste special, Transpose)."},
    {"csv-second-table",
     "{input}, line {line}: another table begins, with the column {value}. Keep one of them in the "
     "file."},
    {"csv-not-a-number",
     "{input}, line {line}, column {column}: \"{value}\" is not a number in a column of numbers. "
     "Write a number such as 12.5, at most 1e30, or leave the cell empty."},
    {"csv-no-numbers",
     "{input} has no column of numbers. Columns are separated by commas, semicolons, tabs or |."},
    {"csv-too-many-columns",
     "{input} must have at most {max} columns of numbers; this file has {count}."},
    {"csv-no-column", "{input}: there is no column \"{value}\" of numbers. There are: {allowed}."},
    {"csv-several-columns",
     "{input}: several columns may be the price to predict: {allowed}. Name one of them."},
    {"csv-column-of-text",
     "{input}: column {column} is no column of numbers: line {line} has \"{value}\". Correct the "
     "file, or name another column. There are: {allowed}."},
    {"csv-column-of-time",
     "{input}: column {column} tells the time or counts rows, or it is empty. Name another column. "
     "There are: {allowed}."},
    {"csv-several-series",
     "{input}: column {column} holds {count} series in one file: {allowed}. Name the one to learn "
     "from."},
    {"csv-no-series", "{input}: column {column} has no \"{value}\". There are: {allowed}."},
    {"csv-one-series",
     "{input}: this file has no column that tells several series apart, so there is no "
     "\"{value}\". Leave it on auto."},
    {"csv-many-a-day",
     "{input}: most days occur several times, {count} rows in all, the first in line {line}. Keep "
     "one row for each day, or add a column of times or of names that tells the rows apart."},
    {"csv-many-lost",
     "{count} of {rows} rows are not used, the first in line {line}; the table of the file says "
     "why."},
    {"csv-target-guessed",
     "Column {column} is predicted, since no name is that of a closing price. Choose another one "
     "if another is meant."},
    {"csv-order-newest",
     "Nothing in the file tells the time, so the newest row is taken to stand first. Turn it if "
     "the oldest does."},
    {"csv-order-oldest",
     "Nothing in the file tells the time but a column that counts rows, so the oldest row is taken "
     "to stand first. Turn it if the newest does."},
    {"csv-too-few-rows",
     "{input} must have at least {min} complete rows for windows of {window} days; it has "
     "{count}."},
    {"csv-constant",
     "{input}: column {column} is always {value} where it is learned from, so there is nothing to "
     "predict. Choose another column or another file."},
};

}  // namespace unfold
