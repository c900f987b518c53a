package io.papertape.indicator;

/// Natural logarithms of a column of price ratios: those of [StrictMath#log] to the bit, several
/// times as fast where the ratio is near 1.
///
/// `StrictMath` is specified to give the results of fdlibm, whose arithmetic between 0.72 and
/// 1.28 this is, without a branch.
///
/// Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun
/// Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is
/// freely granted, provided that this notice is preserved.
public final class Logarithms {
  private static final double LG1 = 0x1.5555555555593p-1;
  private static final double LG2 = 0x1.999999997fa04p-2;
  private static final double LG3 = 0x1.2492494229359p-2;
  private static final double LG4 = 0x1.c71c51d8e78afp-3;
  private static final double LG5 = 0x1.7466496cb03dep-3;
  private static final double LG6 = 0x1.39a09d078c69fp-3;
  private static final double LG7 = 0x1.2f112df3e5244p-3;

  private static final double FAR = 0.28;
  private static final double NEAR = 0x1p-20;

  private Logarithms() {}

  /// `StrictMath.log(x)`.
  public static double of(double x) {
    double f = x - 1.0;
    double distance = Math.abs(f);
    return distance < FAR && distance > NEAR ? near(f) : StrictMath.log(x);
  }

  /// The logarithm of `1 + f`.
  private static double near(double f) {
    double s = f / (2.0 + f);
    double z = s * s;
    double w = z * z;
    double even = w * (LG2 + w * (LG4 + w * LG6));
    double odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
    return f - s * (f - (odd + even));
  }

  /// `into[i] = StrictMath.log(x[i])` for the first `count` numbers.
  ///
  /// @param into another array than `x`
  public static void of(double[] x, double[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = near(x[i] - 1.0);
    }
    for (int i = 0; i < count; i++) {
      double distance = Math.abs(x[i] - 1.0);
      boolean isElsewhere = !(distance < FAR) || (distance <= NEAR && distance != 0);
      if (isElsewhere) {
        into[i] = StrictMath.log(x[i]);
      }
    }
  }
}
