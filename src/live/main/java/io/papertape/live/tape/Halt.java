package io.papertape.live.tape;

/// Why a session halted.
///
/// @param timeNanos when, by the process's clock; nanoseconds since 1970-01-01 UTC
/// @param code      stable, such as `disk-full`
/// @param detail    for a person
public record Halt(long timeNanos, String code, String detail) {}
