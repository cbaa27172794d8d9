// exp, log, sin and cos in double, built from IEEE additions, products and quotients alone: a libm
// may differ in the last bit between targets, these do not. Within 2 ulp, so that a float rounded
// from them is correctly rounded but for about one argument in 2^28.
#pragma once

namespace unfold::elementary {

struct SinCos {
  double sin, cos;
};

// 0 <= angle <= 1e5; beyond 2 pi within 1e-15, which near a zero may be more than 2 ulp.
SinCos sin_cos(double angle);
double exp(double x);  // -700 <= x <= 700; 0 below
double log(double x);  // x positive, finite and not subnormal

}  // namespace unfold::elementary
