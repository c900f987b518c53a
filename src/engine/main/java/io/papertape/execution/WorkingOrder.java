package io.papertape.execution;

import io.papertape.order.Side;

/// An order that works, as whoever watches a run sees it. Numbers are fixed point.
///
/// @param quantity   what is left of it; 0 if its size is known only when it fills
/// @param limit      0: none
/// @param stop       0: none
/// @param sinceNanos when it came to the market
public record WorkingOrder(
    int id, int instrument, Side side, long quantity, long limit, long stop, long sinceNanos) {}
