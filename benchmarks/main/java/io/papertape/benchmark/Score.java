package io.papertape.benchmark;

/// What was measured of one program; events a second and bytes an event.
///
/// @param best  of all iterations: other work on a shared machine only slows
/// @param mean  JMH's score
/// @param error half of its 99.9 % interval; NaN if there is none
/// @param bytes allocated an event; NaN if not measured
/// @param peak  bytes of memory the process held at most; NaN if not measured
record Score(String method, double best, double mean, double error, double bytes, double peak) {}
