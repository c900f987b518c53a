package io.papertape.live.tape;

/// A place on a tape between two moments, up to which it is durable.
///
/// @param file      name of the file
/// @param offset    of the next record in it
/// @param checksum  CRC-32C of the file up to there
/// @param moments   before it, on the whole tape
/// @param lastNanos time of the last of them
public record TapePosition(String file, long offset, int checksum, long moments, long lastNanos) {}
