/// Indicators: streaming mathematics over the bars of one instrument, one formula each.
///
/// Every indicator is causal, allocates nothing per bar and has a fixed number of bars before its
/// first value. Columns ([IndicatorColumns]) run the streaming form, so that both are equal bit
/// for bit. Means of prices are exact sums of fixed-point numbers with one division at the end.
/// The definitions, and what each was checked against, are in `docs/indicators.md`.
package io.papertape.indicator;
