// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage autograd_refusals[] = {
    {"formula-stranger",
     "{input}: \"{symbol}\" at place {at} belongs to no formula. Use numbers, names, + - * / ^, "
     "brackets and = with ; between formulas."},
    {"formula-needs-value",
     "{input}: at place {at} a number, a name or \"(\" must stand, not \"{symbol}\". Write it, or "
     "take away what stands before."},
    {"formula-ends",
     "{input} ends too early: a number, a name or \"(\" is still to come at place {at}."},
    {"formula-needs-operator",
     "{input}: before \"{symbol}\" at place {at} one of + - * / is missing. A product is written "
     "with *, as in x*w."},
    {"formula-unclosed", "{input}: the bracket at place {at} is never closed. Add \"{symbol}\"."},
    {"formula-unopened",
     "{input}: the bracket \"{symbol}\" at place {at} closes nothing. Take it away, or open one "
     "before."},
    {"formula-unknown-function",
     "{input}: there is no function \"{name}\" (place {at}). There are {allowed}; a product is "
     "written with *."},
    {"formula-needs-bracket",
     "{input}: \"{name}\" at place {at} is a function: write what it reads in brackets, as in "
     "{name}(x)."},
    {"formula-arguments",
     "{input}: {name} at place {at} reads {expected} here, not {count}. The second of "
     "cross_entropy is a place such as 1."},
    {"formula-power",
     "{input}: the power at place {at} must be a whole number from {min} to {max}, which is a "
     "product here. For others write exp(... * log(...))."},
    {"formula-index",
     "{input}: \"{text}\" asks for number {index}, but there are {count}, counted from 0: take one "
     "from 0 to {max}."},
    {"formula-whole-index",
     "{input}: at place {at} a place such as 0 or 1 must stand, counted from 0, then "
     "\"{symbol}\"."},
    {"formula-list",
     "{input}: {name} needs several numbers, and \"{text}\" is one. Give a variable several, as in "
     "z = [2, 1, 0.5]."},
    {"formula-sizes",
     "{input}: in \"{text}\" {left} numbers meet {right}. Make them as many, or one of them a "
     "single number."},
    {"formula-twice",
     "{input}: \"{name}\" at place {at} is given its formula a second time. Give the second "
     "another "
     "name."},
    {"formula-too-soon",
     "{input}: \"{name}\" is read at place {at}, before its formula. Put its formula first."},
    {"formula-reserved",
     "{input}: \"{name}\" at place {at} is the name of a function. Take another name."},
    {"formula-too-deep",
     "{input}: at place {at} brackets lie {max} deep. Give a part of it a name "
     "first, as in h = ...; h*u."},
    {"formula-too-large",
     "{input} has more than {max} operations and variables: more cannot be drawn. Shorten it."},
    {"formula-constant",
     "{input} reads no variable, so that no gradient has anywhere to flow. Write a name in it, "
     "such "
     "as x."},
    {"formula-several",
     "{input}: \"{text}\" is {count} numbers, and a gradient starts from one. Choose one, as in "
     "y[0], or add them up with sum(...)."},
    {"formula-not-finite",
     "{input}: \"{text}\" is no finite number with these values. Change them or the formula: log "
     "needs what is above 0, / what is not 0, exp less than 88."},
    {"gradient-not-finite",
     "{input}: the gradient of \"{text}\" is no finite number with these values. Move them away "
     "from where the formula is so steep."},
    {"values-form",
     "{input}: \"{text}\" is not a name with its value. Write x = 1, w = 0.5, and several numbers "
     "as z = [2, 1, 0.5]."},
    {"values-twice", "{input}: \"{name}\" has two values. Keep one."},
    {"values-number", "{input}: \"{name}\" must be a number from {min} to {max}, not \"{text}\"."},
    {"values-many", "{input}: \"{name}\" may have from 1 to {max} numbers, not {count}."},

    {"values-added",
     "{names}: no value was given, so that it is {standard}. {input} is {value} here."},
    {"values-idle", "{names}: the formula does not read it, so that its value changes nothing."},
    {"values-dropped", "{names}: the formula does not read it any more. {input} is {value} here."},
};

}  // namespace unfold
