package io.papertape.experiment;

import io.papertape.experiment.Fold.Span;
import java.util.List;
import java.util.OptionalDouble;

/// How good a trial was in some spans of its history; the higher the better.
@FunctionalInterface
public interface SpanScore {
  /// @param returns of the spans, one after the other
  /// @return nothing if it cannot be told, as of a trial that did not trade
  OptionalDouble of(double[] returns, List<Span> spans);
}
