package io.papertape.live.transport;

/// The wall clock was set while we ran, or the machine slept.
///
/// @param atNanos   when it was found, by [SystemNanos], after the step
/// @param stepNanos how far the wall clock moved; negative: backwards
public record ClockStep(long atNanos, long stepNanos) {}
