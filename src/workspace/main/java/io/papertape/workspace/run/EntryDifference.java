package io.papertape.workspace.run;

/// The first entry at which two journals part.
///
/// @param seq      its number
/// @param stored   the line on disk; empty if the file ended before
/// @param computed the line of the run made again; empty if that ended before
public record EntryDifference(long seq, String stored, String computed) {}
