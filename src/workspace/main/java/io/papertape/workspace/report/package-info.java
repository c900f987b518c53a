/// What a run leaves for people: the HTML report, the tables for pandas, and how far the result
/// depends on what was assumed about fills, delay and costs.
///
/// Everything here is a function of its input: no clock, no network, the same bytes every time.
package io.papertape.workspace.report;
