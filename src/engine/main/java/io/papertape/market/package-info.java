/// What is known of the market: instruments, bars, quotes, trade ticks, corporate actions and
/// calendars.
///
/// Prices, quantities and cash are `long` in units of 10⁻⁸ ([FixedPoint]); times are `long`
/// nanoseconds since 1970-01-01 UTC. Nothing here knows of orders or strategies.
package io.papertape.market;
